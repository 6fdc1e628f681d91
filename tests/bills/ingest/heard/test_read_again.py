"""Bodies of several sources, read again: nothing grows, and no two sources take turns."""

import pytest

from bills.ingest.sources import BILLS_API, HANSARD, JOURNALS, PASTED
from bills.models import Vote
from billtracker.events.services import newest
from billtracker.intake.replaying import replay
from billtracker.intake.runs import take_in
from billtracker.intake.sources import plans
from billtracker.provenance.fetched import Fetched
from members.ingest.sources import MEMBERS, POPOLO
from tests.factories import BillFactory
from tests.taking_in import say_nothing, take_in_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

VOTE = (
    "A party vote was called for on the question, That the amendment be agreed to.\n"
    "Ayes 68\nNew Zealand National 49; ACT New Zealand 11; New Zealand First 8.\n"
    "Noes 55\nNew Zealand Labour 34; Green Party of Aotearoa New Zealand 15;"
    " Te Pāti Māori 6.\nAmendment agreed to.\n"
)


@pytest.fixture(autouse=True)
def ferry_bill():
    BillFactory(stem=901, title="Ferry Orders Bill", state=None)


def pasted(votes, *, name):
    words = "Day: 2024-12-10\nBill: 54-901\n\n" + votes * VOTE
    take_in(PASTED, [Fetched(name, words.encode())], say_nothing)


def read_again():
    """Read everything again; return how many votes there are, and whether anything was written."""
    before = newest()
    replay(plans(), say_nothing)
    return Vote.objects.filter(covered__bill__slug="54-901").count(), newest() > before


def test_votes_that_nothing_tells_apart_are_as_many_however_often_they_are_read():
    pasted(3, name="words.txt")
    hansard = page(2 * page_vote())
    take_in(HANSARD, [Fetched("page.html", hansard.encode())], say_nothing)

    assert read_again() == (5, False)
    assert read_again() == (5, False)


def test_a_text_that_comes_to_print_one_vote_more_adds_one():
    pasted(2, name="words.txt")
    pasted(3, name="words.txt")

    assert read_again() == (3, False)


def page(body):
    return (
        '<html><head><meta name="DC.Date" content="2024-12-10T12:00:00.000Z"></head><body>'
        '<div class="hansard__level"><h2>Ferry Orders Bill — In Committee</h2>'
        f"{body}</div></body></html>"
    )


def page_vote():
    reason, ayes, for_it, noes, against, *rest, result = VOTE.splitlines()
    return (
        f'<p class="VoteReason">{reason}</p><p class="VoteCount">{ayes}</p>'
        f'<p class="VoteText">{for_it}</p><p class="VoteCount">{noes}</p>'
        f'<p class="VoteText">{" ".join([against, *rest])}</p>'
        f'<p class="VoteResult">{result}</p>'
    )


def test_no_two_sources_take_turns_at_a_record(recordings):
    take_in_from(BILLS_API, recordings / "bills_api")
    for plan in (JOURNALS, PASTED):
        take_in_from(plan, recordings / "journals")
    for folder in ("hansard_html", "hansard_text"):
        take_in_from(HANSARD, recordings / folder)
    take_in_from(MEMBERS, recordings / "members")
    take_in_from(POPOLO, recordings / "members" / "popolo")

    read_again()  # what came first may be told more of by what came later

    _, wrote = read_again()
    assert not wrote
