"""States: worked out from the facts, and as stored."""

from bills.domain.course import Flip, State, as_announced, course, listed_state
from bills.domain.facts import RelationKind
from bills.domain.stages import Sitting, Stage, StageOutcome, Status
from bills.domain.votes import VoteResult
from bills.models import Bill
from members.models import Parliament

_OUTCOME_OF = {
    VoteResult.AGREED: StageOutcome.AGREED,
    VoteResult.NOT_AGREED: StageOutcome.NEGATIVED,
}


def computed_states(bill: Bill) -> list[State]:
    """Work out a bill's states from its facts as they are now on record."""
    sittings = [
        Sitting(row.on, Stage(row.stage), StageOutcome(row.outcome)) for row in bill.stages.all()
    ]
    for referral in bill.referrals.all():
        sittings.append(Sitting(referral.referred_on, Stage.SELECT_COMMITTEE))
        if referral.reported_on:
            reported = referral.reported_on
            sittings.append(Sitting(reported, Stage.SELECT_COMMITTEE, StageOutcome.CONCLUDED))
    if not sittings:
        return _listed(bill)
    begun = min(sitting.on for sitting in sittings)
    dissolutions = Parliament.objects.filter(dissolved_on__gt=begun)
    reinstated = bill.relations.filter(kind=RelationKind.REINSTATED, on__isnull=False)
    return course(
        as_announced(sittings, _flips(bill)),
        dissolutions=dissolutions.values_list("dissolved_on", flat=True),
        reinstatements=reinstated.values_list("on", flat=True),
    )


def _listed(bill: Bill) -> list[State]:
    if bill.listed_on is None:
        return []
    has_committee = bool(bill.listed_committee)
    return [listed_state(bill.listed_stage, bill.listed_on, has_committee=has_committee)]


def _flips(bill: Bill) -> list[Flip]:
    votes = bill.votes.exclude(stage="").filter(corrections__isnull=False).distinct()
    flips = []
    for vote in votes.select_related("sitting_day").prefetch_related("corrections"):
        corrections = sorted(vote.corrections.all(), key=lambda row: row.place)
        first, last = corrections[0], corrections[-1]
        announced = _OUTCOME_OF.get(VoteResult(first.announced_result or VoteResult.LAPSED))
        corrected = _OUTCOME_OF.get(VoteResult(last.corrected_result or VoteResult.LAPSED))
        if announced and corrected and announced is not corrected:
            flips.append(
                Flip(
                    stage=Stage(vote.stage),
                    on=vote.sitting_day.on,
                    announced=announced,
                    corrected=corrected,
                    corrected_on=last.corrected_on,
                )
            )
    return flips


def stored_states(bill: Bill) -> list[State]:
    """Return a bill's states as they are stored, oldest first."""
    return [
        State(
            since=row.since,
            status=Status(row.status) if row.status else None,
            stage=Stage(row.stage) if row.stage else None,
            outcome=StageOutcome(row.outcome),
            moved_on=row.moved_on,
        )
        for row in bill.states.order_by("since")
    ]


def unproved() -> list[str]:
    """Return the slugs of bills whose stored states are not what their facts give."""
    return [
        bill.slug
        for bill in Bill.objects.order_by("slug").iterator()
        if computed_states(bill) != stored_states(bill)
    ]
