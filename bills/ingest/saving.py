"""What was read of bills, votes and positions, brought to the services in the order it must be."""

from collections.abc import Sequence
from dataclasses import replace

from bills.domain.facts import BillFacts, PositionFact
from bills.ingest.records import Records
from bills.ingest.resolve import with_members, with_papers_members
from bills.ingest.same_votes import settled
from bills.services import (
    save_amendment_papers,
    save_bills,
    save_position,
    save_proposed_bills,
    save_relations,
    save_votes,
    slug_of_bill,
)
from billtracker.intake.taken import Taken, Told, one_by_one, put, singly, together, told_of
from billtracker.outcome import Change
from members.services import save_parliament


def save(read: Sequence[tuple[Taken, Records]]) -> None:
    """Save what was read of several bodies; relations after all bills, since they name others."""
    for taken, records in read:
        taken.note(records.problems)
    parliaments = told_of(read, lambda r: r.parliaments, lambda f: f"Parliament {f.number}")
    put(parliaments, one_by_one(save_parliament))
    bills = with_members(told_of(read, lambda r: r.bills, lambda f: f"bill {slug_of_bill(f)}"))
    put(bills, together(save_bills))
    tied = [bill for bill in bills if bill.facts.relations]
    put((replace(b, record=f"relations of {b.record}") for b in tied), singly(_relations))
    votes = settled(told_of(read, lambda r: r.votes, lambda f: f"vote {f.slug}"))
    put(votes, together(save_votes))
    put(told_of(read, lambda r: r.positions, _name_of), one_by_one(save_position))
    proposed = told_of(
        read, lambda r: r.proposed_bills, lambda f: f"proposed bill {f.upstream_id}"
    )
    put(with_papers_members(proposed), together(save_proposed_bills))
    papers = told_of(
        read, lambda r: r.amendment_papers, lambda f: f"Amendment Paper {f.upstream_id}"
    )
    put(with_papers_members(papers), together(save_amendment_papers))


def _relations(told: Told[BillFacts]) -> Change:
    slug, relations = slug_of_bill(told.facts), told.facts.relations
    return save_relations(slug=slug, relations=relations, witness=told.witness)


def _name_of(facts: PositionFact) -> str:
    return f"position of {facts.party or facts.member} on {facts.bill}, {facts.stated_on}"
