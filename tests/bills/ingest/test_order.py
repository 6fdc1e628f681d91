"""However bodies arrive, the record ends the same."""

import random
from itertools import batched

import pytest

from bills.ingest.sources import BILLS_API
from billtracker.intake.pipeline import take_in
from tests.bills.ingest.stored import bills_as_stored, say_nothing
from tests.conftest import load_record
from tests.factories import undone
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def orderly(recordings):
    """What is stored after every recording came once, in the order in which it is wanted."""
    with undone():
        take_in_from(BILLS_API, recordings / "bills_api")
        return bills_as_stored()


@pytest.mark.parametrize("seed", [20241114, 20250410])
def test_shuffled_repeated_and_interleaved_runs_end_in_the_same_record(recordings, orderly, seed):
    bodies = 2 * list(BILLS_API.recorded(recordings / "bills_api"))
    random.Random(seed).shuffle(bodies)  # noqa: S311 - no secret

    for few in batched(bodies, 7):
        take_in(BILLS_API, few, say_nothing)

    assert bills_as_stored() == orderly


def test_the_sample_record_and_official_answers_agree_whichever_comes_first(recordings):
    with undone():
        load_record()
        take_in_from(BILLS_API, recordings / "bills_api")
        sample_first = bills_as_stored()

    take_in_from(BILLS_API, recordings / "bills_api")
    load_record()

    assert bills_as_stored() == sample_first
