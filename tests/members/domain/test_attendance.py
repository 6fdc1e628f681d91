"""Attendance: what a day can be, what may show it, and how days are counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.domain.attendance import (
    ABSENT,
    ATTENDED,
    AWAY_AT_A_VOTE,
    PART_OF_THE_DAY,
    Evidence,
    Status,
    count,
)

FIRST = date(2024, 11, 12)
DAYS = [FIRST + timedelta(days=n) for n in range(20)]
ROWS = st.dictionaries(st.sampled_from(DAYS), st.sampled_from(Status))
SITTINGS = st.lists(st.sampled_from(DAYS), unique=True)
STINTS = st.lists(
    st.builds(
        lambda start, days: (start, days and start + timedelta(days=days)),
        st.sampled_from(DAYS),
        st.none() | st.integers(1, 10),
    ),
    max_size=3,
)


def test_a_partys_vote_is_no_evidence_of_attendance():
    assert {evidence.value for evidence in Evidence} == {
        "journals",
        "hansard",
        "personal_vote_in_person",
        "suspension",
        "statement",
        "news",
    }


@pytest.mark.parametrize("status", Status)
def test_every_status_is_attendance_absence_or_neither(status):
    kinds = [status in ATTENDED, status in ABSENT, status in PART_OF_THE_DAY]

    assert sum(kinds) == (status is not Status.UNKNOWN)


def test_official_business_is_attendance_and_an_order_to_withdraw_is_no_absence():
    assert Status.OFFICIAL_BUSINESS in ATTENDED
    assert Status.ORDERED_TO_WITHDRAW not in ABSENT
    assert Status.ORDERED_TO_WITHDRAW in AWAY_AT_A_VOTE


def test_days_are_counted_by_status():
    rows = {
        DAYS[0]: Status.IN_THE_HOUSE,
        DAYS[1]: Status.AWAY,
        DAYS[2]: Status.ORDERED_TO_WITHDRAW,
        DAYS[3]: Status.UNKNOWN,
    }

    counts = count(rows, DAYS[:6], [(FIRST, None)])

    assert (counts.days, counts.known, counts.unknown) == (6, 3, 3)
    assert (counts.attended, counts.absent) == (2, 1)
    assert counts.by_status == {
        Status.IN_THE_HOUSE: 1,
        Status.AWAY: 1,
        Status.ORDERED_TO_WITHDRAW: 1,
    }


def test_no_row_is_unknown_and_neither_presence_nor_absence():
    counts = count({}, DAYS, [(FIRST, None)])

    assert (counts.unknown, counts.attended, counts.absent) == (len(DAYS), 0, 0)


def test_days_outside_a_members_stints_are_not_counted():
    rows = dict.fromkeys(DAYS, Status.IN_THE_HOUSE)

    counts = count(rows, DAYS, [(DAYS[2], DAYS[4]), (DAYS[10], DAYS[11])])

    assert (counts.days, counts.attended) == (3, 3)


def test_a_row_on_a_day_without_a_sitting_counts_for_nothing():
    assert count({DAYS[0]: Status.AWAY}, [DAYS[1]], [(FIRST, None)]).known == 0


def test_stints_that_touch_count_a_day_once():
    counts = count({}, DAYS, [(FIRST, DAYS[5]), (DAYS[5], None), (FIRST, None)])

    assert counts.days == len(DAYS)


@given(ROWS, SITTINGS, STINTS)
def test_the_known_and_the_unknown_are_all_days(rows, sittings, stints):
    counts = count(rows, sittings, stints)

    assert counts.known + counts.unknown == counts.days
    assert counts.attended + counts.absent == counts.known == sum(counts.by_status.values())
    assert 0 <= counts.known <= counts.days <= len(sittings)


@given(ROWS, SITTINGS, STINTS)
def test_only_sitting_days_within_a_stint_count(rows, sittings, stints):
    within = [
        day
        for day in sittings
        if any(start <= day and not (end and end <= day) for start, end in stints)
    ]
    known = [day for day in within if rows.get(day, Status.UNKNOWN) is not Status.UNKNOWN]

    counts = count(rows, sittings, stints)

    assert (counts.days, counts.known) == (len(within), len(known))


@given(ROWS, SITTINGS)
def test_a_member_without_a_stint_has_no_days(rows, sittings):
    assert count(rows, sittings, []).days == 0
