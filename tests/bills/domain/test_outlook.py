"""Would it pass? Invariants of the numbers, whatever the House."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.outlook import Basis, Outlook, Side, Verdict, outlook
from bills.domain.positions import OPTION_OF, Stance
from bills.domain.votes import ABSTAIN, AYE, NO
from tests.factories import HOUSE

SUPPORT, OPPOSE = Stance.SUPPORT, Stance.OPPOSE
PARTIES = list(HOUSE)
STRENGTHS = st.dictionaries(st.sampled_from(PARTIES), st.integers(0, 60))
STANCES = st.dictionaries(st.sampled_from(PARTIES), st.sampled_from(Stance))
LAST_VOTES = st.dictionaries(
    st.sampled_from(PARTIES),
    st.dictionaries(st.sampled_from([AYE, NO, ABSTAIN]), st.integers(1, 60), max_size=2),
)
# Every vote known: the numbers alone decide.
DECIDED = st.builds(
    lambda ayes, noes: outlook({"a": ayes, "n": noes}, {"a": SUPPORT, "n": OPPOSE}, {}),
    st.integers(0, 123),
    st.integers(0, 123),
)
OUTLOOKS = st.builds(outlook, STRENGTHS, STANCES, LAST_VOTES)


def turned(numbers, *, changes=0, absent=0):
    """Return the result once so many of the winning side changed sides, or stayed away."""
    passes = numbers.verdict is Verdict.PASSES
    winners, losers = (numbers.ayes, numbers.noes) if passes else (numbers.noes, numbers.ayes)
    winners, losers = winners - changes - absent, losers + changes
    ayes, noes = (winners, losers) if passes else (losers, winners)
    return Verdict.PASSES if ayes > noes else Verdict.FAILS


def test_what_was_said_comes_before_how_a_party_last_voted():
    numbers = outlook(
        HOUSE,
        {"national": OPPOSE, "nz-first": OPPOSE},
        {
            "national": {AYE: 49},
            "act": {AYE: 11},
            "nz-first": {AYE: 8},
            "labour": {NO: 34},
            "green": {NO: 15},
            "te-pati-maori": {NO: 5},
        },
    )

    assert (numbers.verdict, numbers.ayes, numbers.noes) == (Verdict.FAILS, 11, 112)
    assert {side.voter: side.basis for side in numbers.sides} == {
        "national": Basis.STATED,
        "labour": Basis.LAST_VOTE,
        "green": Basis.LAST_VOTE,
        "act": Basis.LAST_VOTE,
        "nz-first": Basis.STATED,
        "te-pati-maori": Basis.LAST_VOTE,
    }


def test_a_party_counts_with_its_strength_of_the_day_not_with_what_it_last_cast():
    numbers = outlook({"te-pati-maori": 6}, {}, {"te-pati-maori": {NO: 5}})

    assert numbers.noes == 6


@pytest.mark.parametrize("stance", [Stance.UNDECIDED, Stance.CONSCIENCE])
def test_the_undecided_are_unknown_though_they_voted_before(stance):
    numbers = outlook({"act": 11}, {"act": stance}, {"act": {AYE: 11}})

    assert (numbers.unknown, numbers.sides[0]) == (11, Side("act", 11, Basis.STATED, None, stance))


def test_a_party_that_split_last_time_is_unknown():
    numbers = outlook({"national": 49}, {}, {"national": {AYE: 40, NO: 9}})

    assert (numbers.unknown, numbers.sides[0].basis) == (49, Basis.LAST_VOTE)


def test_a_party_that_said_nothing_and_never_voted_is_unknown():
    assert outlook({"act": 11}, {}, {}).sides == (Side("act", 11, Basis.NONE, None),)


def test_where_the_silent_could_decide_nothing_is_said():
    assert outlook({"a": 60, "b": 3, "n": 60}, {"a": SUPPORT, "n": OPPOSE}, {}).verdict is (
        Verdict.UNKNOWN
    )


def test_the_silent_may_make_a_tie_which_is_lost():
    assert outlook({"a": 57, "b": 3, "n": 60}, {"a": SUPPORT, "n": OPPOSE}, {}).verdict is (
        Verdict.FAILS
    )


def test_a_house_of_nobody_decides_nothing():
    assert outlook({}, {}, {}) == Outlook(Verdict.UNKNOWN, 0, 0, 0, 0, ())


def test_a_majority_of_one_is_turned_by_one_change_or_one_absence():
    numbers = outlook({"a": 61, "n": 60}, {"a": SUPPORT, "n": OPPOSE}, {})

    assert (numbers.margin, numbers.swing, numbers.absences) == (1, 1, 1)


def test_a_tie_is_turned_by_one_change_or_one_absence():
    numbers = outlook({"a": 60, "n": 60}, {"a": SUPPORT, "n": OPPOSE}, {})

    assert (numbers.verdict, numbers.swing, numbers.absences) == (Verdict.FAILS, 1, 1)


def test_no_absence_of_the_noes_carries_what_nobody_supports():
    numbers = outlook({"n": 123}, {"n": OPPOSE}, {})

    assert (numbers.swing, numbers.absences) == (62, None)


@given(STRENGTHS, STANCES, LAST_VOTES)
def test_every_vote_is_counted_once(strengths, stances, last_votes):
    numbers = outlook(strengths, stances, last_votes)

    assert numbers.ayes + numbers.noes + numbers.abstentions + numbers.unknown == sum(
        strengths.values()
    )
    assert {side.voter for side in numbers.sides} == {v for v, n in strengths.items() if n}


@given(OUTLOOKS)
def test_a_verdict_holds_whatever_the_silent_do(numbers):
    at_best = numbers.margin + numbers.unknown
    at_worst = numbers.margin - numbers.unknown

    assert (numbers.verdict is Verdict.PASSES) == (at_worst > 0)
    assert (numbers.verdict is Verdict.FAILS) <= (at_best <= 0)


@given(OUTLOOKS)
def test_no_verdict_no_swing(numbers):
    assert (numbers.verdict is Verdict.UNKNOWN) == (numbers.swing is None)


@given(DECIDED.filter(lambda numbers: numbers.swing))
def test_the_swing_turns_the_result_and_one_fewer_does_not(numbers):
    assert turned(numbers, changes=numbers.swing) is not numbers.verdict
    assert turned(numbers, changes=numbers.swing - 1) is numbers.verdict


@given(DECIDED.filter(lambda numbers: numbers.absences))
def test_the_absences_turn_the_result_and_one_fewer_does_not(numbers):
    assert turned(numbers, absent=numbers.absences) is not numbers.verdict
    assert turned(numbers, absent=numbers.absences - 1) is numbers.verdict
    assert numbers.absences <= max(numbers.ayes, numbers.noes)


@given(STRENGTHS, STANCES, LAST_VOTES)
def test_what_was_said_is_the_side(strengths, stances, last_votes):
    sides = outlook(strengths, stances, last_votes).sides

    assert all(
        side.option == OPTION_OF.get(stances[side.voter])
        for side in sides
        if side.voter in stances
    )
    assert all((side.basis is Basis.STATED) == (side.voter in stances) for side in sides)


@given(STRENGTHS, STANCES, LAST_VOTES, st.randoms())
def test_the_order_of_the_parties_does_not_matter(strengths, stances, last_votes, shuffler):
    shuffled = dict(shuffler.sample(list(strengths.items()), len(strengths)))

    again = outlook(shuffled, stances, last_votes)

    assert (again.verdict, again.margin) == (
        (numbers := outlook(strengths, stances, last_votes)).verdict,
        numbers.margin,
    )
