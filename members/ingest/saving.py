"""What was read of members, parties and sitting days, brought to the services in order."""

from collections.abc import Sequence

from billtracker.intake.taken import Taken, one_by_one, put, together, told_of
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
    parliaments = told_of(read, lambda r: r.parliaments, lambda f: f"Parliament {f.number}")
    put(parliaments, one_by_one(save_parliament))
    put(told_of(read, lambda r: r.parties, lambda f: f"party {f.slug}"), one_by_one(save_party))
    put(told_of(read, lambda r: r.members, lambda f: f"member {f.slug}"), one_by_one(save_member))
    days = told_of(read, lambda r: r.sitting_days, lambda f: f"sitting day {f.on}")
    put(days, one_by_one(save_sitting_day))
    attendance = told_of(
        read, lambda r: r.attendance, lambda f: f"attendance of {f.member} on {f.on}"
    )
    put(attendance, together(save_attendances))
