"""Reads about members, each loaded for the place that shows it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from billtracker.db import planned
from billtracker.text import folded
from members.domain.attendance import Counts, Status, count
from members.domain.strength import Stint, strengths
from members.models import (
    Alias,
    Attendance,
    AttendanceQuerySet,
    Member,
    Membership,
    Parliament,
    Party,
    SittingDay,
)


def parliament_on(day: date) -> Parliament | None:
    """Return the Parliament of a day, from its election to the next."""
    return parliaments_on([day]).get(day)


def parliaments_on(days: Iterable[date]) -> dict[date, Parliament]:
    """Return the Parliament of each day, in one query; days that none holds are left out."""
    parliaments = list(Parliament.objects.order_by("elected_on"))
    return {
        day: parliament
        for day in days
        for parliament in parliaments
        if parliament.elected_on <= day
        and (parliament.ended_on is None or day < parliament.ended_on)
    }


def strengths_on(day: date) -> Counter[str]:
    """Return each party's members by slug on `day`, independents under "".

    Empty where the Parliament of that day is unknown or its roster is not complete.
    """
    return strengths_on_days([day])[day]


def strengths_on_days(days: Iterable[date]) -> dict[date, Counter[str]]:
    """Return what `strengths_on` gives for each day, in two queries for any number of days."""
    wanted = set(days)
    if not wanted:
        return {}
    first, last = min(wanted), max(wanted)
    houses = list(
        Parliament.objects.filter(Q(ended_on=None) | Q(ended_on__gt=first))
        .filter(elected_on__lte=last, roster_is_complete=True)
        .values_list("elected_on", "ended_on")
    )
    rows = Membership.objects.filter(Q(end=None) | Q(end__gt=first), start__lte=last)
    stints = [
        Stint(member, party, start, end)
        for member, party, start, end in rows.values_list(
            "member__slug", "party__slug", "start", "end"
        )
    ]
    return {
        day: strengths(stints, day)
        if any(start <= day and (end is None or day < end) for start, end in houses)
        else Counter()
        for day in wanted
    }


def independents_on(day: date) -> list[str]:
    """Return the slugs of the members who sat for no party on `day`."""
    stints = Membership.objects.open_on(day).filter(party=None)
    return list(stints.order_by("member__slug").values_list("member__slug", flat=True))


def members_by_slug(slugs: Iterable[str]) -> dict[str, Member]:
    """Return the members of these slugs that exist."""
    return {member.slug: member for member in Member.objects.filter(slug__any=set(slugs))}


def parties_by_slug() -> dict[str, Party]:
    """Return every party, by slug."""
    return {party.slug: party for party in planned(Party.objects.prefetch_related("names"))}


def parties_of_members_on(days: Iterable[date]) -> dict[date, dict[str, str | None]]:
    """Return, for each day, the party of every member who sat, by slugs; None is independent."""
    wanted = set(days)
    if not wanted:
        return {}
    rows = Membership.objects.filter(
        Q(end=None) | Q(end__gt=min(wanted)), start__lte=max(wanted)
    ).values_list("member__slug", "party__slug", "start", "end")
    stints = list(rows)
    return {
        day: {
            member: party
            for member, party, start, end in stints
            if start <= day and (end is None or day < end)
        }
        for day in wanted
    }


def members_named(names: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each name as printed, the slugs of the members it can mean."""
    wanted = {name: folded(name) for name in names}
    known: dict[str, list[str]] = {}
    rows = Alias.objects.filter(folded__any=set(wanted.values()), scheme="", party=None)
    for key, slug in rows.values_list("folded", "member__slug").order_by("member__slug"):
        known.setdefault(key, []).append(slug or "")
    return {name: known.get(key, []) for name, key in wanted.items()}


def sitting_days_from(day: date) -> list[date]:
    """Return the sitting days on record from a day on, oldest first."""
    days = SittingDay.objects.filter(on__gte=day).order_by("on")
    return list(days.values_list("on", flat=True))


def last_sitting_day(day: date) -> tuple[date, date | None] | None:
    """Return the last sitting day on record up to `day`, and when it ended if that was later."""
    days = SittingDay.objects.filter(on__lte=day).order_by("-on")
    return days.values_list("on", "ended_on").first()


def member_for_attendance(slug: str) -> Member:
    """Return a member with their stints, for counting their days."""
    rows = Member.objects.prefetch_related("memberships")
    return planned(rows).get(slug=slug)


def attendance_of(member: Member) -> list[Attendance]:
    """Return what is on record of a member's days, oldest first."""
    rows = Attendance.objects.filter(member=member).select_related("sitting_day", "origin")
    rows = rows.prefetch_related("origin__citations", "origin__retrieval__source")
    return list(planned(rows.order_by("sitting_day__on")))


def attendance_counts(member: Member, rows: Iterable[Attendance]) -> Counts:
    """Count a member's days over every sitting day on record; their stints must be loaded."""
    return count(
        {row.sitting_day.on: Status(row.status) for row in rows},
        SittingDay.objects.values_list("on", flat=True),
        [(stint.start, stint.end) for stint in member.memberships.all()],
    )


def member_whole(slug: str) -> Member:
    """Return a member with names, stints, seats and what these rest on."""
    stints = Membership.objects.select_related("parliament", "electorate", "party", "origin")
    stints = stints.prefetch_related("origin__citations", "origin__retrieval__source")
    rows = Member.objects.select_related("origin").prefetch_related(
        "origin__citations",
        "origin__retrieval__source",
        Prefetch("memberships", stints.order_by("start")),
        Prefetch("aliases", Alias.objects.filter(scheme="").order_by("text")),
    )
    return planned(rows).get(slug=slug)


@dataclass(frozen=True, slots=True)
class Period:
    """Which sitting days are meant: of a Parliament, from a day, to a day (that day too)."""

    parliament: int | None = None
    start: date | None = None
    last: date | None = None

    def of(self, day: str) -> Q:
        """Return the condition on the sitting day at the end of the path `day`."""
        prefix = f"{day}__" if day else ""
        given = {
            f"{prefix}parliament__number": self.parliament,
            f"{prefix}on__gte": self.start,
            f"{prefix}on__lte": self.last,
        }
        return Q(**{name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True, slots=True)
class AttendanceOnRecord:
    """A member's attendance in a period: all days counted, and the rows that were asked for."""

    member: Member
    counts: Counts
    rows: AttendanceQuerySet


def attendance_on_record(
    slug: str, period: Period, status: Status | None = None
) -> AttendanceOnRecord:
    """Return a member's attendance in a period; `status` chooses rows, not what is counted.

    The rows are not read yet. Raise Member.DoesNotExist for a member who is not on record.
    """
    member = member_for_attendance(slug)
    rows = Attendance.objects.filter(period.of("sitting_day"), member=member)
    statuses = dict(rows.values_list("sitting_day__on", "status"))
    days = SittingDay.objects.filter(period.of("")).values_list("on", flat=True)
    stints = [(stint.start, stint.end) for stint in member.memberships.all()]
    shown = rows.filter(status=status) if status else rows
    shown = shown.select_related("member", "sitting_day", "origin__retrieval__source")
    return AttendanceOnRecord(
        member=member,
        counts=count({day: Status(word) for day, word in statuses.items()}, days, stints),
        rows=planned(shown.prefetch_related("origin__citations")),
    )


def parliament_numbers() -> list[int]:
    """Return the numbers of the Parliaments on record, the latest first."""
    return list(Parliament.objects.values_list("number", flat=True).order_by("-number"))
