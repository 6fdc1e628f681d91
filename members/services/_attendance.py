"""Sitting days, and where members were on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db import transaction

from billtracker.events.services import Entry, record_all
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Grounds
from billtracker.provenance.merging import Merged, compare, merge, write
from billtracker.provenance.services import Witness
from billtracker.provenance.stated import Saved, Stated
from members.domain.facts import AttendanceFact, SittingDayFact
from members.models import Attendance, Member, Parliament, SittingDay
from members.selectors import (
    members_by_slug,
    parliament_on,
    parliaments_on,
    parties_of_members_on,
)


@transaction.atomic
def save_sitting_day(*, facts: SittingDayFact, witness: Witness) -> tuple[Change, list[Problem]]:
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
    return merged.change, merged.conflicts(where)


def ensure_sitting_days(
    shown: Iterable[tuple[date, Witness, Grounds]],
) -> dict[date, int]:
    """Return the rows of sitting days by day, made where a fact of the House shows that it sat.

    Days that no Parliament on record holds are left out.
    """
    wanted: dict[date, tuple[Witness, Grounds]] = {}
    for day, witness, grounds in shown:
        # Whoever showed it first, so that it does not depend on what comes in one set.
        wanted.setdefault(day, (witness, grounds))
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


def save_attendance(*, facts: AttendanceFact, witness: Witness) -> tuple[Change, list[Problem]]:
    """Bring one member's status of one day to the record; raise Refused where it cannot be."""
    return save_attendances([Stated(facts, witness)])[0].or_refused()


@transaction.atomic
def save_attendances(stated: Sequence[Stated[AttendanceFact]]) -> list[Saved]:
    """Bring members' statuses on sitting days to the record; none may be in the set twice.

    Refused is whatever names a member who is unknown or did not sit then, or a day on which the
    House did not. The number of queries does not grow with the set.
    """
    known = _KnownDays.of([one.facts for one in stated])
    drafts = [_draft(one, known) for one in stated]
    merged = [draft for draft in drafts if isinstance(draft, Merged)]
    write(merged)
    record_all(_happened(draft) for draft in merged if draft.change is not Change.UNCHANGED)
    return [
        Saved(draft.change, draft.conflicts(_where(one.facts)))
        if isinstance(draft, Merged)
        else Saved(None, [draft])
        for one, draft in zip(stated, drafts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _KnownDays:
    """What is on record of the members and days of a set, in one query a table."""

    members: dict[str, Member]
    days: dict[date, SittingDay]
    sat: dict[date, dict[str, str | None]]
    rows: dict[tuple[int, int], Attendance]

    @classmethod
    def of(cls, facts: Sequence[AttendanceFact]) -> Self:
        members = members_by_slug(fact.member for fact in facts)
        days = SittingDay.objects.in_bulk({fact.on for fact in facts}, field_name="on")
        rows = Attendance.objects.filter(
            member__in=members.values(), sitting_day__in=days.values()
        ).select_related("origin__retrieval", "member", "sitting_day")
        return cls(
            members=members,
            days=days,
            sat=parties_of_members_on(days),
            rows={(row.member_id, row.sitting_day_id): row for row in rows},
        )


def _where(facts: AttendanceFact) -> str:
    return f"attendance of {facts.member} on {facts.on}"


def _draft(stated: Stated[AttendanceFact], known: _KnownDays) -> Merged[Attendance] | Problem:
    facts, where = stated.facts, _where(stated.facts)
    member, day = known.members.get(facts.member), known.days.get(facts.on)
    if member is None:
        return Problem(where, "member", f"member {facts.member!r} is not on record.")
    if day is None:
        return Problem(where, "on", f"{facts.on} is not a sitting day on record.")
    if facts.member not in known.sat[facts.on]:
        return Problem(where, "member", f"{member.name} was not a member on that day.")
    return compare(
        known.rows.get((member.pk, day.pk)),
        new=Attendance,
        values={
            "member": member,
            "sitting_day": day,
            "status": facts.status,
            "evidence": facts.evidence,
            "reason": facts.reason,
        },
        witness=stated.witness,
        grounds=facts.grounds,
    )


def _happened(merged: Merged[Attendance]) -> Entry:
    row = merged.row
    return Entry(
        kind=f"attendance.{merged.change}",
        subjects=[f"member:{row.member.slug}", f"sitting_day:{row.sitting_day.on}"],
        before=merged.before or None,
        after=merged.after,
        occurred_on=row.sitting_day.on,
        origin=row.origin,
    )
