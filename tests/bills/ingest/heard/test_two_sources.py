"""Pasted words, several sources for one vote, and what cannot be: each ends with a sentence."""

from datetime import date

import pytest

from bills.domain.votes import AYE, NO
from bills.ingest.sources import HANSARD, JOURNALS, PASTED
from bills.models import Bill, BillAlias, Cast, Stage, Vote
from bills.services import give_title
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_what_waited
from billtracker.intake.runs import take_in
from billtracker.outcome import Outcome
from billtracker.problems import Kind, Refused
from billtracker.provenance.fetched import Fetched
from members.models import Alias, Party
from tests.factories import BillFactory, BillRelationFactory, ParliamentFactory, SittingDayFactory
from tests.taking_in import say_nothing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

AYES = "New Zealand National 49; ACT New Zealand 11; New Zealand First 8."
NOES = "New Zealand Labour 34; Green Party of Aotearoa New Zealand 15; Te Pāti Māori 6."


@pytest.fixture(autouse=True)
def ferry_bill():
    return BillFactory(stem=901, title="Ferry Orders Bill", state=None)


def vote_text(
    *, day="2024-12-10", bill="54-901", ayes=(68, AYES), noes=(55, NOES), question=None, after=""
):
    question = question or "That the bill be now read a second time"
    head = "".join(f"{key}: {value}\n" for key, value in (("Day", day), ("Bill", bill)) if value)
    return (
        f"{head}\nA party vote was called for on the question, {question}.\n"
        f"Ayes {ayes[0]}\n{ayes[1]}\nNoes {noes[0]}\n{noes[1]}\nMotion agreed to.\n{after}"
    )


def pasted(text, *, name="words.txt", plan=PASTED, encoding="utf-8"):
    return take_in(plan, [Fetched(name, text.encode(encoding))], say_nothing)


def page(body, *, heading="Ferry Orders Bill — Second Reading"):
    """A page of Hansard of 2016 to 2025."""
    return (
        '<html><head><meta name="DC.Date" content="2024-12-10T12:00:00.000Z"></head><body>'
        f'<div class="hansard__level"><h2>{heading}</h2>{body}</div></body></html>'
    )


def page_vote(ayes, noes, question="That the bill be now read a second time"):
    return (
        f'<p class="VoteReason">A party vote was called for on the question, {question}.</p>'
        f'<p class="VoteCount">Ayes {ayes[0]}</p><p class="VoteText">{ayes[1]}</p>'
        f'<p class="VoteCount">Noes {noes[0]}</p><p class="VoteText">{noes[1]}</p>'
        '<p class="VoteResult">Motion agreed to.</p>'
    )


def the_vote():
    return Vote.objects.get(covered__bill__slug="54-901")


def totals(vote):
    return dict(vote.tallies.values_list("option", "declared"))


def open_matters():
    """What waits for a person, beside what the sample record itself leaves."""
    return Matter.objects.filter(state=Matter.State.OPEN).exclude(source__key="record-bills")


def test_pasted_words_with_day_and_bill_are_a_vote_and_the_stage_it_decided():
    report = pasted(vote_text())

    vote = the_vote()
    assert report.refused == 0
    assert vote.slug == "54-901-second-reading"
    assert totals(vote) == {AYE: 68, NO: 55}
    assert Stage.objects.filter(bill__slug="54-901", stage="second_reading").count() == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_no_break_spaces_and_wrapped_lines_are_read(encoding):
    text = vote_text().replace("Zealand National", "Zealand\u00a0National")

    pasted(text.replace("ACT New", "ACT\nNew"), encoding=encoding)

    assert Cast.objects.filter(vote=the_vote()).count() == 6


def test_cp1252_is_read_where_the_name_says_so_and_refused_where_nothing_does():
    text = vote_text(noes=(49, "New Zealand Labour 34; Green Party 15 \u2013 all."))
    assert pasted(text, encoding="cp1252").outcome is Outcome.REFUSED

    pasted(text, name="words.cp1252.txt", encoding="cp1252")

    assert the_vote()


