"""`manage.py ingest SOURCE`: bring a source's bodies into the record, and say what came of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billtracker.intake.runs import take_in
from billtracker.intake.sources import plan_of, plans
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

    def handle(self, *, source: str, path: Path | None, verbosity: int, **_: Any) -> None:
        """Run, and print what was refused and the total; with --verbosity 2, every body too."""
        if path and not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        self.verbosity = verbosity
        try:
            report = self._taken_in(source, path)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
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
            total.add(take_in(plan, plan.recorded(place), self._tell))
        return total

    def _tell(self, name: str, report: Report) -> None:
        if self.verbosity > 1:
            self.stdout.write(f"{name}: {report}")
            self._complain(report.problems)

    def _complain(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(f"  {problem.severity}: {problem}")
