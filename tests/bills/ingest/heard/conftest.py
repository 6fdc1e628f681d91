"""The 49th Parliament as far as the recording of its Journals names it."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from bills.domain.facts import BillFacts, BillType
from bills.ingest.sources import JOURNALS
from bills.ingest.votes.journals import read_journals
from bills.ingest.votes.printed import ReadWords, Voter
from bills.services import save_bill
from billtracker.outcome import Report
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.services import Witness, keep_all, register
from billtracker.text import folded, slug_of
from members.domain.facts import (
    Began,
    Ended,
    MemberFacts,
    ParliamentFact,
    PartyFacts,
    PartyNameFact,
    StintFact,
)
from members.services import save_member, save_parliament, save_party
from tests.taking_in import take_in_from

ELECTED = date(2008, 11, 8)
JOURNALS_TEXT = "2010-07-20_2011-05-03.txt"
# The labels of the recording; two of them mean one party.
PARTIES = {
    "national": ["New Zealand National"],
    "labour": ["New Zealand Labour"],
    "green": ["Green Party"],
    "act": ["ACT New Zealand", "ACT"],
    "maori": ["Māori Party"],
    "progressive": ["Progressive"],
    "united-future": ["United Future"],
}
# Of two members with one surname, the one whom a party's list means by the surname alone.
BARE = {
    ("labour", "Hughes"): "Hughes D",
    ("labour", "King"): "King A",
    ("labour", "Ardern"): "Ardern J",
}
# Those who left their party, as the Journals tell: from that day they sat for none.
LEFT = {"Carter C": date(2010, 10, 11), "Harawira": date(2011, 2, 23)}


def witness_of_the_tests() -> Witness:
    source = register(key="roster", title="The recording's own names", publisher="", url="")
    keep_all(source=source, bodies=[Fetched("roster", b"roster")])
    return Witness(retrieval=source.retrievals.get())


def seed_house(witness: Witness) -> None:
    save_parliament(facts=ParliamentFact(49, ELECTED), witness=witness)
    for slug, labels in PARTIES.items():
        names = (PartyNameFact(labels[0], labels[0], "#000000"),)
        save_party(facts=PartyFacts(slug, names, tuple(labels)), witness=witness)


def party_of_label(label: str) -> str:
    return next((slug for slug, labels in PARTIES.items() if label in labels), "")


def seats(read: ReadWords) -> dict[str, str]:
    """Return the party of every member whom the recording names, as its lists tell it."""
    entries = [entry for vote in read.votes for side in vote.sides for entry in side.entries]
    named = {(party_of_label(entry.label), name) for entry in entries for name in entry.names}
    single = {e.label for e in entries if e.voter in {Voter.MEMBER, Voter.INDEPENDENT}}
    with_initial = {name.rpartition(" ")[0] for name in single if name[-2:-1] == " "}
    parties = {BARE.get((party, name), name): party for party, name in named}
    found = {name: parties.get(name, "national") for name in single | parties.keys() if name}
    return {name: party for name, party in found.items() if name not in with_initial}


def seed_members(read: ReadWords, witness: Witness) -> None:
    for name, party in seats(read).items():
        surname, initial = (name[:-2], name[-1]) if name[-2:-1] == " " else (name, "A")
        first = "labour" if name == "Carter C" else "maori" if name == "Harawira" else party
        left = LEFT.get(name)
        stints = [
            StintFact(
                49, ELECTED, Began.ELECTION, first,
                end=left, ended=Ended.CHANGED_PARTY if left else None,
            )
        ]  # fmt: skip
        if left:
            stints.append(StintFact(49, left, Began.CHANGED_PARTY))
        if name == "Harawira":
            initial = "Hone"
        facts = MemberFacts(
            slug_of(name), f"{initial} {surname}", f"{surname}, {initial}", tuple(stints)
        )
        save_member(facts=facts, witness=witness)


def titles_in(read: ReadWords) -> list[str]:
    """Return every title that the recording's votes and business name, in its order."""
    told = [title for one in (*read.votes, *read.events) for title in one.bills]
    children = [title for event in read.events for title in event.into]
    by_key = {folded(title): title for title in [*told, *children]}
    return [title for title in by_key.values() if re.search(r"\bBill\b", title)]


def bill_of(number: int, title: str) -> BillFacts:
    return BillFacts(49, f"{number}-1", title, BillType.GOVERNMENT)


def seed_bills(read: ReadWords, witness: Witness) -> None:
    for number, title in enumerate(titles_in(read), start=1):
        save_bill(facts=bill_of(number, title), witness=witness)


@pytest.fixture(scope="session")
def journals(recordings) -> bytes:
    """The recording of the Journals."""
    return (recordings / "journals" / JOURNALS_TEXT).read_bytes()


@pytest.fixture(scope="session")
def words(journals) -> ReadWords:
    """The recording, read."""
    return read_journals(journals, JOURNALS_TEXT)


@pytest.fixture(scope="session")
def expected(recordings) -> list[dict]:
    """The 700 votes that another parser found in the recording."""
    rows = (recordings / "journals" / "votes.jsonl").read_text().splitlines()
    return [json.loads(row) for row in rows]


@pytest.fixture(scope="module")
def taken_in(recordings, words, django_db_setup, django_db_blocker) -> Iterator[Report]:
    """The recording taken in over a record of its House; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        witness = witness_of_the_tests()
        seed_house(witness)
        seed_members(words, witness)
        seed_bills(words, witness)
        report = take_in_from(JOURNALS, recordings / "journals" / JOURNALS_TEXT)
        with django_db_blocker.block():
            yield report
        transaction.set_rollback(True)
