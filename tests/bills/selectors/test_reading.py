"""Reads about bills: what they cost, and what they must not conclude."""

from datetime import date

import pytest

from bills.domain.outlook import Basis, Verdict
from bills.domain.stages import Stage
from bills.domain.votes import Ballot, Tally, VoteMethod, VoteResult
from bills.models import Vote
from bills.selectors import (
    bills_for_list,
    bills_on,
    outlook_on,
    positions_on,
    unproved,
    vote_on,
    votes_of_bill,
)
from bills.services import save_position, save_vote
from members.domain.facts import Ended
from tests.factories import (
    ELECTION,
    SITTING,
    BillFactory,
    MembershipFactory,
    ParliamentFactory,
    PartyFactory,
    PositionFactFactory,
    PositionFactory,
    ReferralFactory,
    StageFactory,
    VoteFactsFactory,
    seat,
)

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 1)


@pytest.fixture
def bill():
    seat(national=3, labour=2)
    return BillFactory(stem=94)


@pytest.fixture
def vote(bill, witness):
    """Return what saves a vote at the bill's first reading and reads the bill's votes back."""

    def save(*ballots, **changes):
        facts = VoteFactsFactory(ballots=ballots, **changes)
        save_vote(facts=facts, witness=witness)
        return votes_of_bill(bill, TODAY)

    return save


def outlook_after(bill, votes):
    positions = positions_on(bill, TODAY, votes)
    return outlook_on(stage=Stage.SECOND_READING, day=TODAY, votes=votes, positions=positions)


def basis_of(outlook):
    return {side.voter: side.basis for side in outlook.numbers.sides}


def read_list():
    return [
        (bill.status_text, bill.committee, [row.origin for row in bill.stages])
        for bill in bills_on(TODAY, bills_for_list())
    ]


def furnished_bill():
    bill = BillFactory()
    StageFactory(bill=bill, stage=Stage.FIRST_READING, on=SITTING)
    ReferralFactory(bill=bill)
    return bill


# What it costs


def test_the_list_costs_the_same_however_long_it_is(queries_of):
    furnished_bill()
    one = queries_of(read_list)
    [furnished_bill() for _ in range(4)]

    assert queries_of(read_list) == one
    assert len(read_list()) == 5


def test_a_bills_votes_cost_the_same_however_many_there_are(queries_of, bill, vote):
    vote(Ballot("aye", 3, party="national"))
    one = queries_of(lambda: votes_of_bill(bill, TODAY))
    vote(Ballot("no", 2, party="labour"), slug="54-94-2", sitting_date=date(2024, 11, 19))
    vote(Ballot("no", 2, party="labour"), slug="54-94-3", sitting_date=date(2024, 11, 20))

    assert queries_of(lambda: votes_of_bill(bill, TODAY)) == one
    assert len(votes_of_bill(bill, TODAY)) == 3


def test_positions_cost_the_same_however_many_there_are(queries_of, bill):
    PositionFactory(bill=bill)
    one = queries_of(lambda: positions_on(bill, TODAY, []))
    PositionFactory(bill=bill, party__slug="labour")
    PositionFactory(bill=bill, party__slug="act")

    assert queries_of(lambda: positions_on(bill, TODAY, [])) == one


def test_proving_states_costs_the_same_however_many_bills_there_are(queries_of):
    furnished_bill()
    one = queries_of(unproved)
    [furnished_bill() for _ in range(4)]

    assert queries_of(unproved) == one


# What it must not conclude


def test_a_vote_on_the_voices_shows_nobodys_side(bill, vote):
    votes = vote(method=VoteMethod.VOICE)

    outlook = outlook_after(bill, votes)

    assert basis_of(outlook) == {"party:national": Basis.NONE, "party:labour": Basis.NONE}
    assert outlook.numbers.verdict is Verdict.UNKNOWN


def test_a_vote_on_an_amendment_shows_no_side_on_the_bill(bill, vote):
    votes = vote(Ballot("aye", 3, party="national"), kind="amendment")

    assert basis_of(outlook_after(bill, votes))["party:national"] is Basis.NONE


def test_a_partys_last_reading_is_what_it_is_expected_to_do_again(bill, vote):
    votes = vote(Ballot("aye", 3, party="national"), Ballot("no", 2, party="labour"))

    numbers = outlook_after(bill, votes).numbers

    assert (numbers.verdict, numbers.ayes, numbers.noes) == (Verdict.PASSES, 3, 2)


def test_what_was_said_comes_before_it_from_the_day_on_which_it_was_said(bill, vote, witness):
    votes = vote(Ballot("aye", 3, party="national"), Ballot("no", 2, party="labour"))
    save_position(facts=PositionFactFactory(stated_on=TODAY), witness=witness)

    assert outlook_after(bill, votes).numbers.ayes == 0
    assert positions_on(bill, date(2024, 12, 31), votes) == []


def test_an_independent_stands_alone_in_an_outlook(bill, vote):
    MembershipFactory(party=None, member__slug="darleen-tana")

    sides = basis_of(outlook_after(bill, vote(Ballot("aye", 3, party="national"))))

    assert sides["member:darleen-tana"] is Basis.NONE


def test_an_outlook_has_no_numbers_where_the_roster_is_not_whole(bill, vote):
    ParliamentFactory()
    bill.parliament.roster_is_complete = False
    bill.parliament.save()

    assert outlook_after(bill, vote()).numbers is None


def test_a_party_counts_with_its_members_of_the_day(bill, vote):
    MembershipFactory(
        party=PartyFactory(slug="labour"),
        start=ELECTION,
        end=date(2024, 12, 1),
        ended=Ended.RESIGNATION,
    )

    numbers = outlook_after(bill, vote(Ballot("no", 3, party="labour"))).numbers

    assert numbers.noes == 2


def test_a_vote_does_not_exist_before_it_was_held(vote):
    vote(Ballot("aye", 3, party="national"))

    with pytest.raises(Vote.DoesNotExist):
        vote_on("54-94-first-reading", date(2024, 11, 13))


def test_a_vote_whose_parts_add_up_is_reconciled(vote):
    (found,) = vote(Ballot("aye", 3, party="national"), tallies=(Tally("aye", 3),))

    assert found.is_reconciled
    assert found.counted == {"aye": 3}


def test_a_vote_whose_parts_do_not_is_not(vote):
    (found,) = vote(Ballot("aye", 3, party="national"), tallies=(Tally("aye", 2),))

    assert not found.is_reconciled


@pytest.mark.parametrize(
    ("tallies", "majority"),
    [
        ((Tally("aye", 68), Tally("no", 54)), 14),
        ((Tally("aye", 11), Tally("no", 112)), -101),
        ((Tally("18", 50), Tally("20", 38)), None),
        ((), None),
    ],
)
def test_a_majority_is_ayes_less_noes_where_there_are_such(vote, tallies, majority):
    (found,) = vote(tallies=tallies, result=VoteResult.AGREED)

    assert found.majority == majority


def test_a_bill_stands_without_what_happened_later():
    bill = furnished_bill()

    (before,) = bills_on(date(2024, 11, 13), bills_for_list())

    assert (before.row, before.referral) == (bill, None)
    assert [row.stage for row in before.stages] == ["introduced"]
    assert bills_on(date(2024, 11, 6), bills_for_list()) == []
