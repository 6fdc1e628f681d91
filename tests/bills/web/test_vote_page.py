"""The page of one vote."""

from datetime import date

import pytest

from bills.domain.votes import VoteMethod, VoteResult
from bills.models import Vote
from tests.bills.web.reading import page, read
from tests.factories import (
    AttendanceFactory,
    CastFactory,
    MemberFactory,
    SittingDayFactory,
    TallyFactory,
    VoteBillFactory,
    VoteFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
FIRST_READING = "/votes/54-94-first-reading/"


def test_the_page_tells_the_question_the_result_and_the_bill(client):
    words = read(client, FIRST_READING)

    assert "That the Principles of the Treaty of Waitangi Bill be now read a first time" in words
    assert "Agreed to, 68 to 54 Party vote" in words
    assert "Principles of the Treaty of Waitangi Bill 94-1" in words


def test_every_vote_has_a_page(client):
    slugs = Vote.objects.values_list("slug", flat=True)

    assert {client.get(f"/votes/{slug}/").status_code for slug in slugs} == {200}


def test_before_it_was_held_there_is_no_such_vote(client):
    assert "had not been held by that day" in read(
        client, f"{FIRST_READING}?as_of=2024-11-13", status=404
    )


def test_a_bad_day_is_refused(client):
    assert "That is not a day" in read(client, f"{FIRST_READING}?as_of=x", status=400)


def test_the_voices_have_no_numbers_and_no_picture(client):
    VoteFactory(slug="on-the-voices", method=VoteMethod.VOICE)

    markup = page(client, "/votes/on-the-voices/")

    assert "decided this without counting" in markup
    assert 'class="division"' not in markup


def test_a_tie_is_lost(client):
    vote = VoteFactory(slug="a-tie", result=VoteResult.NOT_AGREED)
    TallyFactory(vote=vote, option="aye", declared=60)
    TallyFactory(vote=vote, option="no", label="Noes", declared=60, place=1)

    assert "Not agreed to: a tie is lost, 60 to 60" in read(client, "/votes/a-tie/")


def test_a_choice_between_options_names_each(client):
    slug = "49-236-committee-of-whole-house-purchase-age-first-round"

    words = read(client, f"/votes/{slug}/")

    assert "Most votes went to 18, 18: 50; Split age: 33; 20: 38" in words


def test_announced_and_added_up_are_both_shown_where_they_differ(client):
    tally = TallyFactory(vote__slug="differs", vote__flags=["parts_differ"], declared=70)
    CastFactory(tally=tally, weight=69)

    words = read(client, "/votes/differs/")

    assert "Ayes: 70 announced, 69 by adding up (1 more announced)." in words
    assert "As announced 70" in words
    assert "Added up 69" in words


def test_proxies_and_tellers_are_told(client):
    tally = TallyFactory(vote__slug="personal", vote__method=VoteMethod.PERSONAL, declared=1)
    holder = MemberFactory(name="Jo Holder")
    CastFactory(
        tally=tally,
        weight=1,
        member=MemberFactory(name="Sam Away"),
        proxy=True,
        proxy_holder=holder,
        teller=True,
    )

    assert "Sam Away (by proxy, held by Jo Holder, teller)" in read(client, "/votes/personal/")


def test_a_voter_known_only_as_printed_is_shown_as_printed(client):
    tally = TallyFactory(vote__slug="printed", declared=1)
    CastFactory(tally=tally, party=None, weight=1, label="Harawira")

    assert "Harawira 1" in read(client, "/votes/printed/")


def test_what_is_printed_cannot_become_markup(client):
    tally = TallyFactory(vote__slug="evil", vote__question="<script>alert(1)</script>", declared=1)
    CastFactory(tally=tally, party=None, weight=1, label="<script>alert(2)</script>")

    assert "<script" not in page(client, "/votes/evil/")


def _voters(vote, how_many):
    tally = vote.tallies.get()
    for place in range(how_many):
        CastFactory(tally=tally, member=MemberFactory(), weight=1, place=place)
        AttendanceFactory(sitting_day=vote.sitting_day)
        VoteBillFactory(vote=vote, place=place + 100 * how_many)


def test_the_page_costs_the_same_however_many_voted(client, queries_of):
    day = SittingDayFactory(on=date(2024, 3, 5))
    vote = TallyFactory(vote__slug="costly", vote__sitting_day=day).vote
    _voters(vote, 1)
    few = queries_of(lambda: client.get("/votes/costly/"))
    _voters(vote, 20)

    assert queries_of(lambda: client.get("/votes/costly/")) == few
