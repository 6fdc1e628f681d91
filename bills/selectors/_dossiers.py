"""Everything on record of one bill, or of one vote, as it stood on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from bills.domain.stages import Stage, Status
from bills.models import Bill, BillRelation
from bills.selectors._bills import BillOnDay, as_announced, as_on, bills_for_list
from bills.selectors._outlook import OutlookOnDay, asked_stage, outlook_on
from bills.selectors._positions import PositionOnDay, positions_on
from bills.selectors._votes import VoteOnDay, absences_at, vote_on, votes_of_bill
from members.models import Attendance, Member, Party
from members.selectors import members_by_slug, parties_by_slug


class NotYetBegun(Exception):
    """A bill was asked for on a day before it existed."""

    def __init__(self, bill: Bill, begins_on: date | None) -> None:
        super().__init__(f"bill {bill.slug} did not exist yet")
        self.bill = bill
        self.begins_on = begins_on


@dataclass(frozen=True, slots=True)
class BillDossier:
    """A bill, its votes, what was said of it, and the outlook for its next question.

    `outlook` is None where no reading is ahead and none was decided. `members` are those who
    sit for no party and so stand in the outlook by themselves. `absences` are by sitting day.
    `related_from` are other bills' ties to this one.
    """

    bill: BillOnDay
    votes: list[VoteOnDay]
    positions: list[PositionOnDay]
    outlook: OutlookOnDay | None
    absences: Mapping[date, list[Attendance]]
    related_from: list[BillRelation]
    parties: Mapping[str, Party]
    members: Mapping[str, Member]


def bill_dossier(slug: str, day: date, stage: Stage | None = None) -> BillDossier:
    """Return all of a bill as it stood at the end of `day`.

    The outlook is for `stage`, a reading, or the one that comes next. Raise Bill.DoesNotExist
    where there is no such bill, NotYetBegun where there was none yet.
    """
    row = _bill_whole(slug)
    bill = as_on(row, day)
    if bill is None:
        begins = min((state.since for state in row.states.all()), default=None)
        raise NotYetBegun(row, begins)
    votes = votes_of_bill(row, day)
    positions = positions_on(row, day, votes)
    outlook = _outlook(bill, votes, positions, stage)
    sides = outlook.numbers.sides if outlook and outlook.numbers else ()
    alone = [side.voter.removeprefix("member:") for side in sides if "member:" in side.voter]
    return BillDossier(
        bill=as_announced(bill, votes),
        votes=votes,
        positions=positions,
        outlook=outlook,
        absences=absences_at(vote.facts.sitting_date for vote in votes),
        related_from=[r for r in row.relations_to.all() if r.on is None or r.on <= day],
        parties=parties_by_slug(),
        members=members_by_slug(alone) if alone else {},
    )


def _bill_whole(slug: str) -> Bill:
    """Return a bill with what its committees and ties rest on, besides what a list shows."""
    grounds = ("origin__citations", "origin__retrieval__source")
    ties_to = BillRelation.objects.select_related("bill", "origin").prefetch_related(*grounds)
    rows = bills_for_list().prefetch_related(
        *(f"{facts}__{ground}" for facts in ("referrals", "relations") for ground in grounds),
        Prefetch("relations_to", ties_to.order_by("id")),
    )
    return rows.get(slug=slug)


def _outlook(
    bill: BillOnDay,
    votes: list[VoteOnDay],
    positions: list[PositionOnDay],
    stage: Stage | None,
) -> OutlookOnDay | None:
    asked = stage or asked_stage(bill.state, votes)
    if asked is None:
        return None
    return outlook_on(
        stage=asked,
        day=bill.day,
        votes=votes,
        positions=positions,
        ended_on=None if bill.state.status is Status.ACTIVE else bill.state.moved_on,
    )


@dataclass(frozen=True, slots=True)
class VoteDossier:
    """A vote, and who was away on its sitting day as far as anything shows it."""

    vote: VoteOnDay
    absences: list[Attendance]
    parties: Mapping[str, Party]


def vote_dossier(slug: str, day: date) -> VoteDossier:
    """Return all of a vote as it stood at the end of `day`; Vote.DoesNotExist before that."""
    vote = vote_on(slug, day)
    held_on = vote.row.sitting_day.on
    return VoteDossier(
        vote=vote,
        absences=absences_at([held_on]).get(held_on, []),
        parties=parties_by_slug(),
    )
