"""What the database itself refuses about bills, votes and positions, whoever writes."""

from datetime import date

import pytest
from django.db import IntegrityError

from bills.domain.facts import RelationKind
from tests.factories import (
    INTRODUCTION,
    SITTING,
    AmendmentPaperFactory,
    BillAliasFactory,
    BillFactory,
    BillRelationFactory,
    BillStateFactory,
    BillVersionFactory,
    CastFactory,
    MemberFactory,
    ParliamentFactory,
    PositionFactory,
    ProposedBillFactory,
    ReferralFactory,
    StageFactory,
    TallyFactory,
    VoteBillFactory,
    VoteCorrectionFactory,
    VoteFactory,
    at,
    rules_of,
    triggers_of,
)

pytestmark = pytest.mark.django_db


def two_bills_of_one_number():
    BillFactory(stem=94)
    BillFactory(stem=94, slug="another")


def twice(make, *, of, on, **same):
    """Return what makes two rows that share an owner, under the name `on`, and `same`."""

    def make_both():
        owner = of()
        make(**{on: owner}, **same)
        make(**{on: owner}, **same)

    return make_both


def relation_to_itself():
    bill = BillFactory()
    BillRelationFactory(bill=bill, other=bill)


def the_same_reinstatement_twice():
    bill, parliament = BillFactory(), ParliamentFactory()
    tie = {"kind": RelationKind.REINSTATED, "bill": bill, "other": None}
    BillRelationFactory(**tie, parliament=parliament)
    BillRelationFactory(**tie, parliament=parliament)


def a_vote_on_one_bill_twice():
    vote, bill = VoteFactory(), BillFactory()
    VoteBillFactory(vote=vote, bill=bill, place=0)
    VoteBillFactory(vote=vote, bill=bill, place=1)


def a_member_twice_on_one_side():
    tally, member = TallyFactory(), MemberFactory()
    CastFactory(tally=tally, party=None, member=member, weight=1)
    CastFactory(tally=tally, party=None, member=member, weight=1)


def a_stage_that_ends_before_it_starts():
    StageFactory(started_at=at("2024-11-14 03:00"), ended_at=at("2024-11-14 02:59"))


def the_same_position_twice():
    bill, party = BillFactory(), PositionFactory().party
    PositionFactory(bill=bill, party=party, stance="support")
    PositionFactory(bill=bill, party=party, stance="oppose")


def two_amendment_papers_of_one_number():
    AmendmentPaperFactory.create_batch(2, parliament=ParliamentFactory(), number="634")


