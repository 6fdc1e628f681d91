"""Shapes of members, parties and attendance."""

from datetime import date, datetime
from typing import TypedDict

from billtracker.api.links import Links
from billtracker.api.pagination import Envelope
from billtracker.api.shapes import Grounded, grounded
from members.domain.attendance import Counts, Status
from members.models import Attendance, Member, Party


class PartyRef(TypedDict):
    """A party, as it was called and drawn on the day of what it is shown beside."""

    slug: str
    name: str
    short_name: str
    colour: str | None


class MemberRef(TypedDict):
    """A member, named."""

    slug: str
    name: str
    html_url: str


class AttendanceShape(Grounded):
    """Where a member was on a sitting day, as far as anything shows it."""

    id: str
    url: str
    html_url: str
    updated_at: datetime
    member: MemberRef
    sitting_date: date
    status: str
    status_label: str
    reason: str | None
    evidence: str


class StatusDays(TypedDict):
    """How many days had a status."""

    status: str
    label: str
    days: int


class CountsShape(TypedDict):
    """A member's sitting days, counted. `days` are those on record while they held a seat.

    `days` is `known` and `unknown`; only `known` may be a denominator. `attended` counts a day
    on which the member was ordered to withdraw.
    """

    days: int
    known: int
    unknown: int
    attended: int
    absent: int
    by_status: list[StatusDays]


class AttendancePage(Envelope[AttendanceShape]):
    """A member's attendance: the counts of all that was asked for, and a page of the rows."""

    member: MemberRef
    counts: CountsShape
    note: str


def party_ref(party: Party, day: date) -> PartyRef:
    """Return a party as it was on `day`; one whose name then is not known goes by its slug."""
    for name in party.names.all():
        if name.held_on(day):
            return {
                "slug": party.slug,
                "name": name.name,
                "short_name": name.short_name,
                "colour": name.colour,
            }
    return {"slug": party.slug, "name": party.slug, "short_name": party.slug, "colour": None}


def member_ref(member: Member, links: Links) -> MemberRef:
    """Return a member, named."""
    return {
        "slug": member.slug,
        "name": member.name,
        "html_url": links.page("member", member.slug),
    }


def attendance_shape(row: Attendance, links: Links) -> AttendanceShape:
    """Return a row of attendance."""
    slug, day = row.member.slug, row.sitting_day.on
    words = {"from": day.isoformat(), "to": day.isoformat()}
    return {
        "id": f"{slug}-{day}",
        "url": links.api("attendance", slug, **words),
        "html_url": links.page("member", slug),
        "updated_at": row.updated_at,
        "member": member_ref(row.member, links),
        "sitting_date": day,
        "status": row.status,
        "status_label": Status(row.status).label,
        "reason": row.reason or None,
        "evidence": row.evidence,
        **grounded(row.origin),
    }


def counts_shape(counts: Counts) -> CountsShape:
    """Return the counts, statuses in their usual order."""
    return {
        "days": counts.days,
        "known": counts.known,
        "unknown": counts.unknown,
        "attended": counts.attended,
        "absent": counts.absent,
        "by_status": [
            {"status": status.value, "label": status.label, "days": counts.by_status[status]}
            for status in Status
            if counts.by_status.get(status)
        ],
    }
