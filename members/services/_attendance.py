"""Sitting days, and where members were on them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from billtracker.events.services import Entry, record, record_all
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Grounds
from billtracker.provenance.merging import Merged, compare, merge, write
from billtracker.provenance.services import Witness
from members.domain.facts import AttendanceFact, SittingDayFact
from members.models import Attendance, Member, Parliament, SittingDay
from members.selectors import parliament_on, parliaments_on, sitting_day_on, stints_open_on


@transaction.atomic
def save_sitting_day(*, facts: SittingDayFact, witness: Witness) -> Change:
    """Bring a sitting day to the record."""
    where = f"sitting day {facts.on}"
    parliament = Parliament.objects.filter(number=facts.parliament).first()
    if parliament is None or parliament != parliament_on(facts.on):
        sentence = f"Parliament {facts.parliament} is not on record for that day."
        raise Refused(Problem(where, "parliament", sentence))
    if facts.ended_on and facts.ended_on <= facts.on:
        sentence = f"{facts.ended_on} is not after the day it began."
        raise Refused(Problem(where, "ended_on", sentence))
    merged = merge(
        SittingDay.objects.select_related("origin", "parliament").filter(on=facts.on).first(),
        new=SittingDay,
        values={
            "on": facts.on,
            "parliament": parliament,
            "ended_on": facts.ended_on,
            "note": facts.note,
        },
        witness=witness,
        grounds=facts.grounds,
    )
    if merged.change is not Change.UNCHANGED:
        record_all([_told(merged)])
    return merged.change


def ensure_sitting_days(
    shown: Iterable[tuple[date, Witness, Grounds]],
) -> dict[date, int]:
    """Return the rows of sitting days by day, made where a fact of the House shows that it sat.

    Days that no Parliament on record holds are left out.
    """
    wanted = {day: (witness, grounds) for day, witness, grounds in shown}
    days = dict(SittingDay.objects.filter(on__in=wanted).values_list("on", "pk"))
    parliaments = parliaments_on(wanted.keys() - days.keys())
    made = [
        compare(
            None,
            new=SittingDay,
            values={"on": day, "parliament": parliament},
            witness=wanted[day][0],
            grounds=wanted[day][1],
        )
        for day, parliament in sorted(parliaments.items())
    ]
    write(made)
    record_all([_told(merged) for merged in made])
    return days | {merged.row.on: merged.row.pk for merged in made}


def _told(merged: Merged[SittingDay]) -> Entry:
    return Entry(
        kind=f"sitting_day.{merged.change}",
        subjects=[f"sitting_day:{merged.row.on}"],
        before=merged.before or None,
        after=merged.after,
        occurred_on=merged.row.on,
        origin=merged.row.origin,
    )


@transaction.atomic
def save_attendance(*, facts: AttendanceFact, witness: Witness) -> Change:
    """Bring one member's status on one sitting day to the record.

    Raise Refused where the member is unknown, did not sit then, or the House did not.
    """
    where = f"attendance of {facts.member} on {facts.on}"
    member = Member.objects.filter(slug=facts.member).first()
    if member is None:
        raise Refused(Problem(where, "member", f"member {facts.member!r} is not on record."))
    sitting_day = sitting_day_on(facts.on)
    if sitting_day is None:
        raise Refused(Problem(where, "on", f"{facts.on} is not a sitting day on record."))
    if not stints_open_on(facts.on, [facts.member]):
        raise Refused(Problem(where, "member", f"{member.name} was not a member on that day."))
    known = Attendance.objects.select_related("origin", "member", "sitting_day")
    merged = merge(
        known.filter(member=member, sitting_day=sitting_day).first(),
        new=Attendance,
        values={
            "member": member,
            "sitting_day": sitting_day,
            "status": facts.status,
            "evidence": facts.evidence,
            "reason": facts.reason,
        },
        witness=witness,
        grounds=facts.grounds,
    )
    if merged.change is not Change.UNCHANGED:
        record(
            kind=f"attendance.{merged.change}",
            subjects=[f"member:{member.slug}", f"sitting_day:{facts.on}"],
            before=merged.before or None,
            after=merged.after,
            occurred_on=facts.on,
            origin=merged.row.origin,
        )
    return merged.change
