"""The only writer of the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from billtracker.db import copy_rows
from billtracker.events.kinds import KINDS
from billtracker.events.models import Event
from billtracker.provenance.models import Origin

# Any constant: writers of events wait for each other on it until they commit.
_LOCK = 0x42696C6C
_COLUMNS = ("kind", "subjects", "occurred_on", "before", "after", "actor_id", "origin_id")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event to be written; what its members mean is said of `Event`."""

    kind: str
    subjects: Iterable[str]
    after: dict[str, Any] | None
    before: dict[str, Any] | None = None
    occurred_on: date | None = None
    origin: Origin | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not a kind of event.")


def record_all(entries: Iterable[Entry]) -> None:
    """Write events into the caller's transaction, in their order.

    Takes a lock that is held until the transaction ends, so that numbers become visible in
    their own order and a reader who follows the log by number can never miss one. Write events
    last in a transaction, to hold it briefly.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of its change.")
    rows = [_row(entry) for entry in entries]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    copy_rows(Event, _COLUMNS, rows)


def record(
    *,
    kind: str,
    subjects: Iterable[str],
    after: dict[str, Any] | None,
    before: dict[str, Any] | None = None,
    occurred_on: date | None = None,
    origin: Origin | None = None,
) -> None:
    """Write one event into the caller's transaction."""
    record_all([Entry(kind, subjects, after, before, occurred_on, origin)])


def _row(entry: Entry) -> tuple[Any, ...]:
    origin = entry.origin
    return (
        entry.kind,
        sorted(set(entry.subjects)),
        entry.occurred_on,
        entry.before,
        entry.after,
        origin.entered_by_id if origin else None,
        origin.pk if origin else None,
    )


def newest() -> int:
    """Return the number of the newest event, 0 where there is none."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
