"""A bill's course, told from dated facts that may come in any order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.course import Flip, State, as_announced, course, listed_state, state_on
from bills.domain.stages import Sitting, Stage, StageOutcome, Status

AGREED, NEGATIVED = StageOutcome.AGREED, StageOutcome.NEGATIVED
CONCLUDED, INTERRUPTED = StageOutcome.CONCLUDED, StageOutcome.INTERRUPTED
UNKNOWN = StageOutcome.UNKNOWN
INTRODUCED, FIRST = Stage.INTRODUCED, Stage.FIRST_READING
COMMITTEE, SECOND = Stage.SELECT_COMMITTEE, Stage.SECOND_READING
WHOLE_HOUSE, THIRD = Stage.COMMITTEE_OF_WHOLE_HOUSE, Stage.THIRD_READING
ASSENT = Stage.ROYAL_ASSENT

TREATY_PRINCIPLES = [
    Sitting(date(2024, 11, 7), INTRODUCED),
    Sitting(date(2024, 11, 14), FIRST, AGREED),
    Sitting(date(2024, 11, 14), COMMITTEE),
    Sitting(date(2025, 4, 4), COMMITTEE, CONCLUDED),
    Sitting(date(2025, 4, 10), SECOND, NEGATIVED),
]
DISSOLUTION = date(2023, 9, 8)
HAURAKI = [
    Sitting(date(2022, 8, 11), INTRODUCED),
    Sitting(date(2022, 12, 13), FIRST, AGREED),
]
PARENTAL_LEAVE = [
    Sitting(date(2012, 7, 25), FIRST, AGREED),
    Sitting(date(2014, 5, 28), SECOND, AGREED),
]
ANNOUNCED_AS_LOST = Flip(SECOND, date(2014, 5, 28), NEGATIVED, AGREED, date(2014, 5, 29))

DAYS = st.dates(date(2023, 1, 1), date(2023, 2, 10))
SITTINGS = st.lists(
    st.builds(Sitting, DAYS, st.sampled_from(Stage), st.sampled_from(StageOutcome)), max_size=8
)


def status_on(day, sittings, **more):
    state = state_on(course(sittings, **more), day)
    return state and state.status


def where_on(day, sittings, **more):
    state = state_on(course(sittings, **more), day)
    return state.status, state.stage


@pytest.mark.parametrize(
    ("day", "status", "stage"),
    [
        (date(2024, 11, 7), Status.ACTIVE, INTRODUCED),
        (date(2024, 11, 13), Status.ACTIVE, INTRODUCED),
        (date(2024, 11, 14), Status.ACTIVE, COMMITTEE),
        (date(2025, 4, 9), Status.ACTIVE, COMMITTEE),
        (date(2025, 4, 10), Status.NEGATIVED, SECOND),
        (date(2030, 1, 1), Status.NEGATIVED, SECOND),
    ],
)
def test_a_state_is_what_held_at_the_end_of_a_day(day, status, stage):
    assert where_on(day, TREATY_PRINCIPLES) == (status, stage)


def test_there_is_no_state_before_the_bill_existed():
    assert state_on(course(TREATY_PRINCIPLES), date(2024, 11, 6)) is None


def test_a_committees_report_neither_moves_nor_ends_a_bill():
    state = state_on(course(TREATY_PRINCIPLES), date(2025, 4, 5))

    assert (state.status, state.stage, state.next_stage) == (Status.ACTIVE, COMMITTEE, SECOND)


def test_all_stages_in_one_day_leave_one_state():
    day = date(2023, 12, 19)
    stages = [Sitting(day, stage, AGREED) for stage in (THIRD, SECOND, FIRST)]

    assert course(stages) == [State(day, Status.ACTIVE, THIRD, AGREED, day)]


def test_royal_assent_enacts_and_passing_alone_does_not():
    passed = Sitting(date(2024, 12, 17), THIRD, AGREED)
    assent = Sitting(date(2024, 12, 23), ASSENT)

    assert status_on(date(2024, 12, 22), [passed, assent]) is Status.ACTIVE
    assert status_on(date(2024, 12, 23), [passed, assent]) is Status.ENACTED


def test_an_interrupted_stage_comes_next_itself():
    interrupted = Sitting(date(2024, 12, 10), WHOLE_HOUSE, INTERRUPTED)

    assert course([interrupted])[-1].next_stage is WHOLE_HOUSE


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (StageOutcome.DIVIDED, Status.DIVIDED),
        (StageOutcome.DISCHARGED, Status.DISCHARGED),
        (StageOutcome.WITHDRAWN, Status.WITHDRAWN),
        (StageOutcome.DROPPED, Status.DROPPED),
        (NEGATIVED, Status.NEGATIVED),
    ],
)
def test_a_bill_ends_as_its_stage_did_and_nothing_comes_next(outcome, status):
    state = course([Sitting(date(2024, 8, 8), SECOND, outcome)])[-1]

    assert (state.status, state.next_stage) == (status, None)


def test_a_committees_date_after_the_second_reading_moves_nothing_back():
    readings = [Sitting(date(2024, 11, 7), SECOND, AGREED)]
    end_of_the_committee = Sitting(date(2024, 11, 20), COMMITTEE, CONCLUDED)

    assert course([*readings, end_of_the_committee]) == course(readings)


@pytest.mark.parametrize(
    "end",
    [
        Sitting(date(2025, 4, 10), SECOND, NEGATIVED),
        Sitting(date(2025, 4, 10), ASSENT),
        Sitting(date(2025, 4, 10), SECOND, StageOutcome.DROPPED),
    ],
    ids=["negatived", "enacted", "dropped"],
)
def test_a_committees_date_after_the_end_does_not_bring_a_bill_back(end):
    late = Sitting(date(2025, 4, 12), COMMITTEE, CONCLUDED)

    assert course([end, late]) == course([end])


# Dissolution and reinstatement


def test_a_bill_that_is_alive_lapses_when_parliament_is_dissolved():
    states = course(HAURAKI, dissolutions=[DISSOLUTION])

    assert states[-1] == State(DISSOLUTION, Status.LAPSED, FIRST, AGREED, DISSOLUTION)


def test_a_bill_that_had_ended_does_not_lapse():
    ended = [Sitting(date(2023, 4, 5), FIRST, NEGATIVED)]

    assert course(ended, dissolutions=[DISSOLUTION]) == course(ended)


def test_a_bill_introduced_after_a_dissolution_does_not_lapse_by_it():
    assert course(TREATY_PRINCIPLES, dissolutions=[DISSOLUTION]) == course(TREATY_PRINCIPLES)


def test_a_sitting_on_the_day_of_dissolution_came_before_it():
    last = Sitting(DISSOLUTION, THIRD, AGREED)

    assert where_on(DISSOLUTION, [last], dissolutions=[DISSOLUTION]) == (Status.LAPSED, THIRD)


def test_a_reinstated_bill_goes_on_at_the_stage_at_which_it_lapsed():
    reinstated = date(2023, 12, 6)

    states = course(HAURAKI, dissolutions=[DISSOLUTION], reinstatements=[reinstated])

    assert states[-1] == State(reinstated, Status.ACTIVE, FIRST, AGREED, reinstated)


def test_a_sitting_after_the_dissolution_shows_that_the_bill_was_reinstated():
    later = Sitting(date(2024, 4, 10), SECOND, AGREED)

    states = course([*HAURAKI, later], dissolutions=[DISSOLUTION])

    assert [state.status for state in states][-2:] == [Status.LAPSED, Status.ACTIVE]


def test_a_reinstatement_of_what_had_not_lapsed_changes_nothing():
    assert course(HAURAKI, reinstatements=[date(2023, 12, 6)]) == course(HAURAKI)


# Results that were announced and corrected


def test_a_bill_announced_as_lost_was_lost_until_it_was_corrected():
    told = as_announced(PARENTAL_LEAVE, [ANNOUNCED_AS_LOST])

    assert where_on(date(2014, 5, 27), told) == (Status.ACTIVE, FIRST)
    assert where_on(date(2014, 5, 28), told) == (Status.NEGATIVED, SECOND)
    assert where_on(date(2014, 5, 29), told) == (Status.ACTIVE, SECOND)


def test_a_result_corrected_before_the_house_rose_stands_as_corrected():
    same_day = Flip(SECOND, date(2014, 5, 28), NEGATIVED, AGREED, date(2014, 5, 28))

    told = as_announced(PARENTAL_LEAVE, [same_day])

    assert where_on(date(2014, 5, 28), told) == (Status.ACTIVE, SECOND)


def test_a_correction_of_another_day_leaves_the_course_alone():
    other = Flip(SECOND, date(2014, 5, 21), NEGATIVED, AGREED, date(2014, 5, 22))

    assert as_announced(PARENTAL_LEAVE, [other]) == PARENTAL_LEAVE


# What the official list says where nothing else is known


@pytest.mark.parametrize(
    ("listed", "has_committee", "status", "reached"),
    [
        ("First Reading", False, Status.ACTIVE, INTRODUCED),
        ("Select Committee", True, Status.ACTIVE, COMMITTEE),
        ("Second Reading", True, Status.ACTIVE, COMMITTEE),
        ("Second Reading", False, Status.ACTIVE, FIRST),
        ("Committee of whole House", True, Status.ACTIVE, SECOND),
        ("Third Reading", True, Status.ACTIVE, WHOLE_HOUSE),
        ("Terminated", True, None, None),
        ("Something new", True, None, None),
    ],
)
def test_the_list_names_the_stage_a_bill_waits_for(listed, has_committee, status, reached):
    state = listed_state(listed, date(2024, 12, 18), has_committee=has_committee)

    assert (state.status, state.stage, state.since) == (status, reached, date(2024, 12, 18))


@pytest.mark.parametrize(
    ("listed", "coming"),
    [
        ("First Reading", FIRST),
        ("Select Committee", SECOND),
        ("Second Reading", SECOND),
        ("Committee of whole House", WHOLE_HOUSE),
        ("Third Reading", THIRD),
        ("Terminated", None),
    ],
)
def test_what_the_list_waits_for_comes_next(listed, coming):
    assert listed_state(listed, date(2024, 12, 18), has_committee=True).next_stage is coming


# Whatever the facts


@given(SITTINGS.flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_the_order_in_which_facts_arrive_does_not_matter(both):
    facts, shuffled = both

    assert course(facts) == course(shuffled)


@given(SITTINGS, st.lists(DAYS, max_size=3), st.lists(DAYS, max_size=3), st.randoms())
def test_nor_does_it_with_dissolutions_and_reinstatements(facts, ends, returns, shuffler):
    again = [shuffler.sample(list(part), len(part)) for part in (facts, ends, returns)]

    assert course(facts, dissolutions=ends, reinstatements=returns) == course(
        again[0], dissolutions=again[1], reinstatements=again[2]
    )


@given(SITTINGS, st.lists(DAYS, max_size=2))
def test_a_fact_told_twice_is_told_once(facts, ends):
    assert course([*facts, *facts], dissolutions=[*ends, *ends]) == course(
        facts, dissolutions=ends
    )


@given(SITTINGS, st.lists(DAYS, max_size=2))
def test_states_follow_each_other_by_day_and_each_differs_from_the_one_before(facts, ends):
    states = course(facts, dissolutions=ends)
    days = [state.since for state in states]

    assert days == sorted(set(days))
    assert all(before != after for before, after in pairwise(states))


@given(SITTINGS, DAYS)
def test_what_happened_later_does_not_change_what_held_on_a_day(facts, day):
    known_then = [fact for fact in facts if fact.on <= day]

    assert state_on(course(facts), day) == state_on(course(known_then), day)


@given(SITTINGS, DAYS)
def test_a_bill_has_a_state_from_its_first_fact_on(facts, day):
    begun = any(fact.on <= day for fact in facts)

    assert (state_on(course(facts), day) is not None) == begun


@given(SITTINGS)
def test_a_bill_that_is_alive_has_a_next_stage_and_no_other_has(facts):
    states = course(facts)

    assert all(state.next_stage is None for state in states if state.status is not Status.ACTIVE)
    assert all(
        state.next_stage for state in states if state.status is Status.ACTIVE and state.stage
    )


@given(SITTINGS, DAYS)
def test_after_a_dissolution_nothing_is_alive_until_it_moves_again(facts, day):
    sat_before = [fact for fact in facts if fact.on <= day - timedelta(days=1)]

    assert status_on(day, sat_before, dissolutions=[day]) is not Status.ACTIVE
