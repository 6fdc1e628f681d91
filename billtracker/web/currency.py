"""How current the record is: the day of its newest fact, and when each source was last read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from billtracker.events.models import Event
from billtracker.provenance.models import Source


@dataclass(frozen=True, slots=True)
class Currency:
    """How current the record is; `newest_fact_on` is None while it holds nothing."""

    newest_fact_on: date | None
    sources: list[Source]


def currency(day: date) -> Currency:
    """Return how current the record is on `day`; days still to come are not facts yet."""
    events = Event.objects.filter(occurred_on__lte=day)
    newest: date | None = events.aggregate(newest=Max("occurred_on"))["newest"]
    return Currency(newest, list(Source.objects.order_by("title", "id")))
