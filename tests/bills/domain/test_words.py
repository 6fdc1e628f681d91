"""Where a bill stood, as a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.course import State
from bills.domain.stages import Stage, StageOutcome, Status
from bills.domain.words import day_in_words, status_text

DAY = date(2024, 11, 14)
ACTIVE, AGREED = Status.ACTIVE, StageOutcome.AGREED
STATES = st.builds(
    State,
    st.dates(),
    st.none() | st.sampled_from(Status),
    st.none() | st.sampled_from(Stage),
    st.sampled_from(StageOutcome),
    st.none() | st.dates(),
)


def state(status, stage, outcome=StageOutcome.UNKNOWN):
    return State(DAY, status, stage, outcome, DAY)


@pytest.mark.parametrize(
    ("where", "more", "sentence"),
    [
        (
            state(ACTIVE, Stage.INTRODUCED),
            {},
            "Introduced on 14 November 2024; awaiting first reading.",
        ),
        (
            state(ACTIVE, Stage.SELECT_COMMITTEE),
            {"committee": "Justice"},
            "Before the Justice Committee since 14 November 2024.",
        ),
        (
            state(ACTIVE, Stage.SELECT_COMMITTEE),
            {"committee": "Justice", "reported_on": date(2025, 4, 4)},
            "Reported by the Justice Committee on 4 April 2025; awaiting second reading.",
        ),
        (
            state(ACTIVE, Stage.COMMITTEE_OF_WHOLE_HOUSE, StageOutcome.INTERRUPTED),
            {},
            "Committee of the whole House interrupted on 14 November 2024.",
        ),
        (
            state(ACTIVE, Stage.SECOND_READING, AGREED),
            {},
            "Second reading passed on 14 November 2024; awaiting committee of the whole House.",
        ),
        (
            state(ACTIVE, Stage.THIRD_READING, AGREED),
            {},
            "Third reading passed on 14 November 2024; awaiting Royal assent.",
        ),
        (
            state(Status.ENACTED, Stage.ROYAL_ASSENT),
            {"act_title": "Gangs Act 2024"},
            "Enacted as the Gangs Act 2024: Royal assent on 14 November 2024.",
        ),
        (
            state(Status.NEGATIVED, Stage.SECOND_READING, StageOutcome.NEGATIVED),
            {},
            "Negatived at second reading, on 14 November 2024.",
        ),
        (
            state(Status.DISCHARGED, Stage.SECOND_READING, StageOutcome.DISCHARGED),
            {"known_by": True},
            "Discharged at second reading, by 14 November 2024.",
        ),
        (
            state(Status.LAPSED, Stage.FIRST_READING, AGREED),
            {},
            "Lapsed when Parliament was dissolved, after first reading, on 14 November 2024.",
        ),
        (
            state(None, None),
            {},
            "Ended; the record does not say how or when. It last moved on 14 November 2024.",
        ),
    ],
)
def test_a_sentence_says_where_a_bill_stood_and_since_when(where, more, sentence):
    assert status_text(where, **more) == sentence


@given(STATES, st.booleans())
def test_every_state_has_one_sentence(where, known_by):
    sentence = status_text(where, known_by=known_by)

    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "None" not in sentence


@given(st.dates())
def test_a_day_is_written_out(day):
    assert day_in_words(day).split()[::2] == [str(day.day), str(day.year)]
