"""Taking in files, for tests: as the command does it, with nobody listening."""

from billtracker.intake.runs import take_in
from billtracker.intake.sources import SourcePlan
from billtracker.outcome import Report


def say_nothing(name: str, report: Report) -> None:
    """Nobody listens."""


def take_in_from(plan: SourcePlan, path) -> Report:
    """Take in what a source finds under a path."""
    return take_in(plan, plan.recorded(path), say_nothing)
