"""Reads about bills, each loaded for the place that shows it."""

from ._bills import BillOnDay, as_on, bill_on, bills_for_list, bills_on, state_on_day
from ._outlook import OutlookOnDay, asked_stage, outlook_on
from ._positions import PositionOnDay, positions_on
from ._states import (
    bills_for_states,
    computed_states,
    dissolutions,
    stored_states,
    unproved,
)
from ._votes import VoteOnDay, absences_at, vote_facts, vote_on, votes_of_bill, votes_whole

__all__ = [
    "BillOnDay",
    "OutlookOnDay",
    "PositionOnDay",
    "VoteOnDay",
    "absences_at",
    "as_on",
    "asked_stage",
    "bill_on",
    "bills_for_list",
    "bills_for_states",
    "bills_on",
    "computed_states",
    "dissolutions",
    "outlook_on",
    "positions_on",
    "state_on_day",
    "stored_states",
    "unproved",
    "vote_facts",
    "vote_on",
    "votes_of_bill",
    "votes_whole",
]
