"""`manage.py replay [SOURCE]`: make the record anew from the bodies that were kept."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billtracker.intake.progress import Progress
from billtracker.intake.replaying import replay
from billtracker.intake.sources import plans
from billtracker.problems import refused

_INTERRUPTED = 130  # what a shell says of a command that Ctrl-C ended
_STOPPED = "Stopped. Nothing is half-written; a replay begins anew."


class Command(BaseCommand):
    """Read kept bodies again."""

    help = "Read the newest kept body of every name again. A record that is whole stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which source, and how much of it."""
        parser.add_argument("source", nargs="?", choices=[plan.key for plan in plans()])
        parser.add_argument(
            "--all",
            action="store_true",
            dest="every",
            help="read every body ever kept, in order: for a record that was lost",
        )

    def handle(self, *, source: str | None, every: bool, **_: Any) -> None:
        """Replay, and print what was refused and the total."""
        chosen = [plan for plan in plans() if source in {None, plan.key}]
        try:
            with Progress(sys.stderr, "replay") as progress:
                report = replay(chosen, progress.tell, every=every)
        except KeyboardInterrupt:
            raise CommandError(_STOPPED, returncode=_INTERRUPTED) from None
        for problem in refused(report.problems):
            self.stderr.write(f"  {problem.severity}: {problem}")
        self.stdout.write(f"replay: {report}")
