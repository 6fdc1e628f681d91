"""Changes to bills, votes and positions. Each is one transaction and leaves its events."""

from ._alias import give_title
from ._bills import save_bill, save_bills, slug_of_bill
from ._papers import save_amendment_papers, save_proposed_bills
from ._positions import save_position
from ._relations import save_relations
from ._states import rebuild_states, renew_after, renew_states
from ._upstream import mark_unlisted
from ._votes import save_vote, save_votes

__all__ = [
    "give_title",
    "mark_unlisted",
    "rebuild_states",
    "renew_after",
    "renew_states",
    "save_amendment_papers",
    "save_bill",
    "save_bills",
    "save_position",
    "save_proposed_bills",
    "save_relations",
    "save_vote",
    "save_votes",
    "slug_of_bill",
]
