"""The page of a member: their own record, and no more than is known."""

from datetime import date

import pytest
from django.db.models import Q

from members.models import Member
from tests.bills.web.reading import read
from tests.factories import (
    AttendanceFactory,
    BillFactory,
    CastFactory,
    MemberFactory,
    MembershipFactory,
    PositionFactory,
    SittingDayFactory,
    TallyFactory,
    VoteBillFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
LUXON = "/members/christopher-luxon/"


def test_seats_and_parties_are_told(client):
    words = read(client, LUXON)

    assert "National Botany 14 October 2023 elected still in the House" in words


def test_days_are_counted_with_what_the_counts_do_not_show(client):
    words = read(client, LUXON)

    assert "is known of 2: attended 0, absent 2." in words
    assert "a day without a row is neither presence nor absence" in words
    assert "14 November 2024: Away" in words


def test_what_they_said_for_their_party_is_theirs_too(client):
    words = read(client, LUXON)

    assert "National said it would vote against it at the second and third readings" in words
    assert "Did: second reading, 49 noes. Kept" in words


def test_what_they_said_for_themselves_is_told(client):
    assert "Winston Peters had not decided how to vote at the second reading" in read(
        client, "/members/winston-peters/"
    )


def test_a_party_vote_is_nobodys_own(client):
    words = read(client, "/members/david-seymour/")

    assert "read a first time" not in words.partition("Votes with their own side")[2]


def test_their_own_votes_are_told(client):
    assert "That the End of Life Choice Bill be now read a third time" in read(
        client, "/members/david-seymour/"
    )


def test_every_member_of_whom_anything_is_known_has_a_page(client):
    known = Q(attendance__isnull=False) | Q(casts__isnull=False) | Q(positions__isnull=False)
    slugs = Member.objects.filter(known).distinct().values_list("slug", flat=True)

    assert {client.get(f"/members/{slug}/").status_code for slug in slugs} == {200}


def test_there_is_no_page_of_who_is_no_member(client):
    assert "no such member" in read(client, "/members/nobody/", status=404)


def test_a_page_of_votes_that_is_no_number_is_refused(client):
    assert "page takes a whole number" in read(client, f"{LUXON}?page=x", status=400)


def _more_of(member, days):
    for on in days:
        day = SittingDayFactory(on=on)
        AttendanceFactory(member=member, sitting_day=day)
        tally = TallyFactory(vote__sitting_day=day)
        VoteBillFactory(vote=tally.vote)
        CastFactory(tally=tally, member=member, weight=1)
        PositionFactory(bill=BillFactory(), party=None, member=member)


def test_the_page_costs_the_same_however_much_is_known(client, queries_of):
    member = MemberFactory(slug="jo")
    MembershipFactory(member=member)
    _more_of(member, [date(2024, 3, day) for day in (5, 6)])
    little = queries_of(lambda: client.get("/members/jo/"))
    _more_of(member, [date(2024, 4, day) for day in range(1, 10)])

    assert queries_of(lambda: client.get("/members/jo/")) == little
