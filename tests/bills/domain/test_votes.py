"""Results, totals and the flags on numbers that do not hold together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.votes import (
    ABSTAIN,
    AYE,
    NO,
    STANDARD_OPTIONS,
    Ballot,
    Flag,
    Tally,
    VoteResult,
    counted,
    differences,
    flags,
    majority_result,
    on_two_sides,
    over_strength,
)
from tests.factories import HOUSE

AGREED, NOT_AGREED = VoteResult.AGREED, VoteResult.NOT_AGREED
HOUSE_OF_2013 = {"national": 59, "labour": 34, "green": 14, "nz-first": 7, "maori": 3, "": 3}

OPTIONS = st.sampled_from([*STANDARD_OPTIONS, "split"])
BALLOTS = st.lists(
    st.builds(
        Ballot, OPTIONS, st.integers(1, 60), party=st.sampled_from(["national", "labour", "act"])
    ),
    max_size=8,
)


def declared(**totals):
    return [Tally(option, total) for option, total in totals.items()]


def parties(option, **weights):
    return [Ballot(option, weight, party=party) for party, weight in weights.items()]


def found(tallies, ballots=(), result=None, house=None):
    return flags(tallies, list(ballots), result, strengths=house or {})


# Results


@pytest.mark.parametrize(
    ("ayes", "noes", "result"),
    [(68, 54, AGREED), (11, 112, NOT_AGREED), (61, 60, AGREED), (0, 0, NOT_AGREED)],
)
def test_the_majority_of_the_votes_cast_decides(ayes, noes, result):
    assert majority_result({AYE: ayes, NO: noes}) is result


def test_a_tie_is_lost():
    assert majority_result({AYE: 60, NO: 60}) is NOT_AGREED


def test_abstentions_do_not_count():
    assert majority_result({AYE: 2, NO: 1, ABSTAIN: 117}) is AGREED


def test_a_choice_between_other_options_has_no_such_result():
    assert majority_result({"18": 50, "20": 38, "split": 33}) is None


@pytest.mark.parametrize(("totals", "result"), [({AYE: 1}, AGREED), ({NO: 1}, NOT_AGREED)])
def test_one_side_alone_decides(totals, result):
    assert majority_result(totals) is result


@given(st.integers(0, 130), st.integers(0, 130))
def test_to_win_is_to_have_more_ayes_than_noes(ayes, noes):
    assert (majority_result({AYE: ayes, NO: noes}) is AGREED) == (ayes > noes)


# Totals


@given(BALLOTS, OPTIONS)
def test_a_counted_total_is_the_sum_of_what_was_cast(ballots, option):
    cast = [ballot.weight for ballot in ballots if ballot.option == option]

    assert counted(ballots)[option] == sum(cast)


@given(BALLOTS)
def test_counted_totals_lose_no_vote(ballots):
    assert counted(ballots).total() == sum(ballot.weight for ballot in ballots)


@given(BALLOTS.flatmap(lambda cast: st.tuples(st.just(cast), st.permutations(cast))))
def test_the_order_of_ballots_does_not_change_the_totals(both):
    assert counted(both[0]) == counted(both[1])


@given(BALLOTS)
def test_totals_declared_as_counted_do_not_differ(ballots):
    tallies = [Tally(option, total) for option, total in counted(ballots).items()]

    assert differences(tallies, ballots) == {}


@given(BALLOTS.filter(bool), st.integers(-5, 5).filter(bool))
def test_a_total_declared_otherwise_differs_by_that_much(ballots, gap):
    option, total = ballots[0].option, counted(ballots)[ballots[0].option]

    assert differences([Tally(option, total + gap)], ballots) == {option: gap}


def test_where_nothing_was_cast_nothing_differs():
    assert differences(declared(aye=30, no=89), []) == {}


def test_a_split_partys_names_are_counted_in_its_number():
    ballot = Ballot(AYE, 10, party="national", names=("a", "b"), printed=("C",))

    assert counted([ballot]) == {AYE: 10}


# Flags


def test_a_vote_that_holds_together_has_no_flag():
    ballots = [
        *parties(AYE, national=49, act=11, **{"nz-first": 8}),
        *parties(NO, labour=34, green=15, **{"te-pati-maori": 5}),
    ]

    assert found(declared(aye=68, no=54), ballots, AGREED, HOUSE) == []


def test_parts_that_do_not_add_up_are_flagged():
    ballots = [*parties(AYE, national=58), *parties(NO, labour=42, green=9)]

    assert found(declared(aye=58, no=50), ballots, AGREED) == [Flag.PARTS_DIFFER]


def test_totals_without_parts_are_flagged():
    assert found(declared(aye=30, no=89), result=NOT_AGREED) == [Flag.PARTS_MISSING]


def test_a_vote_on_the_voices_is_not_flagged():
    assert found([], result=AGREED, house=HOUSE) == []


def test_more_votes_than_the_house_had_members_are_flagged():
    end_of_life_choice = declared(aye=70, no=51)

    flagged = found(end_of_life_choice, result=AGREED, house=HOUSE_OF_2013)

    assert flagged == [Flag.PARTS_MISSING, Flag.OVER_HOUSE_SIZE]


def test_as_many_votes_as_the_house_had_members_are_not():
    assert found(declared(aye=70, no=50), result=AGREED, house=HOUSE_OF_2013) == [
        Flag.PARTS_MISSING
    ]


def test_abstentions_count_among_the_votes_of_the_house():
    flagged = found(declared(aye=60, no=50, abstain=11), result=AGREED, house=HOUSE_OF_2013)

    assert Flag.OVER_HOUSE_SIZE in flagged


def test_a_party_above_its_strength_is_flagged():
    ballots = [*parties(AYE, act=12), *parties(NO, labour=34)]

    flagged = found(declared(aye=12, no=34), ballots, NOT_AGREED, HOUSE)

    assert flagged == [Flag.PARTY_OVER_STRENGTH]


def test_a_party_below_its_strength_is_not_for_that_is_attendance():
    ballots = [*parties(AYE, national=49, act=11), *parties(NO, labour=22)]

    assert found(declared(aye=60, no=22), ballots, AGREED, HOUSE) == []


def test_the_two_sides_of_a_split_party_are_counted_together():
    ballots = [*parties(AYE, act=6), *parties(NO, act=6)]

    assert over_strength(ballots, HOUSE) == ["act"]


def test_a_party_that_had_no_member_that_day_is_above_its_strength():
    assert over_strength(parties(AYE, alliance=1), HOUSE) == ["alliance"]


def test_members_of_a_party_who_vote_for_themselves_are_not_its_number():
    ballots = [Ballot(AYE, 1, party="act", member=f"act-{n}") for n in range(12)]

    assert over_strength(ballots, HOUSE) == []


def test_without_the_roster_of_the_day_no_party_is_above_its_strength():
    assert found([], parties(AYE, act=99), AGREED) == []


def test_a_member_on_two_sides_is_flagged_and_named():
    ballots = [Ballot(AYE, 1, member="a"), Ballot(NO, 1, member="a"), Ballot(NO, 1, member="b")]

    assert on_two_sides(ballots) == ["a"]
    assert found([], ballots, NOT_AGREED) == [Flag.MEMBER_ON_TWO_SIDES]


def test_a_name_of_a_split_party_may_be_on_two_sides_too():
    ballots = [Ballot(AYE, 1, member="a"), Ballot(NO, 9, party="act", names=("a",))]

    assert on_two_sides(ballots) == ["a"]


@pytest.mark.parametrize(
    ("result", "ayes", "noes"), [(AGREED, 60, 60), (AGREED, 57, 64), (NOT_AGREED, 64, 57)]
)
def test_a_result_against_the_tally_is_flagged(result, ayes, noes):
    ballots = [*parties(AYE, national=ayes), *parties(NO, labour=noes)]

    assert found(declared(aye=ayes, no=noes), ballots, result) == [Flag.RESULT_AGAINST_TALLY]


@pytest.mark.parametrize("result", [VoteResult.LAPSED, VoteResult.OUT_OF_ORDER, None])
def test_a_question_that_was_not_decided_by_majority_is_not(result):
    ballots = [*parties(AYE, national=1), *parties(NO, labour=2)]

    assert found(declared(aye=1, no=2), ballots, result) == []


def test_the_result_is_judged_by_the_declared_totals_before_the_counted_ones():
    ballots = [*parties(AYE, national=60), *parties(NO, labour=61)]

    assert found(declared(aye=61, no=60), ballots, AGREED) == [Flag.PARTS_DIFFER]


def test_a_choice_between_three_options_is_not_judged_by_ayes_and_noes():
    ballots = [Ballot(option, 1, label=option) for option in ("18", "20", "split")]

    assert found(declared(**{"18": 1, "20": 1, "split": 1}), ballots) == []


@given(BALLOTS, st.sampled_from([*VoteResult, None]))
def test_flags_come_in_their_own_order_and_once(ballots, result):
    flagged = found([], ballots, result, HOUSE)

    assert flagged == [flag for flag in Flag if flag in flagged]


@pytest.mark.parametrize(
    ("ballot", "voter"),
    [
        (Ballot(AYE, 1, party="act", member="david-seymour"), "david-seymour"),
        (Ballot(AYE, 11, party="act", label="ACT New Zealand"), "act"),
        (Ballot(AYE, 1, label="Kapi-Kingi"), "Kapi-Kingi"),
    ],
)
def test_the_voter_is_a_member_a_party_or_a_name_as_printed(ballot, voter):
    assert ballot.voter == voter
