"""What was said: what is in force, what was superseded, what was kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.positions import Kept, Stance, Stated, in_force, kept, kept_at, superseding
from bills.domain.stages import READINGS, Stage
from bills.domain.votes import ABSTAIN, AYE, NO

FIRST, SECOND, THIRD = READINGS
SUPPORT, OPPOSE = Stance.SUPPORT, Stance.OPPOSE
CASTS = st.dictionaries(st.sampled_from([AYE, NO, ABSTAIN]), st.integers(1, 60))
POSITIONS = st.lists(
    st.builds(
        Stated,
        st.sampled_from(["national", "act"]),
        st.sampled_from(Stance),
        st.frozensets(st.sampled_from(Stage), min_size=1),
        st.dates(date(2024, 1, 1), date(2024, 1, 20)),
    ),
    max_size=6,
)


def said(stance, day, *stages, voter="national"):
    return Stated(voter, stance, frozenset(stages), date(2024, 1, day))


UP_TO_COMMITTEE = said(SUPPORT, 6, FIRST)
NO_FURTHER = said(OPPOSE, 20, SECOND, THIRD)


@pytest.mark.parametrize(
    ("stage", "day", "stance"),
    [(FIRST, 6, SUPPORT), (FIRST, 30, SUPPORT), (SECOND, 20, OPPOSE), (THIRD, 21, OPPOSE)],
)
def test_a_position_holds_from_its_day_for_the_stages_it_covers(stage, day, stance):
    held = in_force([UP_TO_COMMITTEE, NO_FURTHER], stage, date(2024, 1, day))

    assert held["national"].stance is stance


def test_nothing_is_in_force_for_a_stage_nobody_spoke_of_or_before_anybody_spoke():
    assert in_force([UP_TO_COMMITTEE], SECOND, date(2024, 1, 30)) == {}
    assert in_force([UP_TO_COMMITTEE], FIRST, date(2024, 1, 5)) == {}


def test_the_later_of_two_is_in_force_whichever_was_learned_first():
    later = said(OPPOSE, 8, FIRST)

    assert in_force([later, UP_TO_COMMITTEE], FIRST, date(2024, 1, 9)) == {"national": later}


def test_of_two_on_one_day_the_one_given_later_is_in_force():
    second_thought = said(OPPOSE, 6, FIRST, SECOND)

    assert in_force([UP_TO_COMMITTEE, second_thought], FIRST, date(2024, 1, 9)) == {
        "national": second_thought
    }


def test_each_voter_has_a_position_of_its_own():
    other = said(OPPOSE, 7, FIRST, voter="labour")

    assert in_force([UP_TO_COMMITTEE, other], FIRST, date(2024, 1, 9)) == {
        "national": UP_TO_COMMITTEE,
        "labour": other,
    }


def test_a_position_is_superseded_by_the_first_later_one_on_a_stage_of_its():
    first, second = said(OPPOSE, 7, FIRST, SECOND), said(SUPPORT, 9, FIRST)

    assert superseding(UP_TO_COMMITTEE, [second, UP_TO_COMMITTEE, first]) is first


def test_of_two_positions_on_one_day_the_one_given_later_supersedes_the_other():
    first, second = said(OPPOSE, 7, FIRST), said(SUPPORT, 7, FIRST)

    assert superseding(first, [first, second]) is second
    assert superseding(second, [first, second]) is None


@pytest.mark.parametrize(
    "other",
    [NO_FURTHER, said(OPPOSE, 5, FIRST), said(OPPOSE, 7, FIRST, voter="labour")],
    ids=["of other stages", "earlier", "of another party"],
)
def test_a_position_is_not_superseded_by_one(other):
    assert superseding(UP_TO_COMMITTEE, [other]) is None


@pytest.mark.parametrize(
    ("stance", "cast", "verdict"),
    [
        (OPPOSE, {NO: 49}, Kept.KEPT),
        (OPPOSE, {AYE: 49}, Kept.BROKEN),
        (OPPOSE, {NO: 40, AYE: 9}, Kept.PARTLY),
        (SUPPORT, {AYE: 11}, Kept.KEPT),
        (SUPPORT, {ABSTAIN: 11}, Kept.BROKEN),
        (Stance.ABSTAIN, {ABSTAIN: 8}, Kept.KEPT),
        (Stance.CONSCIENCE, {AYE: 20, NO: 29}, None),
        (Stance.UNDECIDED, {AYE: 49}, None),
        (OPPOSE, {}, None),
    ],
)
def test_a_stance_is_judged_by_what_its_voter_cast(stance, cast, verdict):
    assert kept_at(stance, cast) is verdict


@pytest.mark.parametrize(
    ("votes", "verdict"),
    [
        ([], None),
        ([{}, {}], None),
        ([{NO: 49}, {}], Kept.KEPT),
        ([{NO: 49}, {AYE: 49}], Kept.PARTLY),
        ([{AYE: 49}, {AYE: 49}], Kept.BROKEN),
        ([{NO: 49}, {NO: 40, AYE: 9}], Kept.PARTLY),
    ],
)
def test_a_stance_on_several_stages_is_judged_over_those_that_were_voted_on(votes, verdict):
    assert kept(OPPOSE, votes) is verdict


@given(st.sampled_from(Stance), CASTS)
def test_one_vote_is_judged_alone_as_among_none(stance, cast):
    assert kept(stance, [cast, {}]) is kept_at(stance, cast)


@given(st.sampled_from([SUPPORT, OPPOSE, Stance.ABSTAIN]), CASTS.filter(bool))
def test_kept_and_broken_are_all_and_nothing(stance, cast):
    wanted = {SUPPORT: AYE, OPPOSE: NO, Stance.ABSTAIN: ABSTAIN}[stance]
    verdict = kept_at(stance, cast)

    assert (verdict is Kept.KEPT) == (set(cast) == {wanted})
    assert (verdict is Kept.BROKEN) == (wanted not in cast)


@given(POSITIONS, st.sampled_from(Stage), st.dates(date(2024, 1, 1), date(2024, 1, 20)))
def test_what_is_in_force_was_said_by_then_and_of_that_stage(positions, stage, day):
    held = in_force(positions, stage, day).values()

    assert all(position.on <= day and stage in position.stages for position in held)


@given(POSITIONS, st.sampled_from(Stage), st.dates(date(2024, 1, 1), date(2024, 1, 20)))
def test_what_is_in_force_is_the_latest_of_its_voter(positions, stage, day):
    held = in_force(positions, stage, day)

    assert all(
        position.on <= held[position.voter].on
        for position in positions
        if stage in position.stages and position.on <= day
    )


@given(POSITIONS)
def test_what_supersedes_is_later_of_the_same_voter_and_of_a_common_stage(positions):
    pairs = [(position, superseding(position, positions)) for position in positions]

    assert all(
        later.on >= position.on
        and later.voter == position.voter
        and later.stages & position.stages
        for position, later in pairs
        if later
    )
