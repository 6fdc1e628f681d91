"""Whom and what a printed name can mean on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.facts import BillType
from bills.ingest.heard.calling import call
from bills.ingest.heard.roll import House, KnownBill, Roll, Sitter
from billtracker.text import folded
from tests.factories import ELECTION, SITTING, BillFactory, ParliamentFactory, seat

DAY = date(2024, 11, 14)
LEFT = date(2024, 6, 1)


def bill(slug, title, **more):
    keys, houses = frozenset({folded(title)}), frozenset({54})
    return KnownBill(slug, 54, "1-1", title, BillType.GOVERNMENT, keys, houses, **more)


def sitter(slug, surname, initial, *, party="labour", end=None):
    key = frozenset({folded(slug)})
    return Sitter(slug, surname, initial, key, party, ELECTION, end)


ROLL = Roll(
    houses=(House(53, date(2020, 10, 17), ELECTION), House(54, ELECTION)),
    bills=(
        bill("54-1", "Land Transport (Orders) Amendment Bill"),
        bill("54-2", "Land Transport Amendment Bill (No 2)"),
    ),
    given={(54, "speed bill"): "54-2"},
    parties={"labour": "labour", "green party": "green"},
    sitters=(
        sitter("chris-carter", "Carter", "c", party=None),
        sitter("david-carter", "Carter", "d"),
        sitter("darren-hughes", "Hughes", "d", end=LEFT),
        sitter("gareth-hughes", "Hughes", "g", party="green"),
        sitter("georgina-te-heuheu", "te Heuheu", "g"),
    ),
)


@pytest.mark.parametrize(
    ("day", "number"),
    [(ELECTION - timedelta(days=1), 53), (ELECTION, 54), (date(1999, 1, 1), None)],
)
def test_a_day_is_of_the_parliament_elected_before_it(day, number):
    assert ROLL.house_on(day) == number


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Carter C", ["chris-carter"]),
        ("Carter", ["chris-carter", "david-carter"]),
        ("Hughes", ["gareth-hughes"]),
        ("TE HEUHEU", ["georgina-te-heuheu"]),
        ("Chris Carter", ["chris-carter"]),
        ("Nobody", []),
    ],
)
def test_a_name_means_those_who_sat_that_day_and_go_by_it(name, slugs):
    assert ROLL.members_called(name, DAY) == slugs


def test_a_partys_list_means_its_own_members():
    assert ROLL.members_called("Carter", DAY, "labour") == ["david-carter"]
    assert ROLL.members_called("Carter", DAY, "green") == []


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Land Transport (Order) Amendment Bill", ["54-1"]),
        ("LAND TRANSPORT AMENDMENT BILL (NO. 2)", ["54-2"]),
        ("Land Transport Amendment Bill (No 3)", []),
        ("Speed Bill", ["54-2"]),
        ("54-1", ["54-1"]),
    ],
)
def test_a_title_means_a_bill_whatever_its_case_and_plurals(title, slugs):
    assert [known.slug for known in ROLL.bills_called(54, title)] == slugs


def test_a_bill_is_alive_from_its_introduction_to_its_end():
    known = bill("54-3", "Ferry Bill", introduced_on=LEFT, ended_on=DAY)

    days = [LEFT - timedelta(days=1), LEFT, DAY, DAY + timedelta(days=1)]
    assert [known.lived_on(day) for day in days] == [False, True, True, False]


def test_names_near_are_offered_the_likest_first():
    assert ROLL.bills_near(54, "Land Transprot Amendment Bill (No 2)")[0] == "54-2"
    assert ROLL.parties_near("Greens Party") == ("green",)
    assert ROLL.members_near("Hugehs", DAY) == ("gareth-hughes",)


@given(st.sampled_from(ROLL.sitters), st.dates(ELECTION, date(2026, 1, 1)))
def test_surname_and_initial_mean_a_member_on_exactly_the_days_of_the_stint(member, day):
    meant = ROLL.members_called(f"{member.written} {member.initial.upper()}", day)

    assert meant == ([member.slug] if member.sat_on(day) else [])


@pytest.mark.django_db
def test_the_roll_costs_the_same_for_one_day_and_for_many(queries_of):
    seat(national=3)
    BillFactory()
    ParliamentFactory(number=53, elected_on=date(2020, 10, 17), ended_on=ELECTION)
    one = queries_of(lambda: call([SITTING]))
    BillFactory.create_batch(5)

    many = queries_of(lambda: call([SITTING - timedelta(days=n) for n in range(900)]))

    assert many == one