def test_a_day_that_is_none_is_refused_with_a_sentence():
    report = pasted(vote_text(day="10 December"))

    assert [p.field for p in report.problems] == ["day"]
    assert not Vote.objects.filter(covered__bill__slug="54-901").exists()


@pytest.mark.parametrize("day", ["2024-09-29", "2025-04-06"])
def test_a_day_on_which_the_clocks_change_is_that_day(day):
    pasted(vote_text(day=day))

    assert the_vote().sitting_day.on == date.fromisoformat(day)


def test_the_same_vote_from_two_sources_is_one_and_the_second_changes_nothing():
    take_in(HANSARD, [page_of((68, AYES), (55, NOES))], say_nothing)
    moved = the_vote().updated_at

    report = pasted(vote_text())

    assert the_vote().updated_at == moved
    assert not open_matters().filter(kind=Kind.TOTALS_DIFFER).exists()
    assert report.refused == 0


def page_of(ayes, noes):
    return Fetched("2024-12-10.html", page(page_vote(ayes, noes)).encode())


def test_where_two_sources_differ_the_first_stays_and_a_person_is_told():
    take_in(HANSARD, [page_of((68, AYES), (55, NOES))], say_nothing)

    pasted(vote_text(noes=(54, NOES.replace("34", "33"))))

    matter = open_matters().get(kind=Kind.TOTALS_DIFFER, source__key="pasted")
    assert totals(the_vote()) == {AYE: 68, NO: 55}
    assert "aye 68, no 54; on record as aye 68, no 55" in matter.sentence


def test_votes_alike_in_words_and_totals_stay_as_many_as_a_text_prints():
    one = page_vote((68, AYES), (55, NOES), "That the amendment be agreed to")
    body = Fetched("2024-12-10.html", page(one * 3, heading="Ferry Orders Bill").encode())

    take_in(HANSARD, [body], say_nothing)
    take_in(HANSARD, [Fetched(body.name, body.content + b"\n")], say_nothing)

    slugs = {*Vote.objects.filter(bills__slug="54-901").values_list("slug", flat=True)}
    assert slugs == {f"54-901-2024-12-10-amendment-{n}" for n in (1, 2, 3)}


def test_an_unknown_party_keeps_its_vote_out_until_a_person_says_whom_it_means():
    report = pasted(vote_text(ayes=(68, AYES.replace("National", "Nationale"))))

    matter = open_matters().get(kind=Kind.UNKNOWN_NAME)
    assert report.refused == 1
    assert matter.waits_for == ["party:new zealand nationale"]
    assert "national" in matter.candidates
    assert not Vote.objects.filter(bills__slug="54-901").exists()

    national = Party.objects.get(slug="national")
    Alias.objects.create(party=national, text="Nationale", folded="new zealand nationale")
    read_what_waited(say_nothing)

    assert totals(the_vote()) == {AYE: 68, NO: 55}
    assert not open_matters().exists()


def test_a_title_but_for_an_s_means_its_bill():
    pasted(vote_text(bill="Ferry Order Bill"))

    assert the_vote()


def test_an_unknown_title_waits_with_those_near_it_and_attaches_when_a_person_names_it():
    pasted(vote_text(bill="Feery Orders Bill"))

    matter = open_matters().get(kind=Kind.WAITS)
    assert (matter.waits_for, matter.candidates) == (["bill:54/feery orders bill"], ["54-901"])

    give_title(slug="54-901", parliament=54, title="Feery Orders Bill")
    read_what_waited(say_nothing)

    assert the_vote()
    assert BillAlias.objects.count() == 1


@pytest.mark.parametrize("slug", ["54-9999"])
def test_a_title_cannot_be_given_to_a_bill_that_is_not_on_record(slug):
    with pytest.raises(Refused):
        give_title(slug=slug, parliament=54, title="Ferry Bill")
    with pytest.raises(Refused):
        give_title(slug="54-901", parliament=77, title="Ferry Bill")
    with pytest.raises(Refused):
        give_title(slug="54-901", parliament=54, title="—")


