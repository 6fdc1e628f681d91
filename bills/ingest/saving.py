"""What was read of bills, votes and positions, brought to the services in the order it must be."""

from collections.abc import Sequence
from dataclasses import replace

from bills.domain.facts import BillFacts, PositionFact
from bills.ingest.records import Records
from bills.ingest.resolve import with_members
from bills.services import (
    save_bills,
    save_position,
    save_relations,
    save_votes,
    slug_of_bill,
)
from billtracker.intake.taken import Taken, Told, put, singly, together
from billtracker.outcome import Change
from billtracker.problems import Problem
from members.domain.facts import ParliamentFact
from members.services import save_parliament


def save(read: Sequence[tuple[Taken, Records]]) -> None:
    """Save what was read of several bodies; relations after all bills, since they name others."""
    for taken, records in read:
        taken.note(records.problems)
    put(
        (
            Told(f"Parliament {facts.number}", facts, taken)
            for taken, records in read
            for facts in records.parliaments
        ),
        singly(_parliament),
    )
    bills = with_members(
        [
            Told(f"bill {slug_of_bill(facts)}", facts, taken)
            for taken, records in read
            for facts in records.bills
        ]
    )
    put(bills, together(save_bills))
    put(
        (
            replace(bill, record=f"relations of {bill.record}")
            for bill in bills
            if bill.facts.relations
        ),
        singly(_relations),
    )
    put(
        (
            Told(f"vote {facts.slug}", facts, taken)
            for taken, records in read
            for facts in records.votes
        ),
        together(save_votes),
    )
    put(
        (
            Told(f"position on {facts.bill} of {facts.stated_on}", facts, taken)
            for taken, records in read
            for facts in records.positions
        ),
        singly(_position),
    )


def _parliament(told: Told[ParliamentFact]) -> Change:
    return save_parliament(facts=told.facts, witness=told.witness)


def _relations(told: Told[BillFacts]) -> Change:
    slug, relations = slug_of_bill(told.facts), told.facts.relations
    return save_relations(slug=slug, relations=relations, witness=told.witness)


def _position(told: Told[PositionFact]) -> tuple[Change, list[Problem]]:
    return save_position(facts=told.facts, witness=told.witness)
