"""Proposed members' bills and Amendment Papers, from bills in whole and from lists of their own.

No list of either is recorded: their rows are made here of the members that domain.md B1 names.
"""

import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.ingest.bills_api import parse_answer
from bills.ingest.sources import BILLS_API
from bills.models import AmendmentPaper, ProposedBill
from billtracker.events.models import Event
from billtracker.outcome import Change, Outcome
from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched
from tests.bills.ingest.mutations import damaged
from tests.bills.ingest.test_bills_api import DETAIL, FACETS
from tests.factories import AliasFactory, BillFactory, MemberFactory, ParliamentFactory
from tests.taking_in import say_nothing, take_in

PAPER = {
    "id": "56c19011-3f8f-4c46-8901-08debd2f9fb1",
    "title": "634 - Gas (Market Transparency) Amendment Bill\n",
    "shortTitle": "Gas (Market Transparency) Amendment Bill",
    "documentType": None,
    "billNumber": None,
    "parliamentNumber": 54,
    "memberName": "Hon Simeon Brown",
    "publicationDate": "2026-05-28T00:00:00Z",
    "sop": "634",
}
PROPOSED = {
    "id": "be46339b-bcbf-4df1-8165-08ddf4a3cac0",
    "title": "Better Regional Boundaries Bill",
    "parliamentNumber": 54,
    "memberName": "Costley, Tim",
    "publicationDate": "2026-04-29T12:00:00+00:00",
    "sop": None,
}
OF_A_BILL = {
    "TargetDocumentType": "AmendmentToBill",
    "TargetDocumentId": PAPER["id"],
    "ItemDisplayName": "634 - Gas (Market Transparency) Amendment Bill",
    "ItemData": '{"Status":"Active","Type":"SupplementaryOrderPaper"}',
}


def listed(name, *rows):
    answer = {"totalResults": len(rows), "results": list(rows)}
    return Fetched(name, json.dumps(answer).encode())


def papers(*rows):
    return listed("amendment-papers/1.json", *rows)


def proposed(*rows):
    return listed("proposed-bills/1.json", *rows)


def whole(**changes):
    bill = {**DETAIL, "Associations": [OF_A_BILL], **changes}
    return Fetched(f"detail/{bill['Id']}.json", json.dumps(bill).encode())


def read(body):
    return parse_answer(body.content, body.name)


def take(*bodies):
    return take_in(BILLS_API, bodies, say_nothing)


@pytest.fixture
def parliament(db):
    return ParliamentFactory()


# Read


def test_a_row_of_the_list_becomes_an_amendment_paper():
    (paper,) = read(papers(PAPER)).amendment_papers

    assert (paper.number, paper.title) == ("634", "Gas (Market Transparency) Amendment Bill")
    assert (paper.parliament, paper.member_name) == (54, "Hon Simeon Brown")
    assert (paper.published_on, paper.bill) == (date(2026, 5, 28), "")


def test_a_row_of_the_list_becomes_a_proposed_bill():
    (bill,) = read(proposed(PROPOSED)).proposed_bills

    assert (bill.title, bill.member_name) == (PROPOSED["title"], "Costley, Tim")
    assert bill.published_on == date(2026, 4, 30)


def test_a_paper_that_names_its_bill_by_number_is_tied_to_it():
    assert read(papers({**PAPER, "billNumber": "322-1"})).amendment_papers[0].bill == "54-322"


@pytest.mark.parametrize("sop", [634, "634", None, ""], ids=repr)
def test_the_number_of_a_paper_is_its_sop_or_what_its_title_begins_with(sop):
    assert read(papers({**PAPER, "sop": sop})).amendment_papers[0].number == "634"


def test_a_paper_of_two_numbers_is_refused():
    records = read(papers({**PAPER, "sop": "635"}, {**PAPER, "id": "another"}))

    assert [p.sentence for p in records.problems] == [
        "is '635' in one place and '634' in the title."
    ]
    assert len(records.amendment_papers) == 1


@pytest.mark.parametrize("missing", ["id", "title", "parliamentNumber"])
def test_a_row_without_what_it_must_have_is_refused_by_name(missing):
    row = {name: value for name, value in PAPER.items() if name != missing}

    assert [problem.field for problem in read(papers(row)).problems] == [missing]


def test_the_recorded_bills_name_sixty_papers_and_twelve_proposals(recordings):
    bodies = [path.read_bytes() for path in recordings.glob("bills_api/detail/*.json")]
    records = [parse_answer(body, "detail.json") for body in bodies]
    numbers = [paper.number for one in records for paper in one.amendment_papers]

    assert (len(numbers), len(set(numbers))) == (60, 60)
    assert all(number.isdecimal() for number in numbers)
    assert sum(len(one.proposed_bills) for one in records) == 12


@given(st.sampled_from([PAPER, PROPOSED]).flatmap(lambda row: damaged([row, row])), st.data())
def test_damaged_rows_are_read_or_refused(rows, data):
    name = data.draw(st.sampled_from(["amendment-papers/1.json", "proposed-bills/1.json"]))
    content = json.dumps({"results": rows}).encode()

    with contextlib.suppress(Refused):
        records = parse_answer(content, name)
        taken = len(records.amendment_papers) + len(records.proposed_bills)
        assert taken <= len(rows)
        assert taken == len(rows) or records.problems


