"""States: worked out from the facts, and as stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import batched
from typing import Any

from bills.domain.course import Flip, State, as_announced, course, listed_state
from bills.domain.facts import RelationKind
from bills.domain.stages import Sitting, Stage, StageOutcome, Status
from bills.domain.votes import OUTCOME_OF, VoteKind, VoteResult
from bills.models import Bill, BillRelation, BillState, Referral, VoteCorrection
from bills.models import Stage as StageRow
from members.models import Parliament

_AT_ONCE = 500


@dataclass(slots=True)
class Moves:
    """Every fact that moves a bill, and its states as stored."""

    bill: int
    slug: str
    listed: tuple[str, date, bool] | None
    sittings: list[Sitting] = field(default_factory=list)
    reinstated: list[date] = field(default_factory=list)
    flips: list[Flip] = field(default_factory=list)
    stored: list[State] = field(default_factory=list)

    def states(self, dissolved: list[date]) -> list[State]:
        """Work out the bill's states from its facts."""
        if self.sittings:
            return course(
                as_announced(self.sittings, self.flips),
                dissolutions=dissolved,
                reinstatements=self.reinstated,
            )
        if self.listed is None:
            return []
        stage, on, has_committee = self.listed
        return [listed_state(stage, on, has_committee=has_committee)]


def moves_of(bills: Iterable[int]) -> list[Moves]:
    """Return what moves these bills, in six queries that load no more than that."""
    numbers = list(bills)
    rows = Bill.objects.filter(pk__any=numbers).order_by("slug")
    moves = {
        number: Moves(number, slug, (stage, on, bool(committee)) if on else None)
        for number, slug, stage, on, committee in rows.values_list(
            "pk", "slug", "listed_stage", "listed_on", "listed_committee"
        )
    }
    for bill, sitting in _sittings(numbers):
        moves[bill].sittings.append(sitting)
    for bill, on in BillRelation.objects.filter(
        bill__any=numbers, kind=RelationKind.REINSTATED, on__isnull=False
    ).values_list("bill", "on"):
        moves[bill].reinstated.append(on)  # type: ignore[arg-type]
    for bill, flip in _flips(numbers):
        moves[bill].flips.append(flip)
    for bill, state in _stored(numbers):
        moves[bill].stored.append(state)
    return list(moves.values())


def dissolutions() -> list[date]:
    """Return the day of every dissolution on record."""
    days = Parliament.objects.values_list("dissolved_on", flat=True).order_by("number")
    return [day for day in days if day]


def unproved() -> list[Moves]:
    """Return what moves the bills whose stored states are not what their facts give."""
    dissolved = dissolutions()
    every = Bill.objects.order_by("slug").values_list("pk", flat=True)
    return [
        moves
        for chunk in batched(every.iterator(chunk_size=_AT_ONCE), _AT_ONCE)
        for moves in moves_of(chunk)
        if moves.states(dissolved) != moves.stored
    ]


def _sittings(bills: list[int]) -> Iterator[tuple[int, Sitting]]:
    stages = StageRow.objects.filter(bill__any=bills).order_by("id")
    for bill, stage, on, outcome in stages.values_list("bill", "stage", "on", "outcome"):
        yield bill, Sitting(on, Stage(stage), StageOutcome(outcome))
    referrals = Referral.objects.filter(bill__any=bills).order_by("id")
    for bill, referred, reported in referrals.values_list("bill", "referred_on", "reported_on"):
        yield bill, Sitting(referred, Stage.SELECT_COMMITTEE)
        if reported:
            yield bill, Sitting(reported, Stage.SELECT_COMMITTEE, StageOutcome.CONCLUDED)


def _flips(bills: list[int]) -> Iterator[tuple[int, Flip]]:
    """Yield each reading whose announced result was corrected into another."""
    rows = VoteCorrection.objects.filter(vote__kind=VoteKind.READING, vote__bills__any=bills)
    told: dict[tuple[int, int], list[list[Any]]] = {}
    for bill, vote, *more in (
        rows.exclude(vote__stage="")
        .order_by("place")
        .values_list(
            "vote__bills",
            "vote",
            "vote__stage",
            "vote__sitting_day__on",
            "announced_result",
            "corrected_result",
            "corrected_on",
        )
    ):
        told.setdefault((bill, vote), []).append(more)
    for (bill, _), corrections in told.items():
        stage, on, first, *_ = corrections[0]
        *_, last, corrected_on = corrections[-1]
        announced, corrected = _outcome(first), _outcome(last)
        if announced and corrected and announced is not corrected:
            yield bill, Flip(Stage(stage), on, announced, corrected, corrected_on)


def _outcome(result: str) -> StageOutcome | None:
    return OUTCOME_OF.get(VoteResult(result)) if result else None


def _stored(bills: list[int]) -> Iterator[tuple[int, State]]:
    rows = BillState.objects.filter(bill__any=bills).order_by("since")
    for bill, since, status, stage, outcome, moved_on in rows.values_list(
        "bill", "since", "status", "stage", "outcome", "moved_on"
    ):
        yield (
            bill,
            State(
                since=since,
                status=Status(status) if status else None,
                stage=Stage(stage) if stage else None,
                outcome=StageOutcome(outcome),
                moved_on=moved_on,
            ),
        )
