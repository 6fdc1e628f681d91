"""The review queue follows what bodies leave for a person: raised, settled, opened again."""

import pytest
from django.utils import timezone

from billtracker.intake.models import Matter
from billtracker.intake.review import raise_matters, waiting
from billtracker.problems import Kind, Problem, Severity
from tests.billtracker.intake.sources import take, unknown
from tests.factories import RetrievalFactory

pytestmark = pytest.mark.django_db


def states():
    return list(Matter.objects.order_by("id").values_list("record", "state"))


def dismiss():
    Matter.objects.update(state="dismissed", closed_at=timezone.now(), reason="As printed.")


def test_what_was_refused_is_raised_with_its_body_and_what_it_waits_for():
    take(("a", "?Jacinda Ardern"))

    matter = Matter.objects.get()
    assert (matter.kind, matter.state, matter.url) == ("unknown_name", "open", "a")
    assert matter.waits_for == ["member:jacinda ardern"]
    assert matter.retrieval.url == "a"


def test_what_is_merely_odd_is_not_raised():
    odd = Problem("bill 54-94", "number", "is odd.", Severity.FLAGGED)

    raise_matters([(RetrievalFactory(), [odd])])

    assert not Matter.objects.exists()


def test_reading_the_same_body_again_raises_nothing_anew():
    take(("a", "?Jacinda Ardern"))
    raised = Matter.objects.values().get()

    take(("a", "?Jacinda Ardern"))

    assert Matter.objects.values().get() == raised


def test_a_later_body_without_the_problem_settles_it():
    take(("a", "Ardern*"), ("b", "Luxon*"))

    take(("a", "Ardern"))

    assert states() == [("member ardern", "settled"), ("member luxon", "open")]
    assert Matter.objects.earliest("id").closed_at


def test_what_was_settled_is_opened_when_it_is_raised_again():
    take(("a", "Ardern*"))
    take(("a", "Ardern"))
    settled_at = Matter.objects.get().closed_at
    Matter.objects.update(reason="Named.")

    take(("a", "Ardern*"))

    matter = Matter.objects.get()
    assert (matter.state, matter.closed_at, matter.reason) == ("open", None, "")
    assert matter.raised_at > settled_at


def test_what_was_dismissed_stays_so_however_often_it_is_raised():
    take(("a", "Ardern*"))
    dismiss()

    take(("a", "Ardern*\nLuxon"))

    assert states() == [("member ardern", "dismissed")]


def test_what_was_dismissed_is_not_settled_either():
    take(("a", "Ardern*"))
    dismiss()

    take(("a", "Ardern"))

    assert states() == [("member ardern", "dismissed")]


def test_a_matter_raised_again_shows_the_newest_body_and_candidates():
    first, second = RetrievalFactory.create_batch(2, url="a")
    raise_matters([(first, [unknown("vote", "C Luxon")])])

    raise_matters([(second, [unknown("vote", "C Luxon", ["christopher-luxon"])])])

    matter = Matter.objects.get()
    assert (matter.retrieval, matter.candidates) == (second, ["christopher-luxon"])


def test_the_same_problem_of_another_body_is_another_matter():
    take(("a", "?Jacinda Ardern"), ("b", "?Jacinda Ardern"))

    assert Matter.objects.count() == 2


def test_names_wait_with_the_bodies_that_bear_them_until_their_matter_is_closed():
    take(("a", "?Jacinda Ardern\n?Judith Collins"), ("b", "?Bill English"))
    source = Matter.objects.latest("id").source_id
    Matter.objects.filter(url="b").update(
        state="dismissed", closed_at=timezone.now(), reason="Not a member."
    )

    assert waiting() == {(source, "a"): {"member:jacinda ardern", "member:judith collins"}}


def test_raising_costs_the_same_for_many_bodies(queries_of):
    few, many = (RetrievalFactory.create_batch(size) for size in (2, 20))
    problem = Problem("bill 54-94", "title", "is missing.", kind=Kind.IMPOSSIBLE)

    one = queries_of(lambda: raise_matters([(retrieval, [problem]) for retrieval in few]))

    assert queries_of(lambda: raise_matters([(r, [problem]) for r in many])) == one
