"""Work on runs that workers share. Thin, and safe to do twice: what is to be done is rows.

A message only says that somebody may go on with a run. A task stops after a few seconds and
sends its successor, so a worker that is asked to stop does so between two steps.
"""

import logging
import time
from collections.abc import Callable

from celery import shared_task
from celery.signals import worker_ready
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from billtracker.intake import asking, runs, watch
from billtracker.intake.models import Run

logger = logging.getLogger(__name__)

# Well under the seconds that whoever stops a worker gives it.
_SECONDS = 5
# A database that went away comes back, or the sweep takes the run up once it did.
_GONE = (OperationalError, InterfaceError)


@shared_task(autoretry_for=_GONE, max_retries=5, retry_backoff=True)
def fetch(run_id: int) -> None:
    """Ask the addresses of a run that are still open, for some seconds, and have them read."""
    run = Run.objects.select_related("source").get(pk=run_id)
    account = runs.Account(run)
    is_left = asking.do_open(run, account.tell, account.note, _some_seconds())
    load.delay(run_id)
    if is_left:
        fetch.delay(run_id)


@shared_task(autoretry_for=_GONE, max_retries=5, retry_backoff=True)
def load(run_id: int) -> None:
    """Read what the source of a run has kept, for some seconds; close the run if it is over."""
    run = Run.objects.select_related("source").get(pk=run_id)
    if runs.load(run, _some_seconds()):
        load.delay(run_id)


@shared_task(soft_time_limit=60, time_limit=90)
def sweep() -> None:
    """Have every open run gone on with, whatever became of its tasks."""
    for run, task in runs.to_take_up(timezone.now()):
        runs.send(task, run)


@shared_task(soft_time_limit=60, time_limit=90)
def say_what_is_late() -> list[str]:
    """Log each source that has not succeeded for too long; return their keys."""
    late = watch.late_sources(timezone.now())
    for source in late:
        logger.error("%s has not succeeded since %s", source.title, source.last_succeeded_at)
    return [source.key for source in late]


@worker_ready.connect
def take_up(**_: object) -> None:
    """Go on at once with what the last worker left, rather than at the next sweep."""
    sweep.delay()


def _some_seconds() -> Callable[[], bool]:
    end = time.monotonic() + _SECONDS
    return lambda: time.monotonic() > end
