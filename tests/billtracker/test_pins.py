"""What a person entered is theirs to change: a source that differs is told so, and no more."""

from dataclasses import replace
from datetime import date

import pytest

from bills.domain.facts import ListedFact
from bills.domain.votes import Tally, VoteResult
from bills.models import Bill, Stage, Vote
from bills.services import save_bill, save_vote
from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.problems import Kind
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.services import Witness, keep_all, register
from members.models import Attendance
from members.services import save_attendance
from tests.factories import (
    AttendanceFactFactory,
    BillFactsFactory,
    MembershipFactory,
    ParliamentFactory,
    SittingDayFactory,
    VoteFactsFactory,
)

pytestmark = pytest.mark.django_db
CORRECTED = "Principles of the Treaty of Waitangi (Corrected) Bill"


@pytest.fixture
def clerk(django_user_model):
    """A person who enters facts."""
    return Witness(person_id=django_user_model.objects.create_user("clerk").pk)


@pytest.fixture(autouse=True)
def house():
    ParliamentFactory()


def test_a_source_does_not_overwrite_what_a_person_corrected(witness, clerk):
    save_bill(facts=BillFactsFactory(), witness=witness)
    save_bill(facts=BillFactsFactory(title=CORRECTED, stages=()), witness=clerk)

    change, problems = save_bill(facts=BillFactsFactory(title="Another Bill"), witness=witness)

    bill = Bill.objects.get()
    assert (change, bill.title, bill.pinned) == (Change.UNCHANGED, CORRECTED, ["title"])
    (problem,) = (p for p in problems if p.matter is Kind.PINNED)
    assert (problem.field, problem.target) == ("title", f"bills.Bill:{bill.pk}")
    assert "'Another Bill'" in problem.sentence
    assert CORRECTED in problem.sentence


def test_a_source_that_agrees_with_a_person_raises_nothing(witness, clerk):
    save_bill(facts=BillFactsFactory(title=CORRECTED), witness=clerk)

    assert save_bill(facts=BillFactsFactory(title=CORRECTED), witness=witness) == (
        Change.UNCHANGED,
        [],
    )


def test_a_source_still_moves_the_columns_that_nobody_entered(witness, clerk):
    save_bill(facts=BillFactsFactory(), witness=witness)
    save_bill(facts=BillFactsFactory(title=CORRECTED, stages=()), witness=clerk)
    listed = ListedFact("First Reading", date(2024, 11, 14))

    change, _ = save_bill(
        facts=BillFactsFactory(title="Another Bill", listed=listed), witness=witness
    )

    bill = Bill.objects.get()
    assert (change, bill.title, bill.listed_stage) == (Change.CHANGED, CORRECTED, "First Reading")
    assert Event.objects.filter(kind="bill.changed").latest("pk").after == {
        "listed_stage": "First Reading",
        "listed_on": "2024-11-14",
    }


def test_a_person_may_change_their_mind(clerk):
    save_bill(facts=BillFactsFactory(title=CORRECTED), witness=clerk)

    change, problems = save_bill(facts=BillFactsFactory(), witness=clerk)

    assert (change, problems) == (Change.CHANGED, [])
    assert Bill.objects.get().title == BillFactsFactory().title


def test_all_that_a_person_entered_of_a_new_row_is_theirs(clerk):
    save_bill(facts=BillFactsFactory(), witness=clerk)

    assert set(Stage.objects.get().pinned) == {"bill", "known_by", "on", "stage"}


def test_a_vote_that_a_person_entered_stays_whole(witness, clerk):
    save_bill(facts=BillFactsFactory(), witness=witness)
    facts = VoteFactsFactory(tallies=(Tally("aye", 68), Tally("no", 54)))
    save_vote(facts=facts, witness=clerk)

    other = replace(facts, tallies=(Tally("aye", 54), Tally("no", 68)))
    change, problems = save_vote(
        facts=replace(other, result=VoteResult.NOT_AGREED), witness=witness
    )

    vote = Vote.objects.get()
    assert (change, vote.result) == (Change.UNCHANGED, "agreed")
    (problem,) = (p for p in problems if p.matter is Kind.PINNED)
    assert (problem.field, problem.target) == ("whole", f"bills.Vote:{vote.pk}")


def test_an_absence_that_a_person_entered_stays(witness, clerk):
    SittingDayFactory()
    MembershipFactory(member__slug="christopher-luxon")
    facts = AttendanceFactFactory()
    save_attendance(facts=facts, witness=clerk)

    change, problems = save_attendance(facts=replace(facts, reason="Elsewhere."), witness=witness)

    assert (change, Attendance.objects.get().reason) == (Change.UNCHANGED, facts.reason)
    assert [problem.field for problem in problems] == ["reason"]


def test_a_body_read_again_leaves_what_another_source_has_said_since(witness):
    source = register(key="later", title="A later source", publisher="", url="")
    keep_all(source=source, bodies=[Fetched("later", b"later")])
    save_bill(facts=BillFactsFactory(), witness=witness)
    save_bill(
        facts=BillFactsFactory(title=CORRECTED), witness=Witness(retrieval=source.retrievals.get())
    )

    change, _ = save_bill(facts=BillFactsFactory(), witness=witness)

    assert (change, Bill.objects.get().title) == (Change.UNCHANGED, CORRECTED)
