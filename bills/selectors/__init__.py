"""Reads about bills, each loaded for the place that shows it."""

from ._bills import BillOnDay, as_on, bills_for_list, bills_on, state_on_day
from ._dossiers import BillDossier, NotYetBegun, VoteDossier, bill_dossier, vote_dossier
from ._filters import BILL_ORDERS, BillFilters, bills_matching
from ._outlook import OutlookOnDay, asked_stage, outlook_on
from ._pages import (
    MemberPage,
    bills_found,
    casts_of_member,
    member_page,
    votes_held_last,
)
from ._positions import PositionOnDay, positions_on
from ._states import Moves, dissolutions, moves_of, unproved
from ._votes import (
    VoteOnDay,
    absences_at,
    vote_facts,
    vote_on,
    votes_of_bill,
    votes_stored,
    votes_whole,
)

__all__ = [
    "BILL_ORDERS",
    "BillDossier",
    "BillFilters",
    "BillOnDay",
    "MemberPage",
    "Moves",
    "NotYetBegun",
    "OutlookOnDay",
    "PositionOnDay",
    "VoteDossier",
    "VoteOnDay",
    "absences_at",
    "as_on",
    "asked_stage",
    "bill_dossier",
    "bills_for_list",
    "bills_found",
    "bills_matching",
    "bills_on",
    "casts_of_member",
    "dissolutions",
    "member_page",
    "moves_of",
    "outlook_on",
    "positions_on",
    "state_on_day",
    "unproved",
    "vote_dossier",
    "vote_facts",
    "vote_on",
    "votes_held_last",
    "votes_of_bill",
    "votes_stored",
    "votes_whole",
]
