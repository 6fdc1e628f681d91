"""A set of records ends as its records would one by one, at a cost that does not grow."""

from collections import Counter

import pytest

from bills.ingest.sources import RECORD_BILLS
from bills.models import Bill, Vote
from bills.selectors import vote_facts, votes_whole
from bills.services import save_bill, save_bills, save_vote, save_votes
from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.provenance.stated import Stated
from members.ingest.sources import RECORD_MEMBERS
from tests.bills.ingest.stored import bills_as_stored
from tests.factories import BillFactsFactory, ParliamentFactory, VoteFactsFactory, undone
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The bills and votes of the sample record, with nothing on record but the members."""
    take_in_from(RECORD_MEMBERS, RECORD_MEMBERS.home)
    bodies = RECORD_BILLS.recorded(RECORD_BILLS.home)
    records = [RECORD_BILLS.read(body.content, body.name) for body in bodies]
    bills = [bill for each in records for bill in each.bills]
    return bills, [vote for each in records for vote in each.votes]


def stored():
    events = Event.objects.exclude(kind__startswith="sitting_day")
    return (
        bills_as_stored(),
        sorted((vote_facts(row) for row in votes_whole()), key=lambda facts: facts.slug),
        Counter(
            (kind, *subjects, str(before), str(after))
            for kind, subjects, before, after in events.values_list(
                "kind", "subjects", "before", "after"
            )
        ),
    )


def test_a_set_ends_as_its_records_would_one_by_one(told, witness):
    bills, votes = told
    with undone():
        for facts in bills:
            save_bill(facts=facts, witness=witness)
        for facts in votes:
            save_vote(facts=facts, witness=witness)
        one_by_one = stored()

    witness.forget()
    save_bills([Stated(facts, witness) for facts in bills])
    save_votes([Stated(facts, witness) for facts in votes])

    assert stored() == one_by_one


def test_a_record_that_is_refused_leaves_the_rest_of_its_set(witness):
    ParliamentFactory()
    good, untitled, later = (
        BillFactsFactory(number="1-1", title="One Bill"),
        BillFactsFactory(number="2-1", title=""),
        BillFactsFactory(number="3-1", title="Three Bill"),
    )

    first, second, third = save_bills([Stated(f, witness) for f in (good, untitled, later)])

    assert (first.change, second.change, third.change) == (Change.INSERTED, None, Change.INSERTED)
    assert [problem.sentence for problem in second.problems] == ["a bill needs a title."]
    assert set(Bill.objects.values_list("slug", flat=True)) == {"54-1", "54-3"}


def test_a_vote_of_an_unknown_bill_waits_for_it_and_the_rest_of_its_set_does_not(witness):
    ParliamentFactory()
    save_bill(facts=BillFactsFactory(), witness=witness)
    known, unknown = VoteFactsFactory(), VoteFactsFactory(slug="54-7-vote", bills=("54-7",))

    first, second = save_votes([Stated(facts, witness) for facts in (known, unknown)])

    assert (first.change, second.change) == (Change.INSERTED, None)
    assert second.problems[0].waits_for == ("bill:54-7",)
    assert Vote.objects.get().slug == known.slug


@pytest.mark.parametrize("save", [save_bills, save_votes], ids=["bills", "votes"])
def test_a_set_costs_no_more_queries_than_half_of_it(told, witness, queries_of, save):
    bills, votes = told
    if save is save_votes:
        save_bills([Stated(facts, witness) for facts in bills])
    facts = bills if save is save_bills else votes
    whole = [one for one in facts if save is save_bills or not one.corrections]

    def cost(some):
        with undone():
            witness.forget()
            return queries_of(lambda: save([Stated(one, witness) for one in some]))

    assert cost(whole) <= cost(whole[::2])


def test_saving_a_set_again_writes_nothing(told, witness):
    bills, votes = told
    save_bills([Stated(facts, witness) for facts in bills])
    save_votes([Stated(facts, witness) for facts in votes])
    before = stored()

    again = [
        *save_bills([Stated(facts, witness) for facts in bills]),
        *save_votes([Stated(facts, witness) for facts in votes]),
    ]

    assert {saved.change for saved in again} == {Change.UNCHANGED}
    assert stored() == before
