"""Reads about members, on the sample record: who sat for whom on a day."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from members.domain.strength import INDEPENDENT
from members.ingest.sources import RECORD_MEMBERS
from members.models import Member, Membership, SittingDay
from members.selectors import (
    attendance_of,
    independents_on,
    members_named,
    parliament_on,
    parties_of_members_on,
    strengths_on,
)
from tests.taking_in import take_in_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members_record")]
COLUMNS = {
    "National": "national",
    "Labour": "labour",
    "Green": "green",
    "ACT": "act",
    "NZ First": "nz-first",
    "Te Pati Maori": "te-pati-maori",
    "Independent": INDEPENDENT,
}


@pytest.fixture(scope="module")
def members_record(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The sample record's members, loaded once and rolled back after this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = take_in_from(RECORD_MEMBERS, RECORD_MEMBERS.home)
        assert report.refused == 0, report.problems
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def recorded_strengths(folder: Path):
    """Return (day, strengths, seats filled) at the first and last day of every row."""
    with (folder / "p54_party_strength.csv").open() as file:
        rows = list(csv.DictReader(file))
    told = [
        ({slug: int(row[column]) for column, slug in COLUMNS.items()}, int(row["seats_filled"]))
        for row in rows
    ]
    firsts = [date.fromisoformat(row["from"]) for row in rows]
    lasts = [row["to"] and date.fromisoformat(row["to"]) - timedelta(days=1) for row in rows]
    ends = zip([*firsts, *lasts], [*told, *told], strict=True)
    return [(day, strengths, seats) for day, (strengths, seats) in ends if day]


def test_strength_is_the_recorded_one_at_the_first_and_last_day_of_every_row(recordings):
    recorded = recorded_strengths(recordings)

    counted = [(day, strengths_on(day)) for day, _, _ in recorded]

    assert len(recorded) == 17
    assert [
        (day, {slug: strengths[slug] for slug in COLUMNS.values()}, strengths.total())
        for day, strengths in counted
    ] == recorded


@pytest.mark.parametrize(
    ("day", "party", "members"),
    [
        (date(2024, 11, 14), "national", 49),
        (date(2024, 11, 14), "te-pati-maori", 6),
        (date(2024, 7, 5), "green", 15),
        (date(2024, 7, 6), "green", 14),
        (date(2024, 7, 6), INDEPENDENT, 1),
        (date(2024, 10, 22), INDEPENDENT, 0),
        (date(2024, 10, 22), "green", 14),
        (date(2025, 6, 25), "te-pati-maori", 6),
        (date(2025, 6, 26), "te-pati-maori", 5),
        (date(2025, 11, 9), "te-pati-maori", 6),
        (date(2025, 11, 10), "te-pati-maori", 4),
        (date(2025, 11, 10), INDEPENDENT, 2),
        (date(2026, 5, 13), "national", 49),
        (date(2026, 5, 14), "national", 48),
    ],
)
def test_a_party_is_as_strong_as_the_stints_open_on_the_day(day, party, members):
    assert strengths_on(day)[party] == members


@pytest.mark.parametrize("day", [date(2012, 6, 27), date(1950, 1, 1)])
def test_where_the_roster_is_not_whole_nothing_is_counted(day):
    assert strengths_on(day) == {}


def test_those_who_left_their_party_sit_alone_from_the_day_the_speaker_named():
    assert independents_on(date(2025, 11, 9)) == []
    assert independents_on(date(2025, 11, 10)) == ["mariameno-kapa-kingi", "takuta-ferris"]


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2023, 10, 13), 53), (date(2023, 10, 14), 54), (date(2024, 11, 14), 54)],
)
def test_a_parliament_runs_from_its_election_to_the_next(day, number):
    assert parliament_on(day).number == number


def test_there_is_no_parliament_before_the_first_on_record():
    assert parliament_on(date(1900, 1, 1)) is None


@pytest.mark.parametrize(
    "printed",
    ["Luxon, Christopher", "CHRISTOPHER LUXON", "Christopher  Luxon"],
)
def test_a_member_is_found_by_the_ways_a_name_is_printed(printed):
    assert members_named([printed]) == {printed: ["christopher-luxon"]}


def test_macrons_do_not_matter_to_a_name_and_a_stranger_is_nobody():
    named = members_named(["Debbie Ngārewa-Packer", "Debbie Ngarewa-Packer", "Nobody"])

    assert named["Debbie Ngārewa-Packer"] == named["Debbie Ngarewa-Packer"] != []
    assert named["Nobody"] == []


def test_a_stint_is_open_on_its_first_day_and_not_on_its_end():
    tana = "darleen-tana"

    last, gone = date(2024, 10, 21), date(2024, 10, 22)
    sat = parties_of_members_on([last, gone])
    assert sat[last][tana] is None
    assert tana not in sat[gone]


def test_a_sitting_day_that_went_on_until_friday_is_one_day():
    days = dict(SittingDay.objects.values_list("on", "ended_on"))

    assert days[date(2024, 12, 10)] == date(2024, 12, 13)
    assert date(2024, 12, 13) not in days


def test_attendance_comes_with_reason_and_source(django_assert_max_num_queries):
    luxon = Member.objects.get(slug="christopher-luxon")

    with django_assert_max_num_queries(4):
        rows = attendance_of(luxon)
        told = [
            (r.sitting_day.on, r.status, [c.publisher for c in r.origin.citations.all()])
            for r in rows
        ]

    assert [(day, status) for day, status, _ in told] == [
        (date(2024, 11, 14), "away"),
        (date(2025, 4, 10), "away"),
    ]
    assert all(publishers for _, _, publishers in told)


def test_no_two_stints_of_a_member_touch_the_same_day_and_all_end_with_their_parliament():
    outlasting = Membership.objects.filter(end=None, parliament__ended_on__isnull=False)

    assert not outlasting.exists()
    assert Membership.objects.filter(parliament__number=54, end=None).count() == 122
