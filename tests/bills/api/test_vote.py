"""Votes that the sample record has none of."""

import pytest

from bills.domain.votes import VoteMethod
from tests.factories import (
    CastFactory,
    MemberFactory,
    PartyFactory,
    PartyNameFactory,
    TallyFactory,
    VoteFactory,
    seat,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/votes/54-1-first-reading/"


@pytest.fixture
def vote():
    return VoteFactory(slug="54-1-first-reading")


def test_a_party_that_cast_nothing_is_told_apart(client, vote):
    seat(national=3, act=2)
    PartyNameFactory(party=PartyFactory(slug="act"), name="ACT New Zealand", short_name="ACT")
    CastFactory(tally=TallyFactory(vote=vote, declared=2), weight=2)

    told = client.get(ADDRESS).json()

    assert [(r["party"]["slug"], r["not_cast"]) for r in told["party_votes"]] == [("national", 1)]
    assert [(r["party"]["short_name"], r["strength"]) for r in told["not_voting"]] == [("ACT", 2)]


def test_what_a_split_party_did_not_cast_counts_both_its_sides(client, vote):
    seat(national=5)
    CastFactory(tally=TallyFactory(vote=vote, option="aye"), weight=3)
    CastFactory(tally=TallyFactory(vote=vote, option="no", label="Noes"), weight=1)

    rows = client.get(ADDRESS).json()["party_votes"]

    assert [(r["option"], r["weight"], r["not_cast"]) for r in rows] == [
        ("aye", 3, 1),
        ("no", 1, 1),
    ]


def test_in_a_personal_vote_members_cast_for_themselves(client):
    vote = VoteFactory(slug="54-1-first-reading", method=VoteMethod.PERSONAL)
    seat(national=3)
    holder = MemberFactory(slug="national-1")
    tally = TallyFactory(vote=vote, declared=2)
    CastFactory(tally=tally, member=MemberFactory(slug="national-0"), weight=1, teller=True)
    CastFactory(
        tally=tally,
        member=MemberFactory(slug="national-2"),
        weight=1,
        proxy=True,
        proxy_holder=holder,
    )

    told = client.get(ADDRESS).json()

    assert told["party_votes"] == told["not_voting"] == []
    first, second = told["member_votes"]
    assert (first["member"]["slug"], first["teller"], first["proxy"]) == (
        "national-0",
        True,
        False,
    )
    assert first["party"]["slug"] == "national"
    assert (second["proxy"], second["proxy_holder"]["slug"]) == (True, "national-1")


def test_a_party_goes_by_its_name_on_the_day(client, vote):
    CastFactory(tally=TallyFactory(vote=vote))
    party = PartyFactory()
    PartyNameFactory(party=party, name="Old", short_name="Old", end="2024-11-14")
    PartyNameFactory(party=party, name="New", colour="#112233", start="2024-11-14")

    row = client.get(ADDRESS).json()["party_votes"][0]

    assert row["party"] == {
        "slug": "national",
        "name": "New",
        "short_name": "National",
        "colour": "#112233",
    }
    assert row["strength"] is None


def test_a_vote_costs_the_same_however_many_cast(client, vote, queries_of):
    seat(national=12)
    tally = TallyFactory(vote=vote)
    CastFactory(tally=tally, member=MemberFactory(slug="national-0"), weight=1)
    one = queries_of(lambda: client.get(ADDRESS))
    for n in range(1, 12):
        CastFactory(tally=tally, member=MemberFactory(slug=f"national-{n}"), weight=1)

    assert queries_of(lambda: client.get(ADDRESS)) == one
