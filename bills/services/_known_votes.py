"""What is on record of the votes of a set, and of what they name, in one query a table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q

from bills.domain.facts import VoteFacts
from bills.domain.stages import StageOutcome
from bills.models import Bill, Stage, Vote
from bills.selectors import votes_stored
from bills.services._voters import Voters
from members.models import Parliament
from members.selectors import parliaments_on, strengths_on_days

type Outcomes = dict[tuple[str, str, date], str]


@dataclass(frozen=True, slots=True)
class KnownVotes:
    """Rows by what names them; `outcomes` is how each bill's stages of those days ended."""

    votes: dict[str, Vote]
    facts: dict[str, VoteFacts]
    bills: dict[str, int]
    outcomes: Outcomes
    parliaments: dict[date, Parliament]
    strengths: dict[date, Counter[str]]
    voters: Voters

    @classmethod
    def of(cls, facts: Sequence[VoteFacts]) -> Self:
        """Load everything that these votes may meet."""
        days = {vote.sitting_date for vote in facts}
        slugs = {slug for vote in facts for slug in vote.bills}
        stored = votes_stored(Q(slug__any=[vote.slug for vote in facts]))
        return cls(
            votes={row.slug: row for row, _ in stored},
            facts={row.slug: told for row, told in stored},
            bills=dict(Bill.objects.filter(slug__any=slugs).values_list("slug", "pk")),
            outcomes=_outcomes(slugs, days),
            parliaments=parliaments_on(days),
            strengths=strengths_on_days(days),
            voters=Voters.of(facts),
        )


def _outcomes(slugs: set[str], days: set[date]) -> Outcomes:
    rows = Stage.objects.filter(bill__slug__any=slugs, on__in=days)
    rows = rows.exclude(outcome=StageOutcome.INTERRUPTED)
    return {
        (slug, stage, on): outcome
        for slug, stage, on, outcome in rows.values_list("bill__slug", "stage", "on", "outcome")
    }
