"""Keeping derived states true to the facts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db import transaction

from bills.domain.course import State
from bills.models import Bill, BillState
from bills.selectors import Moves, dissolutions, moves_of, unproved
from billtracker.db import copy_rows
from billtracker.events.models import Event
from billtracker.events.services import Entry, record_all
from billtracker.provenance.models import Origin

_COLUMNS = (
    "bill_id",
    "since",
    "until",
    "status",
    "stage",
    "outcome",
    "next_stage",
    "moved_on",
)


def rebuild_states(origins: Mapping[int, Origin]) -> None:
    """Work out the states of bills (by row) anew; store them, with events, where they differ."""
    if origins:
        _store(moves_of(origins), origins)


@transaction.atomic
def renew_states() -> list[str]:
    """Rebuild the states that no longer follow from the facts; return their bills' slugs.

    A Parliament's dissolution moves every bill that is alive, and is recorded with the members;
    this brings the bills after it.
    """
    stale = unproved()
    rows = Bill.objects.filter(pk__in=[moves.bill for moves in stale]).select_related("origin")
    _store(stale, {row.pk: row.origin for row in rows})
    return [moves.slug for moves in stale]


def renew_after(event_id: int) -> None:
    """Renew states where a Parliament changed after that event: its dissolution moves bills."""
    if Event.objects.filter(pk__gt=event_id, kind__startswith="parliament.").exists():
        renew_states()


def _store(every: Iterable[Moves], origins: Mapping[int, Origin]) -> None:
    dissolved = dissolutions()
    computed = [(moves, moves.states(dissolved)) for moves in every]
    differing = [(moves, states) for moves, states in computed if states != moves.stored]
    replaced = [moves.bill for moves, _ in differing if moves.stored]
    if replaced:
        BillState.objects.filter(bill__any=replaced).delete()
    rows = (row for moves, states in differing for row in _rows(moves.bill, states))
    copy_rows(BillState, _COLUMNS, rows)
    record_all(
        Entry(
            kind="bill.moved",
            subjects=[f"bill:{moves.slug}"],
            before=_summary(moves.stored),
            after=_summary(states),
            occurred_on=states[-1].moved_on if states else None,
            origin=origins[moves.bill],
        )
        for moves, states in differing
    )


def _rows(bill: int, states: list[State]) -> Iterator[tuple[int | str | date | None, ...]]:
    for state, following in zip(states, [*states[1:], None], strict=False):
        yield (
            bill,
            state.since,
            following.since if following else None,
            state.status or "",
            state.stage or "",
            state.outcome,
            state.next_stage or "",
            state.moved_on or state.since,
        )


def _summary(states: list[State]) -> dict[str, str | None] | None:
    if not states:
        return None
    last = states[-1]
    return {"status": last.status, "stage": last.stage, "since": last.since.isoformat()}
