"""Noticing a source that has not succeeded for too long."""

from datetime import datetime

from django.db.models import Min

from billtracker.intake.sources import plans
from billtracker.provenance.models import Source


def late_sources(now: datetime) -> list[Source]:
    """Return the sources that have not succeeded for longer than they may, in their order.

    One that never did is counted from its first run. One that was never asked is not late.
    """
    rows = Source.objects.annotate(first_asked_at=Min("runs__started_at")).in_bulk(
        [plan.key for plan in plans() if plan.late_after], field_name="key"
    )
    return [
        rows[plan.key]
        for plan in plans()
        if plan.late_after and plan.key in rows and _is_late(rows[plan.key], now - plan.late_after)
    ]


def _is_late(source: Source, since: datetime) -> bool:
    last = source.last_succeeded_at or source.first_asked_at  # type: ignore[attr-defined]
    return last is not None and last < since
