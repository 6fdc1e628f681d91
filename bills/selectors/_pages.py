"""What pages show beside bills and votes whole: members, lists, the latest."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from bills.domain.facts import BillType
from bills.domain.stages import Status
from bills.models import BillQuerySet, Cast, VoteBill
from bills.selectors._filters import BILL_ORDERS, CONDITIONS, BillFilters, bills_matching
from bills.selectors._positions import PositionOnDay, positions_of_member
from bills.selectors._votes import VoteOnDay, stood_on, votes_whole
from billtracker.db import planned
from members.domain.attendance import Counts
from members.models import Attendance, Member, Party
from members.selectors import (
    attendance_counts,
    attendance_of,
    member_whole,
    parties_by_slug,
)


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member, their days, what they said and how they voted where that is on record."""

    member: Member
    attendance: list[Attendance]
    counts: Counts
    positions: list[PositionOnDay]
    parties: dict[str, Party]


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
