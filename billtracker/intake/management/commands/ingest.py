"""`manage.py ingest SOURCE`: bring a source's bodies into the record, and say what came of it."""

from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billtracker.intake import error_file
from billtracker.intake.error_file import left_behind
from billtracker.intake.pipeline import take_in
from billtracker.intake.sources import SourcePlan, plan_of, plans
from billtracker.outcome import Outcome, Report
from billtracker.problems import Problem, Refused, refused

# The sample record is two sources, the one that is named coming before the one that names it.
SAMPLE = {"record-members": "members", "record-bills": "bills"}


class Command(BaseCommand):
    """Take in a source."""

    help = "Take in a source, or `record`: the sample record. Exits with 1 where nothing was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which source, and from where."""
        parser.add_argument("source", choices=["record", *(plan.key for plan in plans())])
        parser.add_argument("--from", dest="path", type=Path, help="a folder or file to read")
        parser.add_argument(
            "--errors", type=Path, help="a CSV to write: file, line, column, value and reason"
        )
        parser.add_argument(
            "--headers", action="store_true", help="say how the source's files are written"
        )

    def handle(self, *, source: str, path: Path | None, verbosity: int, **more: Any) -> None:
        """Run, and print what was refused and the total; with --verbosity 2, every body too."""
        if more.get("headers"):
            self.stdout.write(plan_of(source).form or f"Nobody writes files of {source} by hand.")
            return
        if path and not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        self.verbosity = verbosity
        self.left: list[tuple[SourcePlan, str]] = []
        errors: Path | None = more.get("errors")
        self._write_errors(errors, [])
        try:
            report = self._taken_in(source, path)
        except Refused as refusal:
            self._write_errors(errors, refusal.problems)
            raise CommandError(str(refusal)) from refusal
        self._write_errors(errors, report.problems)
        if report.outcome is Outcome.REFUSED:
            raise CommandError("; ".join(map(str, report.problems)))
        if verbosity == 1:
            self._complain(refused(report.problems))
        self.stdout.write(f"{source}: {report}")
        if verbosity == 1 and len(report.problems) > len(refused(report.problems)):
            self.stdout.write("  What was flagged is said with --verbosity 2.")

    def _taken_in(self, source: str, path: Path | None) -> Report:
        total = Report()
        for key, folder in SAMPLE.items() if source == "record" else [(source, "")]:
            plan = plan_of(key)
            place = path / folder if path else plan.home
            if place is None:
                raise CommandError("Say where the recorded answers are: --from PATH.")
            total.add(take_in(plan, plan.recorded(place), partial(self._tell, plan)))
        return total

    def _write_errors(self, path: Path | None, problems: Sequence[Problem]) -> None:
        if path is None:
            return
        left = [problem for plan, name in self.left for problem in left_behind(plan, name)]
        try:
            error_file.write(path, [*problems, *left])
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error

    def _tell(self, plan: SourcePlan, name: str, report: Report) -> None:
        if report.left.total():
            self.left.append((plan, name))
        if self.verbosity > 1:
            self.stdout.write(f"{name}: {report}")
            self._complain(report.problems)

    def _complain(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(f"  {problem.severity}: {problem}")
