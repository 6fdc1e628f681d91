"""Runs of sources, asked for by the timetable or by people."""

from datetime import date

from billtracker.intake.models import Run
from billtracker.intake.pipeline import source_of
from billtracker.intake.sources import plan_of


class AlreadyRunning(Exception):
    """A source has an open run; it is `run`."""

    def __init__(self, run: Run) -> None:
        super().__init__(f"{run.source.key} has been running since {run.started_at:%d %B %H:%M}.")
        self.run = run


def ask_for(key: str, *, since: date | None = None, asked_by: int | None = None) -> Run:
    """Have the workers run a source; raise AlreadyRunning where they do."""
    run, is_new = Run.objects.select_related("source").get_or_create(
        source=source_of(plan_of(key)),
        ended_at=None,
        defaults={"since": since, "asked_by_id": asked_by},
    )
    if not is_new:
        raise AlreadyRunning(run)
    return run
