"""Changes to members, parties and sitting days. Each is one transaction and leaves its events."""

from ._attendance import (
    ensure_sitting_days,
    save_attendance,
    save_attendances,
    save_sitting_day,
)
from ._members import give_id, save_member, save_parliament, save_party
from ._names import name_member, name_party

__all__ = [
    "ensure_sitting_days",
    "give_id",
    "name_member",
    "name_party",
    "save_attendance",
    "save_attendances",
    "save_member",
    "save_parliament",
    "save_party",
    "save_sitting_day",
]
