"""Tables about bills, their stages, votes and positions."""

from ._bill import Bill, BillAlias, BillQuerySet, BillRelation, BillVersion
from ._position import Position
from ._stage import BillState, Referral, Stage
from ._vote import Cast, Tally, Vote, VoteBill, VoteCorrection

__all__ = [
    "Bill",
    "BillAlias",
    "BillQuerySet",
    "BillRelation",
    "BillState",
    "BillVersion",
    "Cast",
    "Position",
    "Referral",
    "Stage",
    "Tally",
    "Vote",
    "VoteBill",
    "VoteCorrection",
]
