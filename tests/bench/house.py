"""Who the bodies speak of: a Parliament, its parties and its members."""

from collections.abc import Iterable
from datetime import date

from billtracker.intake.pipeline import source_of
from billtracker.intake.sources import SourcePlan
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.services import Witness, keep_all, register
from members.domain.facts import (
    Began,
    MemberFacts,
    ParliamentFact,
    PartyFacts,
    PartyNameFact,
    StintFact,
)
from members.services import save_member, save_parliament, save_party
from tests.bench.bodies import HOUSE, PARTIES, name_of

ELECTED = date(2023, 10, 14)


def make_the_house(plans: Iterable[SourcePlan]) -> None:
    """Put the House on record, and the sources in their places."""
    source = register(key="bench", title="Made by the benchmark", publisher="", url="")
    keep_all(source=source, bodies=[Fetched("house", b"house")])
    witness = Witness(retrieval=source.retrievals.get())
    save_parliament(facts=ParliamentFact(54, ELECTED, roster_is_complete=True), witness=witness)
    for party in range(PARTIES):
        names = (PartyNameFact(f"Party {party}", f"P{party}", "#000000"),)
        save_party(facts=PartyFacts(f"party-{party}", names), witness=witness)
    for member in range(HOUSE):
        stint = StintFact(54, ELECTED, Began.ELECTION, f"party-{member % PARTIES}")
        name = name_of(member)
        facts = MemberFacts(f"member-{member}", name, name, stints=(stint,))
        save_member(facts=facts, witness=witness)
    source.retrievals.update(outcome="changed")
    for plan in plans:
        source_of(plan)
