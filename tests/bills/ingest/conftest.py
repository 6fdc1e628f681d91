"""Answers of upstream as they were recorded, for the tests that take them in."""

import json
from collections.abc import Iterator

import pytest
from django.db import transaction

from bills.ingest.sources import BILLS_API
from billtracker.outcome import Report
from tests.taking_in import take_in_from


@pytest.fixture(scope="module")
def first_run(recordings, django_db_setup, django_db_blocker) -> Iterator[Report]:
    """The report of the recordings, taken in once and rolled back after this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = take_in_from(BILLS_API, recordings / "bills_api")
        with django_db_blocker.block():
            yield report
        transaction.set_rollback(True)


@pytest.fixture
def few(recordings, tmp_path):
    """A folder of 12 of the bills in whole, with the list cut to these and 20 others."""
    folder = recordings / "bills_api"
    paths = sorted((folder / "detail").glob("*.json"))[::3]
    whole = {path.stem: path.read_bytes() for path in paths}
    rows = json.loads((folder / "search.json").read_bytes())["results"]
    kept = [row for row in rows if row["id"] in whole] + rows[40:60]
    (tmp_path / "detail").mkdir()
    for name, content in whole.items():
        (tmp_path / "detail" / f"{name}.json").write_bytes(content)
    (tmp_path / "search.json").write_text(json.dumps({"results": kept}))
    (tmp_path / "facets.json").write_bytes((folder / "facets.json").read_bytes())
    return tmp_path
