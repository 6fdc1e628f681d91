"""What each page shows, loaded whole."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from bills.domain.facts import BillType
from bills.domain.stages import Status
from bills.models import Bill, BillQuerySet, BillRelation, Cast, VoteBill
from bills.selectors._bills import BillOnDay, as_announced, as_on, bills_for_list
from bills.selectors._filters import BILL_ORDERS, CONDITIONS, BillFilters, bills_matching
from bills.selectors._outlook import OutlookOnDay, asked_stage, outlook_on
from bills.selectors._positions import PositionOnDay, positions_of_member, positions_on
from bills.selectors._votes import VoteOnDay, absences_at, stood_on, votes_of_bill, votes_whole
from billtracker.db import planned
from members.domain.attendance import Counts
from members.models import Attendance, Member, Party
from members.selectors import (
    attendance_counts,
    attendance_of,
    member_whole,
    members_by_slug,
    parties_by_slug,
)

_CLOSED = frozenset(Status) - {Status.ACTIVE}


class NotYetBegun(Exception):
    """A bill was asked for on a day before it existed."""

    def __init__(self, bill: Bill, begins_on: date | None) -> None:
        super().__init__(f"bill {bill.slug} did not exist yet")
        self.bill = bill
        self.begins_on = begins_on


@dataclass(frozen=True, slots=True)
class BillPage:
    """A bill as it stood on a day, with all that bears on it."""

    bill: BillOnDay
    votes: list[VoteOnDay]
    positions: list[PositionOnDay]
    outlook: OutlookOnDay | None
    absences: dict[date, list[Attendance]]
    related_from: list[BillRelation]
    parties: dict[str, Party]
    members: dict[str, Member]


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member, their days, what they said and how they voted where that is on record."""

    member: Member
    attendance: list[Attendance]
    counts: Counts
    positions: list[PositionOnDay]
    parties: dict[str, Party]


def bill_page(slug: str, day: date) -> BillPage:
    """Return a bill's page on `day`.

    Bill.DoesNotExist where there is no such bill, NotYetBegun where there was none yet.
    """
    row = _bill_whole(slug)
    bill = as_on(row, day)
    if bill is None:
        begins = min((state.since for state in row.states.all()), default=None)
        raise NotYetBegun(row, begins)
    votes = votes_of_bill(row, day)
    bill = as_announced(bill, votes)
    positions = positions_on(row, day, votes)
    outlook = _outlook(bill, votes, positions)
    sides = outlook.numbers.sides if outlook and outlook.numbers else ()
    return BillPage(
        bill=bill,
        votes=votes,
        positions=positions,
        outlook=outlook,
        absences=absences_at(vote.facts.sitting_date for vote in votes),
        related_from=[r for r in row.relations_to.all() if r.on is None or r.on <= day],
        parties=parties_by_slug(),
        members=members_by_slug(side.voter.removeprefix("member:") for side in sides),
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
    bill: BillOnDay, votes: list[VoteOnDay], positions: list[PositionOnDay]
) -> OutlookOnDay | None:
    """Return the outlook for the next reading; of a bill that has ended, for the last one held.

    That one is reckoned with the House of its own day, not of today's.
    """
    stage = asked_stage(bill.state, votes)
    if stage is None:
        return None
    held = [vote for vote in votes if vote.facts.stage is stage]
    day = bill.day
    if bill.state.status in _CLOSED:
        day = held[-1].facts.sitting_date if held else (bill.state.moved_on or day)
    said = [position for position in positions if position.row.stated_on <= day]
    return outlook_on(stage=stage, day=day, votes=votes, positions=said)


def member_page(slug: str, day: date) -> MemberPage:
    """Return a member's page on `day`; Member.DoesNotExist where there is no such member."""
    member = member_whole(slug)
    attendance = attendance_of(member)
    return MemberPage(
        member=member,
        attendance=attendance,
        counts=attendance_counts(member, attendance),
        positions=positions_of_member(member, day),
        parties=parties_by_slug(),
    )


def casts_of_member(member: Member) -> QuerySet[Cast]:
    """Return the votes in which a member's own side is on record, newest first."""
    covered = VoteBill.objects.select_related("bill").order_by("place")
    rows = Cast.objects.filter(member=member)
    rows = rows.select_related("tally", "party", "proxy_holder", "vote__sitting_day")
    rows = rows.prefetch_related(Prefetch("vote__covered", covered))
    return planned(rows.order_by("-vote__sitting_day__on", "-vote_id", "id"))


def votes_held_last(day: date, how_many: int) -> list[VoteOnDay]:
    """Return the last votes held by the end of `day`, newest first."""
    rows = votes_whole().filter(sitting_day__on__lte=day)
    rows = rows.order_by("-sitting_day__on", "-held_at", "-id")
    return [stood_on(row, day, {}) for row in rows[:how_many]]


def bills_found(
    day: date,
    *,
    words: str = "",
    status: Status | None = None,
    parliament: int | None = None,
    kind: BillType | None = None,
) -> BillQuerySet:
    """Return bills by what held on `day`, what moved last first.

    Every word must be in a title, or the whole begin the number or be the id; macrons and case
    do not matter.
    """
    rows = bills_matching(BillFilters(status=status, parliament=parliament, type=kind), day)
    if words:
        rows = rows.filter(CONDITIONS["search"](words, day) | Q(slug__iexact=words))
    return rows.order_by(BILL_ORDERS["moved_on"].desc(), "-id")