def test_a_title_longer_than_any_is_one_refused_matter():
    report = pasted(vote_text(bill="Very " * 100 + "Long Bill"))

    assert report.refused == 1
    assert open_matters().get().kind == Kind.WAITS


def test_a_bill_of_that_title_in_another_parliament_is_not_meant_unless_reinstated():
    old = BillFactory(stem=7, title="Wharf Bill", parliament__number=53)
    pasted(vote_text(bill="Wharf Bill"))
    assert open_matters().get().waits_for == ["bill:54/wharf bill"]

    parliament = ParliamentFactory(number=54)
    BillRelationFactory(bill=old, kind="reinstated", other=None, parliament=parliament)
    read_what_waited(say_nothing)

    assert Vote.objects.filter(bills=old).exists()


def test_of_two_bills_of_one_title_the_one_alive_that_day_is_meant():
    Bill.objects.filter(slug="54-901").update(title="Twin Bill")
    BillFactory(
        stem=902,
        title="Twin Bill",
        state=None,
        stage__on=date(2025, 3, 1),
        stage__stage="introduced",
    )

    pasted(vote_text(bill="Twin Bill"))

    assert the_vote()


def test_two_bills_of_one_title_alive_that_day_are_for_a_person_to_tell_apart():
    BillFactory(stem=902, title="Ferry Orders Bill", state=None)

    pasted(vote_text(bill="Ferry Orders Bill"))

    matter = open_matters().get()
    assert matter.kind == Kind.UNKNOWN_NAME
    assert {*matter.candidates} == {"54-901", "54-902"}
    assert matter.waits_for == ["bill:54/2024-12-10/ferry orders bill"]


def test_a_party_printed_twice_on_a_side_is_refused_and_the_rest_is_taken():
    twice = AYES.replace("ACT New Zealand 11", "New Zealand National 11")
    other = vote_text(day="", bill="", question="That the amendment be agreed to").lstrip("\n")

    report = pasted(vote_text(ayes=(68, twice), after=f"\n{other}"))

    assert report.outcome is Outcome.PARTIAL
    assert [v.kind for v in Vote.objects.filter(bills__slug="54-901")] == ["amendment"]
    assert open_matters().filter(sentence__contains="given twice").exists()


def test_more_votes_than_the_house_has_members_are_kept_and_flagged():
    pasted(vote_text(ayes=(168, AYES.replace("49", "149"))))

    assert "over_house_size" in the_vote().flags


def test_a_member_on_two_sides_is_kept_and_flagged():
    names = ("Motor vote\n", "A personal vote was called for on the question, ")
    text = (
        "Day: 2024-12-10\nBill: 54-901\n\n"
        + names[1]
        + "That the bill be now read a third time.\n"
        "Ayes 2\nLuxon\nSwarbrick\nNoes 1\nLuxon\nBill read a third time.\n"
    )

    pasted(text)

    assert "member_on_two_sides" in the_vote().flags


def test_a_day_of_no_parliament_on_record_waits_for_it():
    pasted(vote_text(day="1990-05-01"))

    matter = open_matters().get()
    assert (matter.kind, matter.waits_for) == (Kind.WAITS, ["house:1990-05-01"])


def test_journals_that_are_no_journals_are_refused_whole():
    report = take_in(JOURNALS, [Fetched("x.txt", b"<html><body>Error</body></html>")], say_nothing)

    assert report.outcome is Outcome.REFUSED


def test_a_reading_taken_again_on_another_day_has_the_day_in_its_id():
    SittingDayFactory(on=date(2024, 12, 10))
    pasted(vote_text())
    pasted(vote_text(day="2025-02-18"), name="again.txt")

    slugs = [*Vote.objects.filter(bills__slug="54-901").order_by("id").values_list("slug")]
    assert slugs == [("54-901-second-reading",), ("54-901-second-reading-2025-02-18",)]
