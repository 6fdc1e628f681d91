"""The order of the House's stages, and which facts contradict it."""

from datetime import date

import pytest

from bills.domain.stages import (
    READINGS,
    Sitting,
    Stage,
    StageOutcome,
    after_the_end,
    next_question,
    next_stage,
    out_of_order,
)

AGREED, NEGATIVED = StageOutcome.AGREED, StageOutcome.NEGATIVED
CONCLUDED, INTERRUPTED = StageOutcome.CONCLUDED, StageOutcome.INTERRUPTED
UNKNOWN = StageOutcome.UNKNOWN
FIRST, SECOND, THIRD = READINGS
COMMITTEE, WHOLE_HOUSE = Stage.SELECT_COMMITTEE, Stage.COMMITTEE_OF_WHOLE_HOUSE


def on(day, stage, outcome=AGREED):
    return Sitting(date(2024, 11, day), stage, outcome)


@pytest.mark.parametrize(
    ("stage", "outcome", "following"),
    [
        (Stage.INTRODUCED, UNKNOWN, FIRST),
        (FIRST, AGREED, COMMITTEE),
        (FIRST, INTERRUPTED, FIRST),
        (FIRST, UNKNOWN, FIRST),
        (COMMITTEE, UNKNOWN, SECOND),
        (COMMITTEE, CONCLUDED, SECOND),
        (SECOND, AGREED, WHOLE_HOUSE),
        (WHOLE_HOUSE, INTERRUPTED, WHOLE_HOUSE),
        (WHOLE_HOUSE, CONCLUDED, THIRD),
        (THIRD, AGREED, Stage.ROYAL_ASSENT),
        (Stage.ROYAL_ASSENT, CONCLUDED, None),
    ],
)
def test_what_is_not_settled_comes_next_itself_and_then_the_stage_after_it(
    stage, outcome, following
):
    assert next_stage(stage, outcome) is following


@pytest.mark.parametrize(
    ("stage", "outcome", "question"),
    [
        (Stage.INTRODUCED, UNKNOWN, FIRST),
        (FIRST, INTERRUPTED, FIRST),
        (FIRST, AGREED, SECOND),
        (COMMITTEE, UNKNOWN, SECOND),
        (WHOLE_HOUSE, INTERRUPTED, THIRD),
        (THIRD, AGREED, None),
        (Stage.ROYAL_ASSENT, UNKNOWN, None),
    ],
)
def test_the_next_question_is_the_next_reading(stage, outcome, question):
    assert next_question(stage, outcome) is question


def test_a_second_reading_before_the_first_is_out_of_order():
    second, first = on(1, SECOND), on(14, FIRST)

    assert out_of_order([first, second]) == [(second, first)]


def test_all_stages_on_one_day_are_in_order():
    day = [on(13, stage) for stage in (THIRD, FIRST, WHOLE_HOUSE, SECOND)]

    assert out_of_order(day) == []


def test_a_committee_may_begin_before_the_first_reading_that_sent_the_bill_there():
    assert out_of_order([on(13, COMMITTEE, UNKNOWN), on(14, FIRST)]) == []


def test_a_bill_may_go_back_to_the_committee_of_the_whole_house():
    course = [
        on(1, SECOND),
        on(2, WHOLE_HOUSE, CONCLUDED),
        on(3, THIRD, INTERRUPTED),
        on(4, WHOLE_HOUSE),
    ]

    assert out_of_order(course) == []


def test_after_its_return_to_the_committee_a_second_reading_is_out_of_order():
    assert out_of_order([on(3, THIRD, INTERRUPTED), on(4, WHOLE_HOUSE), on(5, SECOND)])


@pytest.mark.parametrize(
    "ending",
    [
        NEGATIVED,
        StageOutcome.DIVIDED,
        StageOutcome.DISCHARGED,
        StageOutcome.WITHDRAWN,
        StageOutcome.DROPPED,
    ],
)
def test_a_bill_that_ended_may_not_move_on(ending):
    end, later = on(14, SECOND, ending), on(20, THIRD)

    assert after_the_end([later, end]) == [(end, later)]


def test_a_later_word_on_the_same_stage_corrects_it():
    assert after_the_end([on(14, SECOND, NEGATIVED), on(15, SECOND, AGREED), on(20, THIRD)]) == []


def test_a_committees_own_date_does_not_hide_that_the_bill_had_ended():
    end, later = on(14, SECOND, NEGATIVED), on(20, THIRD)

    assert after_the_end([end, on(15, COMMITTEE, UNKNOWN), later]) == [(end, later)]


def test_stages_have_the_labels_of_the_house():
    assert [stage.label for stage in Stage] == [
        "Introduced",
        "First reading",
        "Select committee",
        "Second reading",
        "Committee of the whole House",
        "Third reading",
        "Royal assent",
    ]
