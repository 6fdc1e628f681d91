"""Votes before bills, weeks out of order, corrections before their votes: one record."""

import random
import re
from datetime import date

import pytest

from bills.ingest.sources import JOURNALS, RECORD_BILLS
from bills.ingest.votes.days import day_in
from bills.models import BillRelation, Referral, Stage, Vote, VoteCorrection
from bills.selectors import vote_facts, votes_whole
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_what_waited
from billtracker.intake.runs import take_in
from billtracker.problems import Kind
from billtracker.provenance.fetched import Fetched
from members.models import SittingDay
from tests.bills.ingest.heard.conftest import (
    bill_of,
    seed_bills,
    seed_house,
    seed_members,
    titles_in,
    witness_of_the_tests,
)
from tests.factories import undone
from tests.taking_in import say_nothing

pytestmark = pytest.mark.django_db

LAST = date(2010, 9, 16)  # some 90 votes, two of them corrected in a later week


@pytest.fixture(scope="session")
def weeks(journals) -> list[Fetched]:
    """The first weeks of the recording, as the Journals come out: a text a week."""
    by_week: dict[str, list[str]] = {}
    for page in re.split(r"(?=\f)", journals.decode()):
        day = day_in(page)
        if day and day <= LAST:
            by_week.setdefault(f"{day.isocalendar().week}.txt", []).append(page)
    return [Fetched(name, "".join(pages).encode()) for name, pages in by_week.items()]


@pytest.fixture
def house(db, words):
    """The House and its members, and nothing of its bills."""
    witness = witness_of_the_tests()
    seed_house(witness)
    seed_members(words, witness)
    return witness


def record():
    """All that the record says of votes and business, whatever order it came in."""
    stages = Stage.objects.values_list("bill__slug", "stage", "on", "outcome")
    referrals = Referral.objects.values_list("bill__slug", "committee", "referred_on")
    relations = BillRelation.objects.values_list("bill__slug", "kind", "other__slug", "on")
    return {
        "votes": {row.slug: (vote_facts(row), row.flags) for row in votes_whole()},
        "stages": {*stages},
        "referrals": {*referrals},
        "relations": {*relations},
        "days": {*SittingDay.objects.values_list("on", "ended_on")},
    }


def taken_in(bodies):
    return take_in(JOURNALS, bodies, say_nothing)


@pytest.fixture
def orderly(db, words, weeks):
    """The record as it is when everything comes in its order."""
    with undone():
        witness = witness_of_the_tests()
        seed_house(witness)
        seed_members(words, witness)
        seed_bills(words, witness)
        taken_in(weeks)
        return record()


def bills_file(words):
    """All bills of the recording, in the form of our own record files."""
    tables = [
        f'[[bills]]\nparliament = 49\nnumber = "{facts.number}"\n'
        f'title = "{facts.title}"\ntype = "government"\n'
        for number, title in enumerate(titles_in(words), start=1)
        for facts in [bill_of(number, title)]
    ]
    return Fetched("bills.toml", "\n".join(tables).encode())


def test_votes_wait_for_their_bills_and_attach_when_these_come(house, words, weeks, orderly):
    report = taken_in(weeks)

    waiting = Matter.objects.filter(state=Matter.State.OPEN, kind=Kind.WAITS)
    assert report.refused
    assert not Vote.objects.exclude(bills=None).exists()
    assert "bill:49/electricity industry bill" in waiting.values_list("waits_for__0", flat=True)

    take_in(RECORD_BILLS, [bills_file(words)], say_nothing)

    assert record() == orderly
    assert not waiting.exists()


@pytest.mark.parametrize("seed", range(2))
def test_weeks_in_any_order_end_in_the_same_record(house, words, weeks, orderly, seed):
    seed_bills(words, house)
    shuffled = [*weeks]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret

    for week in shuffled:
        taken_in([week])

    assert record() == orderly


def test_a_correction_that_comes_before_its_vote_waits_for_it(house, words, weeks):
    seed_bills(words, house)
    by_name = {week.name: week for week in weeks}
    early, late = by_name["33.txt"], by_name["34.txt"]

    taken_in([late])
    waiting = Matter.objects.filter(state=Matter.State.OPEN, field="correction")
    names = [*waiting.order_by("id").values_list("waits_for", flat=True)]
    assert names == [["vote:49-33/aye 64 no 56"], ["vote:49-34/aye 68 no 52"]]

    taken_in([early])

    days = VoteCorrection.objects.filter(corrected_on=date(2010, 8, 24))
    assert days.count() == 2
    assert {row.vote.sitting_day.on for row in days} == {date(2010, 8, 19)}
    assert not waiting.exists()


def test_names_are_kept_as_printed_until_the_members_come(db, words, weeks, orderly):
    witness = witness_of_the_tests()
    seed_house(witness)
    seed_bills(words, witness)
    taken_in(weeks)
    assert not Vote.objects.filter(casts__member__isnull=False).exists()
    assert Vote.objects.filter(casts__under__isnull=False).exists()

    seed_members(words, witness)
    read_what_waited(say_nothing)

    assert record() == orderly
