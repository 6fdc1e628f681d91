"""Fixtures that any test may ask for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bills.ingest.sources import RECORD_BILLS
from billtracker.http import shared
from billtracker.outcome import Outcome, Report
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.services import Witness, keep_all, register
from members.ingest.sources import RECORD_MEMBERS
from tests.taking_in import take_in_from
from tests.upstream import Upstream

RECORDINGS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "nz"


def load_record() -> Report:
    """Load the sample record by the path that any source takes."""
    report = Report()
    for plan in (RECORD_MEMBERS, RECORD_BILLS):
        report.add(take_in_from(plan, plan.home))
    return report


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker) -> Iterator[Report]:
    """The sample record, loaded once for a module and rolled back after it.

    Each test of the module still has a transaction of its own, nested in this one.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        report = load_record()
        assert report.outcome is Outcome.CHANGED, report.problems
        with django_db_blocker.block():
            yield report
        transaction.set_rollback(True)


@pytest.fixture
def witness(db) -> Witness:
    """Someone who brings facts: a retrieval of nothing in particular."""
    source = register(key="test", title="A test", publisher="", url="")
    keep_all(source=source, bodies=[Fetched("test", b"test")])
    return Witness(retrieval=source.retrievals.latest("id"))


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of untouched upstream recordings, which the project does not carry."""
    if not RECORDINGS.is_dir():
        pytest.skip("the upstream recordings (shared/data/nz beside the project) are not here")
    return RECORDINGS


@pytest.fixture
def queries_of() -> Callable[[Callable[[], object]], int]:
    """Count the queries that a call makes."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(captured)

    return count


@pytest.fixture
def upstream(settings) -> Iterator[Upstream]:
    """A recorded upstream, empty at first, which the settings name as every source's address."""
    settings.HTTP_SECONDS_BETWEEN = settings.HTTP_BACKOFF_SECONDS = 0
    settings.HTTP_READ_SECONDS = 5
    with Upstream() as running:
        settings.BILLS_API_URL = settings.HANSARD_URL = running.url
        # Another test may have had the same port, and its host's rules and turns.
        shared.client().delete(
            *(f"billtracker:{kind}:{running.url}" for kind in ("robots", "turn"))
        )
        yield running
