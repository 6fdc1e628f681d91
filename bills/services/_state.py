"""Keeping derived states true to the facts."""

from bills.domain.course import State
from bills.models import Bill, BillState
from bills.selectors import computed_states, stored_states
from billtracker.events.services import record
from billtracker.provenance.models import Origin


def rebuild_states(*, bill: Bill, origin: Origin) -> bool:
    """Work out a bill's states anew; store them, with an event, where they differ."""
    states = computed_states(bill)
    before = stored_states(bill)
    if states == before:
        return False
    bill.states.all().delete()
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
    return True


def _summary(states: list[State]) -> dict[str, str | None] | None:
    if not states:
        return None
    last = states[-1]
    return {"status": last.status, "stage": last.stage, "since": last.since.isoformat()}
