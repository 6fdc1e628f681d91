"""Times in the House as told beside the stints on record."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.domain.facts import Began, Ended
from members.domain.stints import (
    LIST,
    Known,
    Term,
    Time,
    by_term,
    compare,
    missing_terms,
)

E52, E53, E54 = date(2017, 9, 23), date(2020, 10, 17), date(2023, 10, 14)
MET = date(2023, 12, 5)
TERMS = [
    Term(52, E52, date(2017, 11, 7), E53),
    Term(53, E53, date(2020, 11, 25), E54),
    Term(54, E54, MET),
]
TODAY = date(2026, 6, 12)
OURS = Known(54, "labour", LIST, E54, row="members.Membership:1")
LEFT = date(2024, 3, 22)


def cut(start, end, on=TODAY):
    return [
        (term.number, begins, ends) for term, begins, ends in by_term(start, end, TERMS, on=on)
    ]


def told(*times, known=()):
    return compare(times, known, TERMS)


def differences(compared):
    return [(d.column, d.told, d.ours) for d in compared.differences]


# Cut at elections


def test_a_time_is_cut_at_the_elections_on_record():
    assert cut(date(2014, 9, 20), LEFT) == [(52, E52, E53), (53, E53, E54), (54, E54, LEFT)]


def test_a_time_with_no_end_goes_on():
    assert cut(E53, None) == [(53, E53, E54), (54, E54, None)]


def test_the_eve_of_an_election_is_its_day():
    assert cut(E52, E53 - timedelta(days=1)) == [(52, E52, E53)]


def test_some_days_of_the_next_parliament_are_the_last_ones():
    assert cut(E52, date(2020, 10, 27)) == [(52, E52, E53)]


def test_who_came_and_left_soon_after_an_election_did_so():
    assert cut(E53, date(2020, 10, 27)) == [(53, E53, date(2020, 10, 27))]


def test_what_had_no_end_when_it_was_written_tells_nothing_of_a_parliament_that_ended_later():
    assert cut(E52, None, on=date(2021, 5, 1)) == [(52, E52, E53)]


def test_what_had_no_end_on_an_unknown_day_tells_nothing():
    assert cut(E52, None, on=None) == []


@pytest.mark.parametrize(
    ("start", "end", "terms", "missing"),
    [
        (E52, None, TERMS, []),
        (date(2014, 9, 20), E53, TERMS, [51]),
        (E53, LEFT, TERMS[:2], [54]),
        (LEFT, None, TERMS[:2], [54]),
        (E52, LEFT, [TERMS[0], TERMS[2]], [53, 53]),
        (LEFT, None, [TERMS[0], TERMS[2]], []),
        (E52, LEFT, [], []),
    ],
    ids=["none", "before", "after", "wholly after", "between", "after a gap", "no Parliament"],
)
def test_what_of_a_time_lies_in_no_parliament_on_record_is_next_to_one(start, end, terms, missing):
    assert list(missing_terms(start, end, terms)) == missing


def test_a_parliament_that_is_printed_is_missing_if_it_is_not_on_record():
    assert list(missing_terms(E52, E53, [], 52)) == [52]


# Compared


def test_a_time_that_is_not_on_record_is_a_new_stint():
    (stint,) = told(Time(54, "labour", "nelson", E54, LEFT)).take

    assert (stint.electorate, stint.start, stint.end) == ("nelson", E54, LEFT)
    assert (stint.began, stint.ended) == (Began.ELECTION, Ended.NOT_STATED)


def test_a_new_time_without_a_seat_is_not_taken():
    compared = told(Time(54, "labour", None, E54))

    assert compared.take == []
    assert len(compared.unseated) == 1


def test_why_a_stint_began_and_ended_follows_from_the_days():
    late, later = date(2024, 2, 6), date(2024, 7, 6)
    stints = told(
        Time(53, "green", "ilam", date(2022, 6, 18), E54),
        Time(54, "green", LIST, late, later),
        Time(54, None, LIST, later),
    ).take

    assert [(stint.began, stint.ended) for stint in stints] == [
        (Began.BY_ELECTION, Ended.ELECTION),
        (Began.LIST_VACANCY, Ended.CHANGED_PARTY),
        (Began.CHANGED_PARTY, None),
    ]


def test_who_is_listed_from_a_day_before_the_house_met_was_elected():
    assert told(Time(54, "act", LIST, MET)).take[0].began is Began.ELECTION


def test_the_same_time_is_no_news():
    compared = told(Time(54, "labour", LIST, E54), known=[OURS])

    assert (compared.take, compared.differences) == ([], [])


def test_the_end_of_an_open_stint_is_news():
    (stint,) = told(Time(54, "labour", None, E54, LEFT), known=[OURS]).take

    assert (stint.start, stint.end, stint.ended) == (E54, LEFT, Ended.NOT_STATED)
    assert (stint.electorate, stint.began) == (None, OURS.began)


def test_an_older_statement_does_not_open_a_stint_again():
    closed = Known(54, "labour", LIST, E54, LEFT, ended=Ended.RESIGNATION)

    compared = told(Time(54, "labour", LIST, E54), known=[closed])

    assert (compared.take, compared.differences) == ([], [])


def test_stated_days_take_the_place_of_days_that_were_worked_out():
    worked_out = Known(54, "labour", LIST, LEFT, is_worked_out=True, began=Began.LIST_VACANCY)

    (stint,) = told(Time(54, "labour", LIST, date(2024, 3, 25)), known=[worked_out]).take

    assert (stint.start, stint.began) == (date(2024, 3, 25), Began.LIST_VACANCY)


def test_of_two_stated_days_ours_stays_and_the_difference_is_told():
    compared = told(Time(54, "labour", "nelson", MET), known=[OURS])

    assert compared.take == []
    assert differences(compared) == [("start", MET, E54), ("electorate", "nelson", LIST)]


def test_what_a_person_entered_stays_though_it_was_worked_out():
    pinned = Known(
        54, "labour", LIST, LEFT, is_worked_out=True, pinned=frozenset({"start", "end"})
    )

    compared = told(Time(54, "labour", LIST, E54, date(2025, 1, 1)), known=[pinned])

    assert compared.take == []
    assert [d.is_pinned for d in compared.differences] == [True, True]


def test_a_time_for_another_party_is_a_difference():
    compared = told(Time(54, "green", LIST, E54), known=[OURS])

    assert differences(compared) == [("party", "green", "labour")]


def test_two_stints_for_one_party_may_be_one_time_as_told():
    seats = [Known(54, "labour", LIST, E54, LEFT), Known(54, "labour", "nelson", LEFT)]

    compared = told(Time(54, "labour", None, E54), known=seats)

    assert (compared.take, compared.differences, compared.unseated) == ([], [], [])


def test_two_stints_of_which_the_ends_differ_are_told():
    ours = [Known(54, "labour", LIST, MET, LEFT), Known(54, "labour", "nelson", LEFT, TODAY)]

    compared = told(Time(54, "labour", None, E54, date(2025, 1, 1)), known=ours)

    assert differences(compared) == [("start", E54, MET), ("end", date(2025, 1, 1), TODAY)]


def test_times_that_clash_are_not_taken_and_the_others_are():
    clashing = [Time(54, "nz-first", LIST, E54, TODAY), Time(54, "nz-first", "northland", LEFT)]

    compared = told(Time(53, "nz-first", LIST, E53, E54), *clashing)

    assert [stint.parliament for stint in compared.take] == [53]
    assert compared.clashing == clashing


DAYS = st.dates(date(2016, 1, 1), date(2026, 1, 1))


@given(DAYS, DAYS)
def test_the_pieces_of_a_time_lie_in_it_and_in_their_parliaments(one, other):
    start, end = sorted([one, other + timedelta(days=1)])
    terms = {term.number: term for term in TERMS}

    pieces = cut(start, end)

    for number, begins, ends in pieces:
        assert start <= begins < ends <= max(end, terms[number].ended_on or end)
        assert terms[number].elected_on <= begins


@given(DAYS, DAYS, st.sampled_from(["labour", "green", None]), st.sampled_from([LIST, "nelson"]))
def test_what_was_taken_is_no_news_the_second_time(one, other, party, seat):
    start, end = sorted([one, other + timedelta(days=1)])
    times = [
        Time(term.number, party, seat, begins, ends)
        for term, begins, ends in by_term(start, end, TERMS, on=TODAY)
    ]

    taken = compare(times, [], TERMS).take
    known = [
        Known(s.parliament, s.party, s.electorate or LIST, s.start, s.end, "", s.began, s.ended)
        for s in taken
    ]
    again = compare(times, known, TERMS)

    assert len(taken) == len(times)
    assert (again.take, again.differences, again.unseated) == ([], [], [])
