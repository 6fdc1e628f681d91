"""What was read from one body: facts ready for the services, and what was wrong with the rest."""

from dataclasses import dataclass, field

from bills.domain.facts import (
    AmendmentPaperFact,
    BillFacts,
    PositionFact,
    ProposedBillFact,
    VoteFacts,
)
from billtracker.problems import Problem
from members.domain.facts import ParliamentFact


@dataclass(slots=True)
class Records:
    """Everything one body says, in the order in which it must be saved."""

    parliaments: list[ParliamentFact] = field(default_factory=list)
    bills: list[BillFacts] = field(default_factory=list)
    votes: list[VoteFacts] = field(default_factory=list)
    positions: list[PositionFact] = field(default_factory=list)
    proposed_bills: list[ProposedBillFact] = field(default_factory=list)
    amendment_papers: list[AmendmentPaperFact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
