"""Recordings of Hansard and the Journals beside the sample record: one vote told twice is one."""

from datetime import date

import pytest

from bills.ingest.sources import HANSARD, JOURNALS, RECORD_BILLS
from bills.models import Cast, Tally, Vote, VoteBill
from billtracker.events.models import Event
from billtracker.intake.models import Matter
from billtracker.intake.runs import take_in
from billtracker.outcome import Outcome
from billtracker.problems import Kind
from billtracker.provenance.fetched import Fetched
from tests.bills.ingest.heard.conftest import JOURNALS_TEXT
from tests.taking_in import say_nothing, take_in_from

pytestmark = pytest.mark.django_db

REFUSED = "Arms (Firearms Prohibition Order) Amendment Bill"


def numbers():
    return {
        row.pk: (row.result, [*row.tallies.values_list("option", "declared").order_by("option")])
        for row in Vote.objects.all()
    }


def told_of(name, plan, path):
    """What came of one body."""
    reports = {}
    take_in(plan, [b for b in plan.recorded(path) if b.name == name], reports.__setitem__)
    return reports[name]


def test_pages_confirm_the_votes_on_record_and_double_none(record, recordings):
    before = numbers()

    report = take_in_from(HANSARD, recordings / "hansard_html")

    assert numbers() == before
    assert report.refused == 0


def test_rows_of_the_extract_confirm_the_votes_on_record(record, recordings):
    slugs, before = {*Vote.objects.values_list("slug", flat=True)}, numbers()

    report = take_in_from(HANSARD, recordings / "hansard_text")

    assert {*Vote.objects.values_list("slug", flat=True)} == slugs
    assert numbers() == before
    assert [p.record for p in report.problems if REFUSED in p.record] != []
    assert report.refused == 1


def test_the_journals_beside_the_sample_record_double_no_reading(record, recordings):
    take_in_from(JOURNALS, recordings / "journals" / JOURNALS_TEXT)

    vote = Vote.objects.get(slug="49-236-first-reading")
    readings = VoteBill.objects.filter(vote__kind="reading").values_list(
        "bill", "vote__stage", "vote__sitting_day"
    )
    assert len(readings) == len({*readings})
    assert vote.sitting_day.on == date(2010, 11, 11)
    assert {*vote.tallies.values_list("option", "declared")} == {("aye", 114), ("no", 3)}


def test_a_vote_with_totals_only_gets_its_parts_from_a_source_that_prints_them(record, recordings):
    vote = Vote.objects.get(slug="49-197-first-reading")
    note = vote.note
    assert not vote.casts.exists()

    take_in_from(JOURNALS, recordings / "journals" / JOURNALS_TEXT)

    vote.refresh_from_db()
    assert Cast.objects.filter(vote=vote).count() == 82 + 36
    assert vote.note == note


def test_a_reading_again_of_the_record_files_takes_no_parts_away(record, recordings):
    take_in_from(JOURNALS, recordings / "journals" / JOURNALS_TEXT)
    file = RECORD_BILLS.home / "49-197-manukau-prostitution.toml"
    again = Fetched(file.name, file.read_bytes() + b"\n")

    take_in(RECORD_BILLS, [again], say_nothing)

    assert Cast.objects.filter(vote__slug="49-197-first-reading").count() == 82 + 36


def test_a_run_together_vote_whose_names_nothing_parts_keeps_its_totals_alone(record, recordings):
    name = "HansS_20230405_055140000"

    report = told_of(name, HANSARD, recordings / "hansard_text")

    (matter,) = [p for p in report.problems if p.field == "ballots"]
    assert matter.kind is Kind.UNKNOWN_NAME
    assert "only the totals of this vote are taken" in matter.sentence
    assert Tally.objects.filter(vote__slug="53-147-first-reading").count() == 2
    assert not Cast.objects.filter(vote__slug="53-147-first-reading").exists()


@pytest.mark.parametrize("name", ["hansard-current.html", "members-current.html"])
def test_an_empty_shell_or_another_page_is_refused_and_writes_nothing(record, recordings, name):
    events = Event.objects.count()

    report = take_in_from(HANSARD, recordings / "pages" / name)

    assert report.outcome is Outcome.REFUSED
    assert Event.objects.count() == events
    assert Matter.objects.get(source__key="hansard").kind == Kind.IMPOSSIBLE
