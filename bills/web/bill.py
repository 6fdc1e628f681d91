"""A bill as its page shows it: the line of its stages, what was said, what is to come."""

from dataclasses import dataclass, field

from bills.domain.facts import BillType
from bills.selectors import BillDossier, BillOnDay
from bills.web import words
from bills.web.committees import Committee, committees
from bills.web.outlook import OutlookShown, outlook_shown
from bills.web.positions import Said, position_said
from bills.web.related_bills import Tie, ties
from bills.web.sources import Cited, Sources
from bills.web.stages_line import Station, Step, stations, step_shown
from bills.web.vote import VoteShown, vote_shown


@dataclass(frozen=True, slots=True)
class BillShown:
    """All that the page of a bill says."""

    on: BillOnDay
    type: str
    stations: tuple[Station, ...]
    steps: tuple[Step, ...]
    outlook: OutlookShown | None
    votes: tuple[VoteShown, ...]
    positions: tuple[Said, ...]
    committees: tuple[Committee, ...]
    ties: tuple[Tie, ...]
    cited: Cited
    sources: Sources = field(default_factory=Sources)


def bill_shown(page: BillDossier) -> BillShown:
    """Return a bill's page in words and pictures."""
    sources = Sources()
    bill = page.bill
    cited = sources.cite(bill.row.origin)
    steps = tuple(step_shown(row, sources) for row in bill.stages)
    return BillShown(
        on=bill,
        type=words.BILL_TYPES[BillType(bill.row.type)],
        stations=tuple(stations(bill, steps)),
        steps=steps,
        outlook=outlook_shown(page, sources),
        votes=tuple(
            vote_shown(
                vote,
                parties=page.parties,
                absences=page.absences.get(vote.facts.sitting_date, []),
                sources=sources,
            )
            for vote in page.votes
        ),
        positions=tuple(position_said(p, page.parties, sources) for p in page.positions),
        committees=tuple(committees(bill, sources)),
        ties=tuple(ties(bill.relations, page.related_from, sources)),
        cited=cited,
        sources=sources,
    )
