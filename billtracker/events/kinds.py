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
DECISIONS = ("dismissed", "kept_ours", "took_theirs")
KINDS = frozenset(
    {
        *("bill.moved", "bill.unlisted", "bill.listed_again", "vote.corrected"),
        *(f"{noun}.{done}" for noun in NOUNS for done in CHANGES),
        *(f"matter.{decided}" for decided in DECISIONS),
    }
)
