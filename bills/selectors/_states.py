"""States: worked out from the facts, and as stored."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from bills.domain.course import Flip, State, as_announced, course, listed_state
from bills.domain.facts import RelationKind
from bills.domain.stages import Sitting, Stage, StageOutcome, Status
from bills.domain.votes import OUTCOME_OF, VoteKind, VoteResult
from bills.models import Bill, BillQuerySet, BillState, Vote, VoteCorrection
from billtracker.db import planned
from members.models import Parliament

_AT_ONCE = 500


def bills_for_states() -> BillQuerySet:
    """Bills with every fact that moves them, and their states as stored."""
    corrections = VoteCorrection.objects.order_by("place")
    votes = Vote.objects.exclude(stage="").filter(corrections__isnull=False, kind=VoteKind.READING)
    votes = votes.select_related("sitting_day").distinct()
    return planned(
        Bill.objects.select_related("origin").prefetch_related(
            "stages",
            "referrals",
            "relations",
            Prefetch("votes", votes.prefetch_related(Prefetch("corrections", corrections))),
            Prefetch("states", BillState.objects.order_by("since")),
        )
    )


def dissolutions() -> list[date]:
    """Return the day of every dissolution on record."""
    days = Parliament.objects.values_list("dissolved_on", flat=True).order_by("number")
    return [day for day in days if day]


def computed_states(bill: Bill, dissolved: list[date]) -> list[State]:
    """Work out the states of a bill loaded by `bills_for_states` from its facts."""
    sittings = [
        Sitting(row.on, Stage(row.stage), StageOutcome(row.outcome)) for row in bill.stages.all()
    ]
    for referral in bill.referrals.all():
        sittings.append(Sitting(referral.referred_on, Stage.SELECT_COMMITTEE))
        if reported := referral.reported_on:
            sittings.append(Sitting(reported, Stage.SELECT_COMMITTEE, StageOutcome.CONCLUDED))
    if not sittings:
        return _listed(bill)
    reinstated = [r.on for r in bill.relations.all() if r.kind == RelationKind.REINSTATED]
    return course(
        as_announced(sittings, _flips(bill)),
        dissolutions=dissolved,
        reinstatements=[day for day in reinstated if day],
    )


def _listed(bill: Bill) -> list[State]:
    if bill.listed_on is None:
        return []
    has_committee = bool(bill.listed_committee)
    return [listed_state(bill.listed_stage, bill.listed_on, has_committee=has_committee)]


def _flips(bill: Bill) -> Iterator[Flip]:
    for vote in bill.votes.all():
        corrections = list(vote.corrections.all())
        announced = _outcome(corrections[0].announced_result)
        corrected = _outcome(corrections[-1].corrected_result)
        if announced and corrected and announced is not corrected:
            yield Flip(
                stage=Stage(vote.stage),
                on=vote.sitting_day.on,
                announced=announced,
                corrected=corrected,
                corrected_on=corrections[-1].corrected_on,
            )


def _outcome(result: str) -> StageOutcome | None:
    return OUTCOME_OF.get(VoteResult(result)) if result else None


def stored_states(bill: Bill) -> list[State]:
    """Return the states of a bill loaded by `bills_for_states` as they are stored."""
    return [
        State(
            since=row.since,
            status=Status(row.status) if row.status else None,
            stage=Stage(row.stage) if row.stage else None,
            outcome=StageOutcome(row.outcome),
            moved_on=row.moved_on,
        )
        for row in bill.states.all()
    ]


def unproved() -> list[Bill]:
    """Return the bills whose stored states are not what their facts give."""
    dissolved = dissolutions()
    return [
        bill
        for bill in bills_for_states().order_by("slug").iterator(chunk_size=_AT_ONCE)
        if computed_states(bill, dissolved) != stored_states(bill)
    ]
