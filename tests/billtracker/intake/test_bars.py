"""What the bars of the benchmark say of rows, queries and memory, which no clock has to tell."""

import gc
import tracemalloc

import pytest
from django.db import connection

from bills.ingest.sources import BILLS_API, TABLES
from bills.models import Bill, Referral, Stage, Vote
from billtracker.intake import pipeline
from billtracker.intake.runs import take_in
from tests.bench.bodies import Amount, bill_bodies, corrected_votes, moved_rows, vote_bodies
from tests.bench.house import make_the_house
from tests.taking_in import say_nothing

pytestmark = pytest.mark.django_db
AMOUNT = Amount(bills=200, votes=100)
# A run notes itself, and when its source was tried.
OF_THE_RUN = {"intake_run", "provenance_source"}
LONG_AGO = "2020-01-01T00:00:00Z"
FACTS = (Bill, Stage, Referral, Vote)


def import_all(amount, *, changed=False):
    for plan, make in ((BILLS_API, bill_bodies), (TABLES, vote_bodies)):
        report = take_in(plan, make(amount, changed=changed), say_nothing)
        assert report.problems == []


@pytest.fixture
def house():
    make_the_house((BILLS_API, TABLES))


@pytest.fixture
def imported(house):
    import_all(AMOUNT)


def rows_where_they_lie():
    """Return, by table, a digest of all rows and of where they lie: a row written over moves."""
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - OF_THE_RUN:
            cursor.execute(
                f"SELECT md5(string_agg(row.ctid::text || row::text, '|' ORDER BY row.ctid))"  # noqa: S608
                f" FROM {table} AS row"
            )
            found[table] = cursor.fetchone()
    return found


def test_the_same_again_writes_no_row_but_the_runs_own(imported):
    before = rows_where_they_lie()

    import_all(AMOUNT)

    assert rows_where_they_lie() == before


def test_of_what_changed_only_those_rows_move(imported):
    for model in FACTS:
        model.objects.update(updated_at=LONG_AGO)

    import_all(AMOUNT, changed=True)

    moved = {model: model.objects.exclude(updated_at=LONG_AGO) for model in FACTS}
    corrected = {number for number, _ in corrected_votes(AMOUNT)}
    assert {bill.slug for bill in moved[Bill]} == {f"54-{n}" for n in corrected | {100, 200}}
    assert moved[Vote].count() == len(corrected)
    assert not moved[Stage].exists()
    assert not moved[Referral].exists()
    assert moved[Bill].count() + moved[Vote].count() == moved_rows(AMOUNT)


def test_what_changed_costs_no_more_queries_for_being_more(house, queries_of):
    few, many = Amount(bills=100, votes=100), Amount(bills=400, votes=400, first=1001)
    for amount in (few, many):
        import_all(amount)

    def cost(amount):
        return queries_of(lambda: import_all(amount, changed=True))

    assert cost(many) <= cost(few)


def test_memory_is_bounded_by_the_chunk(house, monkeypatch):
    monkeypatch.setattr(pipeline, "_BODIES_AT_ONCE", 20)
    warm, few, many = (Amount(n, n, first) for n, first in ((40, 1), (80, 1001), (320, 2001)))
    import_all(warm)

    def most_held_by(amount):
        gc.collect()
        tracemalloc.start()
        import_all(amount)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert most_held_by(many) < 1.25 * most_held_by(few)
