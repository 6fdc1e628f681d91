"""Records of bodies on their way in, saved set by set: one that is refused stops no other."""

import pytest

from billtracker.intake.taken import Saved, Taken, Told, put, singly
from billtracker.outcome import Change, Outcome
from billtracker.problems import Problem, Refused, Severity
from billtracker.provenance.facts import Grounds
from billtracker.provenance.merging import merge
from billtracker.provenance.models import Origin
from billtracker.provenance.services import Witness
from members.models import Member
from tests.factories import MemberFactory, RetrievalFactory

pytestmark = pytest.mark.django_db
PROBLEM = Problem("bill 54-94", "title", "a bill needs a title.")
FLAG = Problem("bill 54-94", "number", "'' is not a bill number.", Severity.FLAGGED)
TOO_LONG = "x" * 200


@pytest.fixture
def body():
    return Taken("a", Witness(retrieval=RetrievalFactory()))


def told_by(body, *records):
    return [Told(record, record, body) for record in records]


def bring(told):
    values = {"slug": told.record, "name": told.facts, "sort_name": told.facts}
    merged = merge(None, new=Member, values=values, witness=told.witness, grounds=Grounds())
    return merged.change


def bring_and_refuse_the_first(told):
    change = bring(told)
    if told.record == "one":
        raise Refused(PROBLEM)
    return change


def in_sets(sets):
    """Return a way to save sets, which notes them, by plain rows of members."""

    def save(told):
        sets.append([one.facts for one in told])
        for one in told:
            MemberFactory(slug=one.record, name=one.facts, sort_name="")
        return [Saved(Change.INSERTED)] * len(told)

    return save


def test_what_a_refused_record_rested_on_is_made_again_for_the_next(body):
    put(told_by(body, "one", "two"), singly(bring_and_refuse_the_first))

    assert list(Member.objects.values_list("name", "origin__retrieval")) == [
        ("two", body.witness.retrieval.pk)
    ]
    assert Origin.objects.filter(retrieval=body.witness.retrieval).count() == 1


def test_a_refused_record_leaves_its_problems_and_the_others_their_counts(body):
    put(told_by(body, "one", "two"), singly(bring_and_refuse_the_first))

    assert (body.report.outcome, body.report.problems) == (Outcome.PARTIAL, [PROBLEM])
    assert body.report.counts == {Change.INSERTED: 1}


def test_a_flag_is_told_but_refuses_nothing(body):
    put(told_by(body, "one"), singly(lambda _told: (Change.INSERTED, [FLAG])))

    assert (body.report.outcome, body.report.problems) == (Outcome.CHANGED, [FLAG])


def test_what_the_database_refuses_becomes_a_sentence_and_stops_nothing(body):
    put(told_by(body, "one", TOO_LONG, "three"), singly(bring))

    assert [problem.record for problem in body.report.problems] == [TOO_LONG]
    assert body.report.problems[0].sentence.startswith("refused it: value too long")
    assert body.report.counts == {Change.INSERTED: 2}


@pytest.mark.parametrize("place", range(8))
def test_the_one_record_that_the_database_refuses_in_a_set_is_found_by_halves(body, place):
    records, sets = list("abcdefgh"), []
    records[place] = TOO_LONG

    put(told_by(body, *records), in_sets(sets))

    assert [problem.record for problem in body.report.problems] == [TOO_LONG]
    assert Member.objects.count() == 7
    assert len(sets) <= 7


def test_a_record_given_twice_in_a_body_is_taken_once_and_said(body):
    told = [Told("one", "first", body), Told("one", "second", body)]

    put(told, singly(bring))

    assert list(Member.objects.values_list("name", flat=True)) == ["first"]
    assert [str(problem) for problem in body.report.problems] == [
        "one, given again, id: is given twice in this body; the first was taken."
    ]


def test_records_of_one_name_from_several_bodies_are_saved_one_after_the_other():
    bodies = [Taken(name, Witness(retrieval=RetrievalFactory())) for name in "abc"]
    told = [Told("x", body.name, body) for body in bodies]
    told.insert(1, Told("y", "other", bodies[0]))
    sets = []

    put(told, in_sets(sets))

    assert sets == [["a", "other"], ["b"], ["c"]]


def test_a_problem_is_noted_with_the_body_whose_record_it_is():
    bodies = [Taken(name, Witness(retrieval=RetrievalFactory())) for name in "ab"]

    put(
        [Told("two", "two", bodies[0]), Told("one", "one", bodies[1])],
        singly(bring_and_refuse_the_first),
    )

    assert [body.report.problems for body in bodies] == [[], [PROBLEM]]
