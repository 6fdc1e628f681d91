"""Changes to bills, votes and positions. Each is one transaction and leaves its events."""

from ._bill import save_bill, save_relations, slug_of_bill
from ._papers import save_amendment_papers, save_proposed_bills
from ._position import save_position
from ._state import rebuild_states, renew_after, renew_states
from ._vote import save_vote

__all__ = [
    "rebuild_states",
    "renew_after",
    "renew_states",
    "save_amendment_papers",
    "save_bill",
    "save_position",
    "save_proposed_bills",
    "save_relations",
    "save_vote",
    "slug_of_bill",
]
