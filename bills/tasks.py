"""Work on bills that runs on its own clock. Thin: each calls one reader or service."""

import logging
from contextlib import suppress

from celery import shared_task
from django.utils import timezone

from bills.services import renew_states
from billtracker.days import WELLINGTON
from billtracker.intake.runs import AlreadyRunning, ask_for
from billtracker.intake.sources import plans
from billtracker.intake.timetable import due
from billtracker.provenance.models import Source
from members.domain.sitting_times import house_at
from members.selectors import last_sitting_day

logger = logging.getLogger(__name__)


@shared_task
def prove_states() -> list[str]:
    """Prove every stored state against the facts; renew, log and return the bills that differ."""
    renewed = renew_states()
    if renewed:
        logger.error("stored states differed from the facts: %s", ", ".join(renewed))
    return renewed


@shared_task(soft_time_limit=60, time_limit=90)
def ask_what_is_due() -> list[str]:
    """Have every source run that is due, by what the House is doing; return their keys."""
    now = timezone.now()
    wellington = now.astimezone(WELLINGTON)
    house = house_at(wellington, last_sitting_day(wellington.date()))
    tried = dict(Source.objects.values_list("key", "last_tried_at"))
    keys = due(plans(), tried, house, now)
    for key in keys:
        with suppress(AlreadyRunning):  # the sweep looks after that run
            ask_for(key)
    return keys
