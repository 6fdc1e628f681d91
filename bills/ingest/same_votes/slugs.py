"""What a vote is called that no source has named. Pure."""

from collections.abc import Collection

from bills.domain.facts import VoteFacts
from bills.ingest.same_votes.alike import is_reading

_LONGEST_OF_BILL = 95  # so that a vote's name fits the log's subjects


def base(facts: VoteFacts) -> str:
    """Return how a vote's public id begins; a reading's is this and no more."""
    bill = facts.bills[0][:_LONGEST_OF_BILL] if facts.bills else ""
    stage = (facts.stage or "").replace("_", "-")
    kind = facts.kind.replace("_", "-")
    of_reading = is_reading(facts) and bill
    words = [bill, stage] if of_reading else [bill, str(facts.sitting_date), stage, kind]
    return "-".join(filter(None, words))


def new_slug(facts: VoteFacts, taken: Collection[str]) -> str:
    """Return `54-94-first-reading`, or `49-201-2011-03-16-amendment-17`, the 17th of its kind.

    A reading that was taken again on another day has the day in it.
    """
    begins = base(facts)
    of_reading = is_reading(facts) and facts.bills
    if of_reading and begins in taken:
        begins = f"{begins}-{facts.sitting_date}"
    if of_reading and begins not in taken:
        return begins
    number = 1
    while f"{begins}-{number}" in taken:
        number += 1
    return f"{begins}-{number}"
