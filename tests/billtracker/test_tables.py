"""Tables made into values: every misfit is named, and nothing else is ever raised."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.facts import PositionFact, StageFact
from bills.domain.stages import Stage, StageOutcome
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Confidence, Derivation, Grounds, Reference
from billtracker.tables import as_fact, as_value, references_of

RNZ = Reference("Report", "RNZ", published_on=date(2024, 11, 14))
STAGE = {"stage": "first_reading", "on": date(2024, 11, 14), "outcome": "agreed"}


PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates())
ANYTHING = st.recursive(
    PLAIN,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=8,
)


@dataclass(frozen=True, slots=True)
class Seat:
    party: str
    number: int
    since: date | None = None


def problems_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return list(refusal.value.problems)


def is_read_or_refused(read):
    """Return True; anything raised but a Refused that names its problems goes on."""
    try:
        read()
    except Refused as refusal:
        return bool(refusal.problems)
    return True


def test_a_table_becomes_a_value():
    seat = as_value(Seat, {"party": "act", "number": 11, "since": "2023-10-14"}, "seat")

    assert seat == Seat("act", 11, date(2023, 10, 14))


def test_every_member_that_misfits_is_a_problem_of_its_own():
    problems = problems_of(lambda: as_value(Seat, {"number": "eleven", "seats": 1}, "seat 3"))

    assert {(problem.record, problem.field) for problem in problems} == {
        ("seat 3", "party"),
        ("seat 3", "number"),
        ("seat 3", "seats"),
    }


def test_a_problem_says_what_was_found():
    problems = problems_of(lambda: as_value(Seat, {"party": "act", "number": "eleven"}, "seat"))

    assert problems[0].sentence.endswith(", not 'eleven'.")


def test_a_long_value_is_cut_in_the_sentence():
    problems = problems_of(lambda: as_value(Seat, {"party": "act", "number": "x" * 900}, "seat"))

    assert len(problems[0].sentence) < 200


def test_what_a_growing_upstream_adds_is_let_pass_where_that_is_asked_for():
    table = {"party": "act", "number": 11, "shoulder": None}

    assert as_value(Seat, table, "seat", forbid_more=False) == Seat("act", 11)


@pytest.mark.parametrize("table", [None, [], "act", 11])
def test_what_is_no_table_is_refused(table):
    assert problems_of(lambda: as_value(Seat, table, "seat"))


def test_a_fact_has_its_sources_as_grounds():
    table = {
        **STAGE,
        "sources": ["rnz"],
        "confidence": "medium",
        "derivation": "arithmetic",
    }

    fact = as_fact(StageFact, table, {"rnz": RNZ}, "stage")

    assert fact.grounds == Grounds((RNZ,), Confidence.MEDIUM, Derivation.ARITHMETIC)
    assert (fact.stage, fact.outcome) == (Stage.FIRST_READING, StageOutcome.AGREED)


def test_a_note_is_the_facts_own_where_it_has_one():
    fact = as_fact(StageFact, {**STAGE, "note": "After a haka."}, {}, "stage")

    assert (fact.note, fact.grounds.note) == ("After a haka.", "")


def test_an_unknown_source_is_refused_by_its_key():
    table = {**STAGE, "sources": ["rnz", "stuff"]}

    assert problems_of(lambda: as_fact(StageFact, table, {"rnz": RNZ}, "stage 1")) == [
        Problem("stage 1", "sources", "no source is called 'stuff'.")
    ]


def test_sources_are_read_by_their_keys():
    tables = {"rnz": {"title": "Report", "publisher": "RNZ", "published_on": "2024-11-14"}}

    assert references_of(tables, "54-94.toml", []) == {"rnz": RNZ}


def test_a_source_without_a_title_is_left_out_and_named():
    problems = []

    assert references_of({"odt": {"publisher": "ODT"}}, "54-94.toml", problems) == {}
    assert [(p.record, p.field) for p in problems] == [("54-94.toml, source odt", "title")]


@given(ANYTHING)
def test_nothing_but_a_refusal_is_ever_raised(table):
    assert is_read_or_refused(lambda: as_value(PositionFact, table, "somewhere"))


@given(st.dictionaries(st.sampled_from([*PositionFact.__slots__, "sources"]), ANYTHING))
def test_nothing_but_a_refusal_is_ever_raised_under_the_right_names(table):
    assert is_read_or_refused(lambda: as_fact(PositionFact, table, {"rnz": RNZ}, "somewhere"))
