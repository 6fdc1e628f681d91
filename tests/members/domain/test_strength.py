"""Strength on a day, the ceiling of proxies, and stints that overlap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.domain.strength import INDEPENDENT, Stint, overlaps, proxy_ceiling, strengths

ELECTION = date(2023, 10, 14)
LEFT_THE_GREENS, SEAT_VACATED = date(2024, 7, 6), date(2024, 10, 22)
TANA = [
    Stint("darleen-tana", "green", ELECTION, LEFT_THE_GREENS),
    Stint("darleen-tana", None, LEFT_THE_GREENS, SEAT_VACATED),
]
DAYS = st.dates(date(2024, 1, 1), date(2024, 2, 29))
STINTS = st.lists(
    st.builds(
        lambda member, party, start, days: Stint(
            member, party, start, days and start + timedelta(days=days)
        ),
        st.sampled_from("abc"),
        st.none() | st.sampled_from(["act", "green"]),
        DAYS,
        st.none() | st.integers(1, 30),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("members", "ceiling"),
    [
        (49, 13),
        (48, 12),
        (43, 11),
        (34, 9),
        (15, 4),
        (14, 4),
        (11, 3),
        (9, 3),
        (8, 2),
        (6, 2),
        (5, 2),
        (4, 1),
        (1, 1),
        (0, 0),
    ],
)
def test_a_party_may_use_proxies_for_a_quarter_of_its_members_rounded_up(members, ceiling):
    assert proxy_ceiling(members) == ceiling


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (ELECTION - timedelta(days=1), {}),
        (ELECTION, {"green": 1}),
        (LEFT_THE_GREENS - timedelta(days=1), {"green": 1}),
        (LEFT_THE_GREENS, {INDEPENDENT: 1}),
        (SEAT_VACATED - timedelta(days=1), {INDEPENDENT: 1}),
        (SEAT_VACATED, {}),
    ],
)
def test_a_stint_holds_on_its_first_day_and_no_longer_on_its_end(day, counted):
    assert strengths(TANA, day) == counted


@given(STINTS, DAYS)
def test_strength_is_the_number_of_stints_open_on_the_day(stints, day):
    open_then = [s for s in stints if s.start <= day and not (s.end and s.end <= day)]

    assert strengths(stints, day).total() == len(open_then)
    assert strengths(stints, day)["act"] == sum(s.party == "act" for s in open_then)


@given(STINTS, DAYS)
def test_a_member_without_overlapping_stints_counts_once(stints, day):
    alone = [stint for stint in stints if not overlaps([*stints])]

    assert strengths(alone, day).total() <= len({stint.member for stint in alone})


@given(STINTS)
def test_stints_overlap_where_one_member_has_a_day_in_both(stints):
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(92)]
    shared = any(
        sum(stint.is_open_on(day) for stint in stints if stint.member == member) > 1
        for day in days
        for member in "abc"
    )

    assert bool(overlaps(stints)) == shared


def test_a_stint_may_end_on_the_day_on_which_the_next_begins():
    assert overlaps(TANA) == []


@given(st.integers(0, 123))
def test_the_ceiling_is_the_least_whole_number_that_is_a_quarter(members):
    assert 4 * proxy_ceiling(members) >= members > 4 * (proxy_ceiling(members) - 1)
