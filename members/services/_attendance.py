"""Sitting days, and where members were on them."""

from datetime import date

from django.db import transaction

from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Grounds
from billtracker.provenance.merging import merge
from billtracker.provenance.services import Witness
from members.domain.facts import AttendanceFact, SittingDayFact
from members.models import Attendance, Member, Parliament, SittingDay
from members.selectors import parliament_on, sitting_day_on, stints_open_on


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
        record(
            kind=f"sitting_day.{merged.change}",
            subjects=[f"sitting_day:{facts.on}"],
            before=merged.before or None,
            after=merged.after,
            occurred_on=facts.on,
            origin=merged.row.origin,
        )
    return merged.change


def ensure_sitting_day(*, on: date, witness: Witness, grounds: Grounds) -> SittingDay | None:
    """Return the sitting day, made where a fact of the House shows that it sat.

    None where no Parliament on record holds that day.
    """
    if known := sitting_day_on(on):
        return known
    parliament = parliament_on(on)
    if parliament is None:
        return None
    fact = SittingDayFact(on=on, parliament=parliament.number, grounds=grounds)
    save_sitting_day(facts=fact, witness=witness)
    return sitting_day_on(on)


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
