"""Reads about members, each loaded for the place that shows it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from billtracker.db import planned
from billtracker.text import folded
from members.domain.strength import INDEPENDENT
from members.models import Alias, Attendance, Member, Membership, Parliament, Party, SittingDay


def parliament_on(day: date) -> Parliament | None:
    """Return the Parliament of a day, from its election to the next."""
    begun = Parliament.objects.filter(elected_on__lte=day).order_by("-elected_on")
    parliament = begun.first()
    if parliament and (parliament.ended_on is None or day < parliament.ended_on):
        return parliament
    return None


def strengths_on(day: date) -> Counter[str]:
    """Return each party's members by slug on `day`, independents under "".

    Empty where the Parliament of that day is unknown or its roster is not complete.
    """
    parliament = parliament_on(day)
    if parliament is None or not parliament.roster_is_complete:
        return Counter()
    slugs = Membership.objects.open_on(day).values_list("party__slug", flat=True)
    return Counter(slug or INDEPENDENT for slug in slugs)


def independents_on(day: date) -> list[str]:
    """Return the slugs of the members who sat for no party on `day`."""
    stints = Membership.objects.open_on(day).filter(party=None)
    return list(stints.order_by("member__slug").values_list("member__slug", flat=True))


def members_by_slug(slugs: Iterable[str]) -> dict[str, Member]:
    """Return the members of these slugs that exist."""
    return {member.slug: member for member in Member.objects.filter(slug__in=set(slugs))}


def parties_by_slug() -> dict[str, Party]:
    """Return every party, by slug."""
    return {party.slug: party for party in planned(Party.objects.prefetch_related("names"))}


def stints_open_on(day: date, slugs: Iterable[str]) -> dict[str, Membership]:
    """Return the open stint of each of these members on `day`, by the member's slug."""
    stints = Membership.objects.open_on(day).filter(member__slug__in=set(slugs))
    return {stint.member.slug: stint for stint in stints.select_related("member", "party")}


def members_named(names: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each name as printed, the slugs of the members it can mean."""
    wanted = {name: folded(name) for name in names}
    known: dict[str, list[str]] = {}
    rows = Alias.objects.filter(folded__in=set(wanted.values()), scheme="", party=None)
    for key, slug in rows.values_list("folded", "member__slug").order_by("member__slug"):
        known.setdefault(key, []).append(slug or "")
    return {name: known.get(key, []) for name, key in wanted.items()}


def sitting_day_on(day: date) -> SittingDay | None:
    """Return the sitting day that began on `day`."""
    return SittingDay.objects.filter(on=day).first()


def member_for_attendance(slug: str) -> Member:
    """Return a member with their stints, for counting their days."""
    rows = Member.objects.prefetch_related("memberships")
    return planned(rows).get(slug=slug)


def attendance_of(member: Member) -> list[Attendance]:
    """Return what is on record of a member's days, oldest first."""
    rows = Attendance.objects.filter(member=member).select_related("sitting_day", "origin")
    return list(planned(rows.prefetch_related("origin__citations").order_by("sitting_day__on")))
