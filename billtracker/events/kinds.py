"""The kinds of event there are: what something is, and what happened to it."""

NOUNS = (
    "bill",
    "version",
    "stage",
    "referral",
    "relation",
    "vote",
    "position",
    "proposed_bill",
    "amendment_paper",
    "parliament",
    "party",
    "member",
    "membership",
    "sitting_day",
    "attendance",
)
CHANGES = ("inserted", "changed")
KINDS = frozenset(
    {"bill.moved", "vote.corrected", *(f"{noun}.{done}" for noun in NOUNS for done in CHANGES)}
)
