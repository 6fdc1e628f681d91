"""The only writer of the log."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from billtracker.db import insert_all
from billtracker.events.kinds import KINDS
from billtracker.events.models import Event
from billtracker.provenance.models import Origin

# Any constant: writers of events wait for each other on it until they commit.
_LOCK = 0x42696C6C


def event(
    *,
    kind: str,
    subjects: Iterable[str],
    after: dict[str, Any] | None,
    before: dict[str, Any] | None = None,
    occurred_on: date | None = None,
    origin: Origin | None = None,
) -> Event:
    """Return an event still to be written."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of event.")
    return Event(
        kind=kind,
        subjects=sorted(set(subjects)),
        occurred_on=occurred_on,
        before=before,
        after=after,
        origin=origin,
        actor_id=origin.entered_by_id if origin else None,
    )


def record_all(events: Sequence[Event]) -> None:
    """Write events into the caller's transaction, in their order.

    Takes a lock that is held until the transaction ends, so that numbers become visible in
    their own order and a reader who follows the log by number can never miss one. Write events
    last in a transaction, to hold it briefly.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of its change.")
    if not events:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    insert_all(events)


def record(
    *,
    kind: str,
    subjects: Iterable[str],
    after: dict[str, Any] | None,
    before: dict[str, Any] | None = None,
    occurred_on: date | None = None,
    origin: Origin | None = None,
) -> Event:
    """Write one event into the caller's transaction."""
    made = event(
        kind=kind,
        subjects=subjects,
        after=after,
        before=before,
        occurred_on=occurred_on,
        origin=origin,
    )
    record_all([made])
    return made


def newest() -> int:
    """Return the number of the newest event, 0 where there is none."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
