"""The page of a bill: where it stands, how it was voted on, what was said, what is to come."""

import re
from datetime import date

import pytest
from django.db.models import Min

from bills.domain.stages import SittingType, Stage, StageOutcome
from bills.domain.votes import VoteMethod
from bills.models import Bill
from tests.bills.web.reading import page, read
from tests.factories import (
    AttendanceFactory,
    BillFactory,
    CastFactory,
    MemberFactory,
    PartyFactory,
    PositionFactory,
    StageFactory,
    TallyFactory,
    VoteBillFactory,
    VoteFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
BILL = "/bills/54-94/"
THE_DAY_AFTER = f"{BILL}?as_of=2024-11-15"


# The story


def test_the_day_after_its_first_reading_the_bill_is_before_the_committee(client):
    words = read(client, THE_DAY_AFTER)

    assert "Before the Justice Committee since 14 November 2024." in words
    assert "This is the record as it stood at the end of 15 November 2024." in words


def test_each_party_is_shown_as_it_voted(client):
    words = read(client, THE_DAY_AFTER)

    assert "Agreed to, 68 to 54" in words
    assert "National 49 0 0 49 0" in words
    assert "Te Pāti Māori 0 5 0 6 1" in words
    assert "Total 68 54 0 123 1" in words


def test_what_was_said_of_the_second_reading_makes_it_fail(client):
    words = read(client, THE_DAY_AFTER)

    assert "the second reading would fail, 11 to 112" in words
    assert "Christopher Luxon said so on 20 August 2024: “will not support beyond" in words
    assert "National said it would vote against it at the second and third readings" in words
    assert "NZ First said it would vote against it at the second and third readings" in words
    assert "Labour 34 Noes Voted so at the first reading" in words


def test_who_was_away_is_told_with_the_reason(client):
    words = read(client, THE_DAY_AFTER)

    assert "Christopher Luxon: Away (whose permission, if any, is not public). Left that" in words
    assert "His party cast all its 49 votes." in words


def test_nothing_of_a_later_day_is_shown(client):
    words = read(client, THE_DAY_AFTER)

    assert "2025" not in re.sub(r"Sources .*", "", words)
    assert "Not voted on yet." in words


def test_today_the_bill_is_lost_and_the_word_was_kept(client):
    words = read(client, BILL)

    assert "Negatived at second reading, on 10 April 2025." in words
    assert "The House then voted: Not agreed to, 11 to 112" in words
    assert "Did: second reading, 49 noes. Kept" in words


def test_arithmetic_is_marked_and_sources_are_numbered(client):
    markup = page(client, THE_DAY_AFTER)

    assert '<span class="mark">arithmetic</span>' in markup
    assert set(re.findall(r'href="#(source-\d+)"', markup)) == set(
        re.findall(r'id="(source-\d+)"', markup)
    )


# Days


def test_a_day_before_the_bill_existed_has_a_sentence_and_a_way_on(client):
    markup = page(client, f"{BILL}?as_of=2024-11-06", status=404)

    assert "there was no Principles of the Treaty of Waitangi Bill" in markup
    assert 'href="/bills/54-94/?as_of=2024-11-07"' in markup


def test_a_bad_day_has_a_sentence_and_a_way_on(client):
    markup = page(client, f"{BILL}?as_of=15-11-2024", status=400)

    assert "That is not a day" in markup
    assert f'href="{BILL}"' in markup


def test_the_control_holds_the_day_and_works_without_script(client):
    markup = page(client, THE_DAY_AFTER)

    assert f'<form method="get" action="{BILL}">' in markup
    assert 'name="as_of" value="2024-11-15"' in markup
    assert f'<a href="{BILL}">Back to today</a>' in markup


def test_every_bill_has_a_page_on_its_first_day(client):
    begun = Bill.objects.values("slug").annotate(day=Min("states__since"))

    answers = {
        bill["slug"]: client.get(f"/bills/{bill['slug']}/?as_of={bill['day']}").status_code
        for bill in begun
    }

    assert set(answers.values()) == {200}


def test_every_bill_has_a_page_today(client):
    slugs = Bill.objects.values_list("slug", flat=True)

    assert {client.get(f"/bills/{slug}/").status_code for slug in slugs} == {200}


def test_there_is_no_page_of_what_is_no_bill(client):
    assert "There is no bill 54-9999 on record." in read(client, "/bills/54-9999/", status=404)


# What the record holds besides


def test_a_corrected_result_is_told_in_order(client):
    words = read(client, "/bills/50-13/")

    assert "Announced 58 to 63, not agreed to; corrected on 29 May 2014" in words


def test_before_a_correction_the_announced_result_stands(client):
    words = read(client, "/bills/50-13/?as_of=2014-05-28")

    assert "Not agreed to, 58 to 63" in words
    assert "They were corrected later" in words
    assert "28 May 2014 Second reading negatived" in words


def test_where_nobody_has_said_anything_no_numbers_are_made_up(client):
    BillFactory(slug="54-7004", stem=7004)

    words = read(client, "/bills/54-7004/")

    assert "Nothing is on record of what any party would do at the first reading" in words
    assert "0 to 0" not in words


def test_totals_without_voters_are_flagged_in_plain_words(client):
    assert "Only the totals are on record, not who cast them." in read(client, "/bills/50-39/")


def test_a_split_party_is_told_with_the_names_on_record(client):
    assert "Parties that did not vote as one" in read(client, "/bills/49-236/")


def test_a_divided_bill_leads_to_its_parts_and_they_back(client):
    assert "Divided into Gangs Bill" in read(client, "/bills/54-23/")
    assert "Divided from Gangs Legislation Amendment Bill" in read(client, "/bills/54-23A/")


def test_interruptions_and_urgency_can_be_seen(client):
    bill = BillFactory(slug="54-7001", stem=7001)
    stage = {"bill": bill, "stage": Stage.COMMITTEE_OF_WHOLE_HOUSE}
    StageFactory(
        **stage,
        on=date(2024, 12, 10),
        outcome=StageOutcome.INTERRUPTED,
        sitting_type=SittingType.URGENCY,
    )
    StageFactory(**stage, on=date(2024, 12, 12), outcome=StageOutcome.CONCLUDED)

    words = read(client, "/bills/54-7001/")

    assert "10 December 2024 Committee of the whole House interrupted urgency" in words
    assert "12 December 2024 Committee of the whole House concluded" in words


def test_a_title_in_te_reo_says_so(client):
    BillFactory(slug="54-7002", stem=7002, title_mi="Pire Mātāpono Tiriti")

    assert '<p class="title-mi" lang="mi">Pire Mātāpono Tiriti</p>' in page(
        client, "/bills/54-7002/"
    )


def test_a_party_with_a_name_in_te_reo_says_so(client):
    assert '<span lang="mi">Te Pāti Māori</span>' in page(client, BILL)


# Cost


def _more_on(bill, how_many):
    """Give a bill so many votes, with casts of parties and members, and positions."""
    votes = VoteFactory.create_batch(how_many, method=VoteMethod.PERSONAL)
    tallies = [TallyFactory(vote=VoteBillFactory(bill=bill, vote=vote).vote) for vote in votes]
    for tally in tallies:
        CastFactory(tally=tally, member=MemberFactory(), weight=1)
        AttendanceFactory(sitting_day=tally.vote.sitting_day)
        PositionFactory(bill=bill, party=None, member=MemberFactory())
        PositionFactory(bill=bill, party=PartyFactory(slug=f"party-{tally.pk}"))
        StageFactory(bill=bill, stage=Stage.SELECT_COMMITTEE)


def test_the_page_costs_the_same_however_much_happened(client, queries_of):
    bill = BillFactory(slug="54-7003", stem=7003)
    _more_on(bill, 1)
    little = queries_of(lambda: client.get("/bills/54-7003/"))
    _more_on(bill, 6)

    assert queries_of(lambda: client.get("/bills/54-7003/")) == little
