"""What was read of members, parties and sitting days, brought to the services in order."""

from collections.abc import Sequence

from billtracker.intake.taken import Taken, Told, put, singly, together
from billtracker.outcome import Change
from billtracker.problems import Problem
from members.domain.facts import (
    MemberFacts,
    ParliamentFact,
    PartyFacts,
    SittingDayFact,
)
from members.ingest.parse import Records
from members.services import (
    save_attendances,
    save_member,
    save_parliament,
    save_party,
    save_sitting_day,
)


def save(read: Sequence[tuple[Taken, Records]]) -> None:
    """Save what was read of several bodies: whatever is named comes before what names it."""
    for taken, records in read:
        taken.note(records.problems)
    put(
        (Told(f"Parliament {f.number}", f, taken) for taken, r in read for f in r.parliaments),
        singly(_parliament),
    )
    put(
        (Told(f"party {f.slug}", f, taken) for taken, r in read for f in r.parties),
        singly(_party),
    )
    put(
        (Told(f"member {f.slug}", f, taken) for taken, r in read for f in r.members),
        singly(_member),
    )
    put(
        (Told(f"sitting day {f.on}", f, taken) for taken, r in read for f in r.sitting_days),
        singly(_sitting_day),
    )
    put(
        (
            Told(f"attendance of {f.member} on {f.on}", f, taken)
            for taken, r in read
            for f in r.attendance
        ),
        together(save_attendances),
    )


def _parliament(told: Told[ParliamentFact]) -> Change:
    return save_parliament(facts=told.facts, witness=told.witness)


def _party(told: Told[PartyFacts]) -> Change:
    return save_party(facts=told.facts, witness=told.witness)


def _member(told: Told[MemberFacts]) -> Change:
    return save_member(facts=told.facts, witness=told.witness)


def _sitting_day(told: Told[SittingDayFact]) -> tuple[Change, list[Problem]]:
    return save_sitting_day(facts=told.facts, witness=told.witness)
