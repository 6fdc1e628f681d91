"""The front page: what moved, recent votes, how current the record is, and the search."""

from datetime import UTC, date, datetime

import pytest

from billtracker.provenance.models import Source
from tests.bills.web.reading import page, read
from tests.factories import (
    BillFactory,
    CastFactory,
    EventFactory,
    SourceFactory,
    TallyFactory,
    VoteBillFactory,
    VoteFactory,
)

pytestmark = pytest.mark.django_db


def vote(ayes, noes):
    vote = VoteFactory()
    VoteBillFactory(vote=vote)
    CastFactory(tally=TallyFactory(vote=vote, option="aye", declared=ayes))
    TallyFactory(vote=vote, option="no", label="Noes", declared=noes, place=1)
    return vote


def test_an_empty_record_has_a_front_page(client):
    words = read(client, "/")

    assert "The record is still empty." in words
    assert "No vote is on record yet." in words


def test_a_bill_is_shown_with_where_it_stands(client):
    BillFactory(title="Gangs Bill")

    assert "Gangs Bill" in read(client, "/")
    assert "Introduced on 7 November 2024; awaiting first reading." in read(client, "/")


def test_the_closest_of_the_recent_votes_is_marked(client):
    vote(68, 54)
    vote(61, 60)

    words = read(client, "/")

    assert "61 to 60 Party vote closest of these" in words
    assert words.count("closest of these") == 1


def test_the_newest_fact_is_of_a_day_that_has_come(client):
    EventFactory(occurred_on=date(2025, 4, 10))
    EventFactory(occurred_on=date(2999, 1, 1))

    assert "The newest fact on record is of 10 April 2025." in read(client, "/")


def test_each_source_says_when_it_was_last_taken_in(client):
    source = SourceFactory(key="other", title="Bills before the House")
    Source.objects.filter(pk=source.pk).update(
        last_succeeded_at=datetime(2025, 4, 9, 23, tzinfo=UTC)
    )

    assert "Bills before the House Billtracker 10 April 2025, 11:00 never" in read(client, "/")


@pytest.mark.parametrize("words", ["maori", "MĀORI wards", "54-46", "46-3"])
def test_a_bill_is_found_by_title_number_or_id(client, words):
    BillFactory(
        title="Local Government (Māori Wards) Amendment Bill", stem=46, number="46-3", slug="54-46"
    )
    BillFactory(title="Gangs Bill", stem=23, number="23-2", slug="54-23")

    found = read(client, f"/?q={words}")

    assert "Local Government (Māori Wards) Amendment Bill" in found
    assert "Gangs Bill" not in found


def test_nothing_found_has_a_way_on(client):
    assert "No bill on record has all of these words" in read(client, "/?q=nothing")


@pytest.mark.parametrize("words", ["%00", "%00treaty", "%25_%27%22", "<script>alert(1)</script>"])
def test_odd_searches_are_answered(client, words):
    assert "<script" not in page(client, f"/?q={words}")


def test_a_search_that_is_too_long_is_refused_in_a_sentence(client):
    assert "at most 200 characters" in read(client, f"/?q={'a' * 10_000}", status=400)


@pytest.mark.parametrize("address", ["/", "/?q=bill"])
def test_the_page_costs_the_same_however_much_is_on_record(client, queries_of, address):
    BillFactory()
    vote(68, 54)
    little = queries_of(lambda: client.get(address))
    BillFactory.create_batch(9)
    vote(61, 60)

    assert queries_of(lambda: client.get(address)) == little
