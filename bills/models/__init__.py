"""Tables about bills, their stages, votes, positions and papers."""

from ._bill import Bill, BillAlias, BillQuerySet, BillRelation, BillVersion
from ._paper import AmendmentPaper, ProposedBill
from ._position import Position
from ._stage import BillState, Referral, Stage
from ._vote import Cast, Tally, Vote, VoteBill, VoteCorrection

__all__ = [
    "AmendmentPaper",
    "Bill",
    "BillAlias",
    "BillQuerySet",
    "BillRelation",
    "BillState",
    "BillVersion",
    "Cast",
    "Position",
    "ProposedBill",
    "Referral",
    "Stage",
    "Tally",
    "Vote",
    "VoteBill",
    "VoteCorrection",
]
