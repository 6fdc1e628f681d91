"""`manage.py ingest SOURCE`: bring a source's bodies into the record, and say what came of it."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from billtracker.events.models import Event
from billtracker.events.services import newest as newest_event
from billtracker.intake import asking, error_file, runs
from billtracker.intake.error_file import left_behind
from billtracker.intake.pipeline import Tell
from billtracker.intake.progress import Progress
from billtracker.intake.sources import SourcePlan, plan_of, plans
from billtracker.outcome import Outcome, Report
from billtracker.problems import Problem, Refused, refused

# The sample record is two sources, the one that is named coming before the one that names it.
SAMPLE = {"record-members": "members", "record-bills": "bills"}
_INTERRUPTED = 130  # what a shell says of a command that Ctrl-C ended
_STOPPED = "Nothing is half-written: {} bodies were taken in; the next run goes on from there."


def a_day(word: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ArgumentTypeError(f"{word!r} is not a day, as 2026-11-01.") from None


class Command(BaseCommand):
    """Take in a source."""

    help = "Take in a source, or `record`: the sample record. Exits with 1 where nothing was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which source, from where, and since when."""
        parser.add_argument("source", choices=["record", *(plan.key for plan in plans())])
        parser.add_argument("--from", dest="path", type=Path, help="a folder or file to read")
        parser.add_argument(
            "--since", type=a_day, help="ask only for what changed since (2026-11-01)"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and write nothing"
        )
        parser.add_argument(
            "--errors", type=Path, help="a CSV to write: file, line, column, value and reason"
        )
        parser.add_argument(
            "--headers", action="store_true", help="say how the source's files are written"
        )

    def handle(self, *, source: str, path: Path | None, headers: bool, **more: Any) -> None:
        """Run, and print what was left out and the total; with --verbosity 2, every body too."""
        if headers:
            form = "" if source == "record" else plan_of(source).form
            self.stdout.write(form or f"Nobody writes files of {source} by hand.")
            return
        if path and not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        if path and more["since"]:
            raise CommandError("--since is for asking a source: files are taken in whole.")
        self.verbosity, self.taken = more["verbosity"], 0
        self.unanswered: list[str] = []
        self.left: list[tuple[SourcePlan, str]] = []
        self.errors: Path | None = more["errors"]
        self._write_errors([])
        report = self._run(source, path, more["since"], dry_run=more["dry_run"])
        self._write_errors(report.problems)
        if report.outcome in {Outcome.REFUSED, Outcome.UNAVAILABLE}:
            raise CommandError("; ".join([*map(str, report.problems), *self.unanswered]))
        self._conclude(f"{source} would be" if more["dry_run"] else f"{source}:", report)

    def _run(self, source: str, path: Path | None, since: date | None, *, dry_run: bool) -> Report:
        try:
            return (self._tried if dry_run else self._taken_in)(source, path, since)
        except Refused as refusal:
            self._write_errors(refusal.problems)
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            done = "Nothing was written." if dry_run else _STOPPED.format(self.taken)
            raise CommandError(f"Stopped. {done}", returncode=_INTERRUPTED) from None

    def _tried(self, source: str, path: Path | None, since: date | None) -> Report:
        """Take in and undo it, having said what changed."""
        before = newest_event()
        with transaction.atomic():
            report = self._taken_in(source, path, since)
            for event in Event.objects.following(before):
                self.stdout.write(f"{event.kind} {' '.join(event.subjects)}")
                old, new = event.before or {}, event.after or {}
                for name in sorted({*old, *new}):
                    self.stdout.write(f"  {name}: {old.get(name)!r} -> {new.get(name)!r}")
            transaction.set_rollback(True)
        return report

    def _taken_in(self, source: str, path: Path | None, since: date | None) -> Report:
        total = Report()
        for key, folder in SAMPLE.items() if source == "record" else [(source, "")]:
            plan = plan_of(key)
            place = path / folder if path else plan.home
            if place:
                total.add(self._from_files(plan, place))
            elif plan.first:
                total.add(self._asked(plan, since))
            else:
                raise CommandError("Say where the recorded answers are: --from PATH.")
        return total

    def _from_files(self, plan: SourcePlan, place: Path) -> Report:
        with Progress(sys.stderr, plan.key) as self.progress:
            return runs.take_in(plan, plan.recorded(place), self._teller(plan))

    def _asked(self, plan: SourcePlan, since: date | None) -> Report:
        try:
            run = runs.begun(plan, since=since)
        except runs.AlreadyRunning as error:
            self.stdout.write(f"{error} It is gone on with.")
            run = error.run
            if not run.errands.exists():  # it was one of files
                asking.begin(run, plan)
        with Progress(sys.stderr, plan.key, lambda: asking.left(run)) as self.progress:
            report = runs.go_on(run, self._teller(plan))
        self.unanswered += asking.failures(run)
        return report

    def _write_errors(self, problems: Sequence[Problem]) -> None:
        if self.errors is None:
            return
        left = [problem for plan, name in self.left for problem in left_behind(plan, name)]
        try:
            error_file.write(self.errors, [*problems, *left])
        except OSError as error:
            raise CommandError(f"{self.errors} cannot be written: {error.strerror}.") from error

    def _teller(self, plan: SourcePlan) -> Tell:
        def tell(name: str, report: Report) -> None:
            if report.left.total():
                self.left.append((plan, name))
            self.taken += 1
            self.progress.tell(name, report)
            self._say(name, report)

        return tell

    def _say(self, name: str, report: Report) -> None:
        if self.verbosity > 1:
            self.stdout.write(f"{name}: {report}")
            self._complain(report.problems)

    def _conclude(self, beginning: str, report: Report) -> None:
        if self.verbosity == 1:
            self._complain(refused(report.problems))
        for sentence in self.unanswered:
            self.stderr.write(f"  unanswered: {sentence}")
        self.stdout.write(f"{beginning} {report}")
        if self.verbosity == 1 and len(report.problems) > len(refused(report.problems)):
            self.stdout.write("  What was flagged is said with --verbosity 2.")

    def _complain(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(f"  {problem.severity}: {problem}")
