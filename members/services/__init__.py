"""Changes to members, parties and sitting days. Each is one transaction and leaves its events."""

from ._attendance import ensure_sitting_day, save_attendance, save_sitting_day
from ._members import save_member, save_parliament, save_party
from ._names import name_member, name_party

__all__ = [
    "ensure_sitting_day",
    "name_member",
    "name_party",
    "save_attendance",
    "save_member",
    "save_parliament",
    "save_party",
    "save_sitting_day",
]
