"""Tables about members, parties and sitting days."""

from ._attendance import Attendance, AttendanceQuerySet
from ._member import Alias, Member
from ._membership import Electorate, Membership, MembershipQuerySet
from ._parliament import Parliament, SittingDay
from ._party import Party, PartyName

__all__ = [
    "Alias",
    "Attendance",
    "AttendanceQuerySet",
    "Electorate",
    "Member",
    "Membership",
    "MembershipQuerySet",
    "Parliament",
    "Party",
    "PartyName",
    "SittingDay",
]
