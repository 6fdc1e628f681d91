"""The record's files about bills, taken in: what is left behind, and that the rest is not."""

import pytest

from bills.ingest.sources import RECORD_BILLS
from bills.models import Bill, Position, Vote
from billtracker.outcome import Outcome
from tests.factories import ParliamentFactory, PartyFactory
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db
DIVIDED = """
[[bills]]
parliament = 54
number = "23-2"
title = "Gangs Legislation Amendment Bill"
type = "government"
  [[bills.stages]]
  stage = "committee_of_whole_house"
  on = 2024-08-08
  outcome = "divided"
  [[bills.relations]]
  kind = "divided_into"
  bill = "54-23A"

[[bills]]
parliament = 54
number = "23-4A"
title = "Gangs Bill"
type = "government"
"""
IMPOSSIBLE = """
[[bills]]
parliament = 54
number = "24-1"
title = "A Bill That Goes Backwards"
type = "government"
  [[bills.stages]]
  stage = "third_reading"
  on = 2024-08-08
  [[bills.stages]]
  stage = "first_reading"
  on = 2024-08-09
  [[bills.relations]]
  kind = "cognate"
  bill = "54-23A"
"""
VOTE = """
[[votes]]
slug = "vote-on-%(bill)s"
bills = ["%(bill)s"]
question = "That the bill be now read a third time"
kind = "reading"
method = "party"
sitting_date = 2024-09-19
result = "agreed"
parties = { aye = { %(party)s = 1 } }
"""
POSITION = """
[[positions]]
bill = "%(bill)s"
party = "act"
stance = "support"
stages = ["third_reading"]
stated_on = 2024-03-07
"""


@pytest.fixture
def folder(tmp_path):
    ParliamentFactory()
    PartyFactory(slug="act")
    return tmp_path


def take_in(folder, *texts):
    """Take in one file that holds these texts."""
    (folder / "54-23.toml").write_text("".join(texts))
    return take_in_from(RECORD_BILLS, folder)


def refused_in(report):
    return [(problem.record, problem.field) for problem in report.problems]


def test_a_file_with_bills_that_name_each_other_is_taken_in(folder):
    report = take_in(folder, DIVIDED, VOTE % {"bill": "54-23A", "party": "act"})

    assert (report.outcome, report.refused) == (Outcome.CHANGED, 0)
    assert Bill.objects.get(slug="54-23").relations.get().other.slug == "54-23A"


def test_a_bill_that_cannot_be_is_left_behind_with_its_ties_and_the_rest_is_not(folder):
    report = take_in(folder, IMPOSSIBLE, DIVIDED)

    assert report.outcome is Outcome.PARTIAL
    assert set(Bill.objects.values_list("slug", flat=True)) == {"54-23", "54-23A"}
    assert refused_in(report) == [
        ("bill 54-24", "stages"),
        ("relations of bill 54-24", "bill"),
    ]


@pytest.mark.parametrize(
    ("bill", "party"), [("54-24", "act"), ("54-23A", "alliance")], ids=["bill", "party"]
)
def test_a_vote_that_names_what_is_not_on_record_is_left_behind(folder, bill, party):
    good, bad = {"bill": "54-23", "party": "act"}, {"bill": bill, "party": party}

    report = take_in(folder, DIVIDED, VOTE % bad, VOTE % good)

    assert report.outcome is Outcome.PARTIAL
    assert list(Vote.objects.values_list("slug", flat=True)) == ["vote-on-54-23"]
    assert [record for record, _ in refused_in(report)] == [f"vote vote-on-{bill}"]


def test_a_position_on_what_is_not_on_record_is_left_behind(folder):
    report = take_in(folder, DIVIDED, POSITION % {"bill": "54-1"}, POSITION % {"bill": "54-23A"})

    assert report.outcome is Outcome.PARTIAL
    assert Position.objects.get().bill.slug == "54-23A"
    assert refused_in(report) == [("position of act on 54-1, 2024-03-07", "bill")]


def test_one_file_that_is_refused_does_not_stop_the_others(folder):
    (folder / "00.toml").write_text("bills = ")

    report = take_in(folder, DIVIDED)

    assert report.outcome is Outcome.PARTIAL
    assert Bill.objects.count() == 2
    assert refused_in(report) == [("00.toml", "file")]


def test_ties_of_a_bill_that_was_known_by_its_title_find_it_once_it_has_a_number(folder):
    unnumbered = DIVIDED.replace('"23-2"', '""')
    take_in(folder, unnumbered)

    report = take_in(folder, unnumbered, "# read again")

    assert report.outcome is Outcome.UNCHANGED
    assert Bill.objects.get(number="").relations.count() == 1
