"""Keeping derived states true to the facts."""

from datetime import date

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
from billtracker.events.models import Event
from billtracker.events.services import record
from billtracker.provenance.models import Origin


def rebuild_states(*, bill: Bill, origin: Origin) -> None:
    """Work out a bill's states anew; store them, with an event, where they differ."""
    _rebuild(bills_for_states().get(pk=bill.pk), origin, dissolutions())


@transaction.atomic
def renew_states() -> list[str]:
    """Rebuild the states that no longer follow from the facts; return their bills' slugs.

    A Parliament's dissolution moves every bill that is alive, and is recorded with the members;
    this brings the bills after it.
    """
    dissolved = dissolutions()
    stale = unproved()
    for bill in stale:
        _rebuild(bill, bill.origin, dissolved)
    return [bill.slug for bill in stale]


def renew_after(event_id: int) -> None:
    """Renew states where a Parliament changed after that event: its dissolution moves bills."""
    if Event.objects.filter(pk__gt=event_id, kind__startswith="parliament.").exists():
        renew_states()


def _rebuild(bill: Bill, origin: Origin, dissolved: list[date]) -> None:
    states, before = computed_states(bill, dissolved), stored_states(bill)
    if states == before:
        return
    BillState.objects.filter(bill=bill).delete()
    BillState.objects.bulk_create(
        BillState(
            bill=bill,
            since=state.since,
            until=following.since if following else None,
            status=state.status or "",
            stage=state.stage or "",
            outcome=state.outcome,
            next_stage=state.next_stage or "",
            moved_on=state.moved_on or state.since,
        )
        for state, following in zip(states, [*states[1:], None], strict=False)
    )
    record(
        kind="bill.moved",
        subjects=[f"bill:{bill.slug}"],
        before=_summary(before),
        after=_summary(states),
        occurred_on=states[-1].moved_on if states else None,
        origin=origin,
    )


def _summary(states: list[State]) -> dict[str, str | None] | None:
    if not states:
        return None
    last = states[-1]
    return {"status": last.status, "stage": last.stage, "since": last.since.isoformat()}
