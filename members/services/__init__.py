"""Changes to members, parties and sitting days. Each is one transaction and leaves its events."""

from ._attendance import (
    ensure_sitting_days,
    save_attendance,
    save_attendances,
    save_sitting_day,
)
from ._members import save_member, save_parliament, save_party

__all__ = [
    "ensure_sitting_days",
    "save_attendance",
    "save_attendances",
    "save_member",
    "save_parliament",
    "save_party",
    "save_sitting_day",
]
