"""Keeping derived states true to the facts."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction

from bills.domain.course import State
from bills.models import Bill, BillState
from bills.selectors import (
    bills_for_states,
    computed_states,
    dissolutions,
    stored_states,
    unproved,
)
from billtracker.db import insert_all
from billtracker.events.models import Event
from billtracker.events.services import event, record_all
from billtracker.provenance.models import Origin


def rebuild_states(origins: Mapping[int, Origin]) -> None:
    """Work out the states of bills (by row) anew; store them, with events, where they differ."""
    if not origins:
        return
    dissolved = dissolutions()
    _store(
        (bill, origins[bill.pk], computed_states(bill, dissolved))
        for bill in bills_for_states().filter(pk__in=origins)
    )


@transaction.atomic
def renew_states() -> list[str]:
    """Rebuild the states that no longer follow from the facts; return their bills' slugs.

    A Parliament's dissolution moves every bill that is alive, and is recorded with the members;
    this brings the bills after it.
    """
    dissolved = dissolutions()
    stale = unproved()
    _store((bill, bill.origin, computed_states(bill, dissolved)) for bill in stale)
    return [bill.slug for bill in stale]


def renew_after(event_id: int) -> None:
    """Renew states where a Parliament changed after that event: its dissolution moves bills."""
    if Event.objects.filter(pk__gt=event_id, kind__startswith="parliament.").exists():
        renew_states()


def _store(computed: Iterable[tuple[Bill, Origin, list[State]]]) -> None:
    differing = [
        (bill, origin, before, states)
        for bill, origin, states in computed
        if (before := stored_states(bill)) != states
    ]
    BillState.objects.filter(
        bill__in=[bill for bill, _, before, _ in differing if before]
    ).delete()
    insert_all([row for bill, _, _, states in differing for row in _rows(bill, states)])
    record_all(
        [
            event(
                kind="bill.moved",
                subjects=[f"bill:{bill.slug}"],
                before=_summary(before),
                after=_summary(states),
                occurred_on=states[-1].moved_on if states else None,
                origin=origin,
            )
            for bill, origin, before, states in differing
        ]
    )


def _rows(bill: Bill, states: list[State]) -> Iterator[BillState]:
    for state, following in zip(states, [*states[1:], None], strict=False):
        yield BillState(
            bill=bill,
            since=state.since,
            until=following.since if following else None,
            status=state.status or "",
            stage=state.stage or "",
            outcome=state.outcome,
            next_stage=state.next_stage or "",
            moved_on=state.moved_on or state.since,
        )


def _summary(states: list[State]) -> dict[str, str | None] | None:
    if not states:
        return None
    last = states[-1]
    return {"status": last.status, "stage": last.stage, "since": last.since.isoformat()}
