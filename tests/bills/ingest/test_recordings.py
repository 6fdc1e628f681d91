"""The upstream recordings, taken in: 321 rows of the list and 35 bills in whole."""

import json
from datetime import date

import pytest
from django.db.models import Count

from bills.ingest.sources import BILLS_API
from bills.models import Bill, BillState, Referral, Stage
from billtracker.outcome import Change, Outcome
from billtracker.provenance.models import Source
from members.models import Parliament
from tests.bills.ingest.stored import (
    FACTS,
    TABLES,
    digests,
    latest_moments,
    sittings_of,
)
from tests.taking_in import take_in_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_run")]


def test_every_row_and_every_bill_in_whole_is_taken_in(first_run):
    assert (first_run.outcome, first_run.refused) == (Outcome.CHANGED, 0)
    assert first_run.counts == {Change.INSERTED: 12 + 321 + 12 + 60, Change.CHANGED: 35}
    assert (Bill.objects.count(), Parliament.objects.count()) == (321, 12)


def test_each_of_them_has_a_state():
    assert not Bill.objects.filter(states=None).exists()
    assert Bill.objects.filter(states__until=None).count() == 321


def test_bills_in_whole_have_their_stages(recordings):
    paths = (recordings / "bills_api" / "detail").glob("*.json")
    told = {
        (answer["Id"], stage["Id"])
        for answer in (json.loads(path.read_bytes()) for path in paths)
        for stage in answer["Stages"]
    }

    stored = Stage.objects.exclude(key="").values_list("bill__upstream_id", "key")
    assert set(stored) == told


def test_numbers_that_repeat_across_parliaments_are_different_bills():
    parliaments = Count("parliament", distinct=True)
    repeated = Bill.objects.exclude(stem=None).values("stem").annotate(times=parliaments)
    titles = dict(Bill.objects.filter(stem=193).values_list("slug", "title"))

    assert repeated.filter(times__gt=1).count() == 72
    assert titles == {
        "53-193": "Social Security (Accommodation Supplement) Amendment Bill",
        "54-193": "Carter Trust Amendment Bill",
    }


def test_the_blank_number_is_flagged_and_its_bill_known_by_its_title(first_run):
    bill = Bill.objects.get(number="")

    assert (bill.slug, bill.stem) == ("53-civil-aviation-amendment-bill", None)
    assert "bill 53-civil-aviation-amendment-bill" in {p.record for p in first_run.problems}


def test_titles_have_no_stray_white_space():
    titles = list(Bill.objects.values_list("title", flat=True))

    assert titles == [" ".join(title.split()) for title in titles]
    assert "Public Finance (Fines Collection Costs—Budget Measures) Amendment Bill" in titles


def test_an_unknown_member_in_charge_is_flagged(first_run):
    flagged = [p for p in first_run.problems if p.field == "member_in_charge"]

    assert len(flagged) == 35
    assert Bill.objects.filter(member_in_charge=None).count() == 321


def test_parliaments_run_from_election_to_election():
    dates = Parliament.objects.order_by("number").values_list("elected_on", "ended_on")

    assert dates[10] == (date(2020, 10, 17), date(2023, 10, 14))
    assert dates[11] == (date(2023, 10, 14), None)


@pytest.mark.parametrize(
    ("slug", "stage", "sittings"),
    [
        (
            "54-181",
            "committee_of_whole_house",
            [
                (date(2026, 4, 28), date(2026, 4, 28), "normal", "interrupted"),
                (date(2026, 4, 28), date(2026, 4, 29), "extended", "concluded"),
            ],
        ),
        (
            "54-217",
            "first_reading",
            [(date(2025, 11, 4), date(2025, 11, 5), "extended", "agreed")],
        ),
        (
            "54-322",
            "third_reading",
            [(date(2026, 5, 28), date(2026, 5, 30), "urgency", "agreed")],
        ),
        (
            "54-320",
            "second_reading",
            [(date(2026, 5, 28), date(2026, 5, 28), "urgency", "agreed")],
        ),
    ],
    ids=["extended in winter", "extended in summer", "urgency until Saturday", "urgency"],
)
def test_a_sitting_belongs_to_the_day_on_which_it_began(slug, stage, sittings):
    assert sittings_of(slug, stage) == sittings


@pytest.mark.parametrize(
    ("slug", "stage", "day"),
    [
        ("54-322", "introduced", date(2026, 5, 28)),
        ("54-322", "royal_assent", date(2026, 6, 5)),
        ("54-221", "introduced", date(2025, 11, 11)),
        ("53-177", "introduced", date(2022, 10, 25)),
        ("54-183", "select_committee", date(2026, 4, 29)),
        ("54-217", "select_committee", date(2025, 11, 4)),
        ("54-242", "introduced", date(2026, 2, 10)),
    ],
    ids=[
        "midnight in winter",
        "assent in winter",
        "midnight in summer",
        "of the Parliament before",
        "a committee that begins the day before in UTC",
        "a committee in summer",
        "in February",
    ],
)
def test_a_midnight_stamped_in_utc_is_the_day_it_begins_in_wellington(slug, stage, day):
    assert Stage.objects.get(bill__slug=slug, stage=stage).on == day


def test_a_committee_may_begin_before_the_reading_that_sent_the_bill_there_in_utc():
    referral = Referral.objects.get(bill__slug="54-201")
    reading = Stage.objects.get(bill__slug="54-201", stage="first_reading")

    assert referral.referred_on == reading.on == date(2025, 9, 16)


def test_stages_that_were_interrupted_and_resumed_are_all_kept():
    assert [outcome for *_, outcome in sittings_of("54-228", "committee_of_whole_house")] == [
        "interrupted",
        "interrupted",
    ]
    assert Stage.objects.filter(outcome="interrupted").count() > 10


def test_a_bill_in_the_midst_of_its_committee_comes_next_there_itself():
    state = BillState.objects.get(bill__slug="54-228", until=None)

    assert (state.status, state.stage) == ("active", "committee_of_whole_house")
    assert state.next_stage == "committee_of_whole_house"


def test_a_second_run_writes_nothing(recordings):
    before, moments = digests(TABLES), latest_moments()
    changed = Source.objects.get().last_changed_at

    report = take_in_from(BILLS_API, recordings / "bills_api")

    assert report.outcome is Outcome.UNCHANGED
    assert report.counts == {Change.UNCHANGED: 12 + 321 + 35 + 12 + 60}
    assert (digests(TABLES), latest_moments()) == (before, moments)
    assert Source.objects.get().last_changed_at == changed


def test_the_same_words_in_other_bytes_change_no_fact_and_leave_no_event(few):
    before, moments = digests(FACTS), latest_moments()
    reworded = json.dumps(json.loads((few / "search.json").read_bytes()), indent=1)
    (few / "search.json").write_text(reworded)
    paths = sorted((few / "detail").glob("*.json"))
    reworded = [json.dumps(json.loads(path.read_bytes())) for path in paths]
    rewritten = [path.write_text(text) for path, text in zip(paths, reworded, strict=True)]

    report = take_in_from(BILLS_API, few)

    assert (report.outcome, len(rewritten)) == (Outcome.UNCHANGED, 12)
    assert (digests(FACTS), latest_moments()) == (before, moments)