# Saved


@pytest.mark.usefixtures("parliament")
def test_the_list_and_the_bill_in_whole_tell_of_one_paper():
    take(papers(PAPER), whole())

    paper = AmendmentPaper.objects.get()
    assert (paper.number, paper.parliament.number) == ("634", 54)
    assert [bill.slug for bill in paper.bills.all()] == ["54-188"]
    assert list(Event.objects.about("bill", "54-188").values_list("kind", flat=True))[-1] == (
        "amendment_paper.changed"
    )


@pytest.mark.usefixtures("parliament")
def test_the_order_in_which_they_are_told_does_not_matter():
    take(whole(), papers(PAPER))

    paper = AmendmentPaper.objects.get()
    assert (paper.number, paper.parliament.number) == ("634", 54)
    assert [bill.slug for bill in paper.bills.all()] == ["54-188"]


@pytest.mark.usefixtures("parliament")
def test_a_paper_to_two_bills_is_of_both():
    take(whole(), whole(Id="another", BillNumber="189-1", Stages=[]))

    assert {bill.slug for bill in AmendmentPaper.objects.get().bills.all()} == {
        "54-188",
        "54-189",
    }


@pytest.mark.usefixtures("parliament")
def test_the_same_again_changes_nothing():
    bodies = [papers(PAPER), proposed(PROPOSED), whole()]
    take(*bodies)
    before = Event.objects.count()

    report = take(*(Fetched(b.name, b.content + b" ") for b in bodies))

    assert report.outcome is Outcome.UNCHANGED
    assert Event.objects.count() == before


@pytest.mark.usefixtures("parliament")
def test_a_bill_that_is_not_on_record_is_waited_for():
    report = take(papers({**PAPER, "billNumber": "322-1"}))

    assert (report.counts, report.refused) == ({Change.INSERTED: 1}, 0)
    assert {"bill:54-322"} in [set(problem.waits_for) for problem in report.problems]


def test_a_parliament_that_is_not_on_record_is_waited_for(db):
    refused = take(proposed(PROPOSED))

    assert refused.refused == 1
    assert ProposedBill.objects.count() == 0

    take(Fetched("facets.json", json.dumps(FACETS).encode()))

    assert ProposedBill.objects.get().parliament.number == 54


@pytest.mark.usefixtures("parliament")
def test_a_member_as_printed_is_kept_and_resolved_where_known():
    member = MemberFactory(slug="tim-costley")
    AliasFactory(member=member, text="Costley, Tim", folded="costley tim")

    report = take(proposed(PROPOSED), papers(PAPER))

    bill, paper = ProposedBill.objects.get(), AmendmentPaper.objects.get()
    assert (bill.member, bill.member_name) == (member, "Costley, Tim")
    assert (paper.member, paper.member_name) == (None, "Hon Simeon Brown")
    assert [problem.waits_for for problem in report.problems] == [("member:hon simeon brown",)]


@pytest.mark.usefixtures("parliament")
def test_what_was_proposed_is_tied_to_the_bill_that_it_became():
    of_a_proposal = {
        "TargetDocumentType": "ProposedMembersBill",
        "TargetDocumentId": PROPOSED["id"],
        "ItemDisplayName": PROPOSED["title"],
        "ItemData": '{"Status":"Introduced"}',
    }

    take(whole(Associations=[of_a_proposal]), proposed(PROPOSED))

    assert ProposedBill.objects.get().bill.slug == "54-188"


# Divided bills


def test_the_children_of_a_divided_bill_are_relations():
    children = [{"BillNumber": "188-3A"}, {"BillNumber": "188-3B", "ParliamentNumber": 54}]

    (bill,) = read(whole(ChildBills=children)).bills

    assert [(tie.kind, tie.bill) for tie in bill.relations] == [
        ("divided_into", "54-188A"),
        ("divided_into", "54-188B"),
    ]


@pytest.mark.parametrize("child", [{}, {"BillNumber": "soon"}, 4, None])
def test_a_child_that_cannot_be_read_is_left_out_and_said(child):
    records = read(whole(ChildBills=[child, {"BillNumber": "188-3B"}]))

    assert [tie.bill for tie in records.bills[0].relations] == ["54-188B"]
    assert [(p.field, p.severity) for p in records.problems] == [("ChildBills", "flagged")]


@pytest.mark.usefixtures("parliament")
def test_a_divided_bill_is_tied_to_its_children():
    BillFactory(stem=188, letter="A")

    take(whole(ChildBills=[{"BillNumber": "188-3A"}], TerminatedReasonName="Divided"))

    tie = AmendmentPaper.objects.get().bills.get().relations.get()
    assert (tie.kind, tie.other.slug) == ("divided_into", "54-188A")


# Rows that cannot be


@pytest.mark.usefixtures("parliament")
@pytest.mark.parametrize(
    "wrong", [{"id": "x" * 41}, {"id": ""}, {"title": " "}, {"parliamentNumber": 2**70}], ids=repr
)
def test_a_row_that_the_database_refuses_stops_no_other(wrong):
    report = take(
        papers(
            {**PAPER, **wrong}, {**PAPER, "id": "another", "title": "635 - X Bill", "sop": None}
        )
    )

    assert (report.outcome, report.refused) == (Outcome.PARTIAL, 1)
    assert AmendmentPaper.objects.get().number == "635"
