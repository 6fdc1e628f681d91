"""A source that tells its own vote again may say otherwise; another source may not."""

from datetime import date

import pytest

from bills.ingest.sources import TABLES
from bills.models import Tally, Vote
from billtracker.intake.models import Matter
from tests.factories import BillFactory, MembershipFactory, PartyFactory
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db
HEADER = "vote,sitting_date,bills,question,kind,stage,method,result,option,voter,weight\n"
ROW = "54-94-first-reading,2024-11-14,54-94,That the bill be now read a first time,reading,"
ROW += "first_reading,party,agreed,aye,National,{}\n"


@pytest.fixture(autouse=True)
def house():
    party = PartyFactory(slug="national")
    party.aliases.create(text="National", folded="national")
    BillFactory(stem=94)
    MembershipFactory(party=party, start=date(2023, 10, 14))


def load(folder, name, weight):
    (folder / name).write_text(HEADER + ROW.format(weight))
    return take_in_from(TABLES, folder / name)


def ayes():
    return list(Vote.objects.get().casts.values_list("weight", flat=True))


def test_a_table_that_was_mended_replaces_the_numbers_it_told_before(tmp_path):
    load(tmp_path, "votes.csv", 48)

    load(tmp_path, "votes.csv", 49)

    assert ayes() == [49]
    assert Tally.objects.count() == 1
    assert not Matter.objects.filter(kind="totals_differ", field="tallies", state="open").filter(
        sentence__contains="which stays"
    )