BROKEN = {
    "amendmentpaper_has_a_title": lambda: AmendmentPaperFactory(title=""),
    "amendmentpaper_has_an_id": lambda: AmendmentPaperFactory(upstream_id=""),
    "amendmentpaper_member_is_named": lambda: AmendmentPaperFactory(
        member=MemberFactory(), member_name=""
    ),
    "amendmentpaper_number_unique_in_its_parliament": two_amendment_papers_of_one_number,
    "amendmentpaper_upstream_id_unique": lambda: AmendmentPaperFactory.create_batch(
        2, upstream_id="56c19011"
    ),
    "bill_has_a_title": lambda: BillFactory(title=""),
    "bill_letter_is_one": lambda: BillFactory(letter="é", slug="54-1"),
    "bill_listed_with_its_day": lambda: BillFactory(listed_stage="Second Reading"),
    "bill_alias_means_one_in_a_parliament": lambda: BillAliasFactory.create_batch(2),
    "bill_alias_says_something": lambda: BillAliasFactory(folded=""),
    "bill_number_unique_in_its_parliament": two_bills_of_one_number,
    "bill_type_known": lambda: BillFactory(type="hybrid"),
    "bill_upstream_id_unique": lambda: BillFactory.create_batch(2, upstream_id="b94264a6"),
    "bill_version_from_one": lambda: BillVersionFactory(version=0),
    "bill_version_once": twice(BillVersionFactory, of=BillFactory, on="bill"),
    "cast_has_a_voter": lambda: CastFactory(party=None),
    "cast_holder_only_of_a_proxy": lambda: CastFactory(proxy_holder=MemberFactory()),
    "cast_of_a_member_is_one": lambda: CastFactory(member=MemberFactory(), weight=2),
    "cast_of_a_member_once_an_option": a_member_twice_on_one_side,
    "cast_of_a_name_is_one": lambda: CastFactory(under=CastFactory(), weight=2),
    "cast_of_a_party_once_an_option": twice(CastFactory, of=TallyFactory, on="tally"),
    "cast_weighs_something": lambda: CastFactory(weight=0),
    "correction_has_a_reason": lambda: VoteCorrectionFactory(reason=""),
    "correction_place_unique": twice(VoteCorrectionFactory, of=VoteFactory, on="vote"),
    "correction_results_known": lambda: VoteCorrectionFactory(announced_result="lost"),
    "position_covers_known_stages": lambda: PositionFactory(stages=[]),
    "position_of_a_party_or_a_member": lambda: PositionFactory(member=MemberFactory()),
    "position_stance_known": lambda: PositionFactory(stance="lukewarm"),
    "position_stated_once": the_same_position_twice,
    "proposedbill_has_a_title": lambda: ProposedBillFactory(title=""),
    "proposedbill_has_an_id": lambda: ProposedBillFactory(upstream_id=""),
    "proposedbill_member_is_named": lambda: ProposedBillFactory(
        member=MemberFactory(), member_name=""
    ),
    "proposedbill_upstream_id_unique": lambda: ProposedBillFactory.create_batch(
        2, upstream_id="be46339b"
    ),
    "referral_once": twice(ReferralFactory, of=BillFactory, on="bill"),
    "referral_reported_after_it_began": lambda: ReferralFactory(reported_on=INTRODUCTION),
    "referral_to_a_committee": lambda: ReferralFactory(committee=""),
    "relation_kind_known": lambda: BillRelationFactory(kind="cousin"),
    "relation_once": the_same_reinstatement_twice,
    "relation_to_a_bill_or_for_reinstatement_a_parliament": lambda: BillRelationFactory(
        kind=RelationKind.REINSTATED
    ),
    "relation_to_another_bill": relation_to_itself,
    "stage_ends_after_it_starts": a_stage_that_ends_before_it_starts,
    "stage_key_unique_in_a_bill": twice(StageFactory, of=BillFactory, on="bill", key="7c1"),
    "stage_known": lambda: StageFactory(stage="fourth_reading"),
    "stage_outcome_known": lambda: StageFactory(outcome="postponed"),
    "stage_sitting_type_known": lambda: StageFactory(sitting_type="secret"),
    "state_one_a_day": twice(BillStateFactory, of=lambda: BillFactory(state=None), on="bill"),
    "state_stage_known": lambda: BillStateFactory(stage="fourth_reading"),
    "state_status_known": lambda: BillStateFactory(status="asleep"),
    "state_until_after_since": lambda: BillStateFactory(since=SITTING, until=SITTING),
    "tally_not_negative": lambda: TallyFactory(declared=-1),
    "tally_option_once": twice(TallyFactory, of=VoteFactory, on="vote"),
    "vote_bill_place_unique": twice(VoteBillFactory, of=VoteFactory, on="vote"),
    "vote_covers_a_bill_once": a_vote_on_one_bill_twice,
    "vote_has_a_question": lambda: VoteFactory(question=""),
    "vote_kind_known": lambda: VoteFactory(kind="poll"),
    "vote_method_known": lambda: VoteFactory(method="dice"),
    "vote_result_known": lambda: VoteFactory(result="tied"),
    "vote_stage_known": lambda: VoteFactory(stage="fourth_reading"),
}
TWICE = {
    "bills_bill_slug": lambda: BillFactory.create_batch(2, slug="54-94"),
    "bills_vote_slug": lambda: VoteFactory.create_batch(2, slug="54-94-first-reading"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_a_row_that_breaks(name):
    with pytest.raises(IntegrityError) as refusal:
        BROKEN[name]()

    assert refusal.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize("name", TWICE)
def test_the_database_refuses_a_second_row_of_the_same(name):
    with pytest.raises(IntegrityError) as refusal:
        TWICE[name]()

    assert refusal.value.__cause__.diag.constraint_name.startswith(name)


def test_every_constraint_has_a_row_that_breaks_it():
    assert rules_of("bills") == (set(BROKEN), set(TWICE))
    assert triggers_of("bills") == set()


def test_numbers_repeat_from_one_parliament_to_the_next():
    BillFactory(stem=94)
    parliament = ParliamentFactory(
        number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14)
    )

    namesake = BillFactory(parliament=parliament, stem=94)

    assert namesake.slug == "53-94"


def test_the_children_of_a_divided_bill_share_its_number_and_differ_by_letter():
    BillFactory(stem=23)

    children = [BillFactory(stem=23, letter=letter).slug for letter in "AB"]

    assert children == ["54-23A", "54-23B"]


def test_a_split_party_casts_on_two_sides():
    vote = VoteFactory()
    ayes, noes = TallyFactory(vote=vote), TallyFactory(vote=vote, option="no")
    CastFactory(tally=ayes, weight=40)

    other_side = CastFactory(tally=noes, weight=9)

    assert other_side.pk
