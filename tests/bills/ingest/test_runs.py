"""Whole runs of the bills API, over real sockets, whatever upstream does meanwhile."""

import pytest

from bills.ingest.sources import BILLS_API
from bills.models import Bill
from billtracker.intake import runs
from billtracker.intake.models import Matter, Run
from billtracker.outcome import Outcome
from tests.bills.ingest.stored import bills_as_stored
from tests.factories import undone
from tests.taking_in import say_nothing, take_in_from
from tests.upstream import World
from tests.upstream.world import BILLS

pytestmark = pytest.mark.django_db
DETAILS = "/api/data/Bill/"


@pytest.fixture
def recorded(upstream, recordings):
    """Upstream with all that was recorded; the list has just the bills recorded in whole."""
    upstream.world = World.recorded(recordings)
    kept = upstream.world.details
    upstream.world.rows[BILLS] = [row for row in upstream.world.rows[BILLS] if row["id"] in kept]
    return upstream


@pytest.fixture
def few(recorded):
    """The same, of six bills."""
    recorded.world.rows[BILLS] = recorded.world.rows[BILLS][:6]
    return recorded


def run():
    return runs.go_on(runs.begun(BILLS_API), say_nothing)


def listed_ids(upstream):
    return [row["id"] for row in upstream.world.rows[BILLS]]


def unlisted():
    return list(Bill.objects.exclude(unlisted_on=None).values_list("upstream_id", flat=True))


def test_what_a_run_asked_for_is_what_files_give(recorded, recordings):
    with undone():
        run()
        asked = bills_as_stored()

    take_in_from(BILLS_API, recordings / "bills_api")
    whole = set(listed_ids(recorded))
    slugs = set(Bill.objects.filter(upstream_id__in=whole).values_list("slug", flat=True))

    assert [[row for row in rows if row[0] in slugs] for rows in bills_as_stored()] == asked


def test_a_second_run_asks_for_no_bill_and_writes_nothing_but_itself(few):
    run()
    before, asked = bills_as_stored(), len(few.asked_at(DETAILS))

    assert run().outcome is Outcome.UNCHANGED
    assert (bills_as_stored(), len(few.asked_at(DETAILS))) == (before, asked)
    assert list(Run.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "changed",
        "unchanged",
    ]


@pytest.mark.parametrize(
    "fault",
    ["error", "busy", "cut", "cut_json", "challenge", "shell", "wrong_type", "html", "reset"],
)
def test_a_fault_of_one_bill_costs_that_bill_until_the_next_run(few, fault, settings):
    settings.HTTP_TRIES, settings.HTTP_WAIT_AT_MOST_SECONDS = 1, 0.01
    with undone():
        run()
        undisturbed = bills_as_stored()
    broken = listed_ids(few)[2]
    few.fault(fault, at=DETAILS + broken)

    disturbed = run()

    assert disturbed.outcome is Outcome.PARTIAL
    stages = Bill.objects.filter(stages__isnull=False).distinct()
    assert stages.exclude(upstream_id=broken).count() == 5
    few.heal()
    run()
    assert bills_as_stored() == undisturbed
    assert not Matter.objects.filter(state="open", kind="impossible", url__contains=broken)


def test_a_source_that_answers_nothing_is_unavailable(upstream, settings):
    settings.HTTP_TRIES = 1
    upstream.fault("error")

    assert run().outcome is Outcome.UNAVAILABLE
    assert Run.objects.get().outcome == "unavailable"


def test_a_bill_that_vanished_from_the_whole_list_is_marked_and_kept(few):
    run()
    gone = few.world.rows[BILLS].pop()["id"]

    run()

    assert unlisted() == [gone]


def test_a_list_of_which_a_page_is_missing_says_nothing_of_any_bill(few, settings):
    settings.BILLS_API_PAGE_SIZE, settings.HTTP_TRIES = 3, 1
    run()
    few.world.rows[BILLS].pop()
    few.fault("error", at="/api/data/search", on=[len(few.asked_at("/api/data/search")) + 4])

    assert run().outcome is Outcome.PARTIAL
    assert unlisted() == []
