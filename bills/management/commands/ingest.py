"""`manage.py ingest SOURCE`: bring a source's bodies into the record, and say what came of it."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bills.ingest import run as bills
from bills.services import renew_states
from billtracker.outcome import Outcome, Report
from billtracker.problems import Problem, Refused, refused
from members.ingest import run as members


def _sample_record(path: Path | None, tell: bills.Tell) -> Report:
    report = members.ingest_record(path / "members" if path else members.RECORD, tell)
    report.add(bills.ingest_record(path / "bills" if path else bills.RECORD, tell))
    renew_states()
    return report


def _answers(path: Path | None, tell: bills.Tell) -> Report:
    if path is None:
        raise CommandError("Say where the recorded answers are: --from PATH.")
    return bills.ingest_answers(path, tell)


SOURCES: dict[str, Callable[[Path | None, bills.Tell], Report]] = {
    "record": _sample_record,
    "bills": _answers,
}


class Command(BaseCommand):
    """Take in a source."""

    help = (
        "Take in a source: `record` (the sample record, or files like it) or `bills` (recorded "
        "answers of the bills API). Exits with 1 where nothing could be taken in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which source, and from where."""
        parser.add_argument("source", choices=SOURCES)
        parser.add_argument("--from", dest="path", type=Path, help="a folder or file to read")

    def handle(self, *, source: str, path: Path | None, verbosity: int, **_: Any) -> None:
        """Run, and print what was refused and the total; with --verbosity 2, every body too."""
        if path and not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        self.verbosity = verbosity
        try:
            report = SOURCES[source](path, self._tell)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if report.outcome is Outcome.REFUSED:
            raise CommandError("; ".join(map(str, report.problems)))
        if verbosity == 1:
            self._complain(refused(report.problems))
        self.stdout.write(f"{source}: {report}")
        if verbosity == 1 and len(report.problems) > len(refused(report.problems)):
            self.stdout.write("  What was flagged is said with --verbosity 2.")

    def _tell(self, name: str, report: Report) -> None:
        if self.verbosity > 1:
            self.stdout.write(f"{name}: {report}")
            self._complain(report.problems)

    def _complain(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(f"  {problem.severity}: {problem}")
