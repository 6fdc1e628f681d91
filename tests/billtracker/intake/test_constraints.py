"""What the database itself refuses about runs, errands and matters, whoever writes."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories import ErrandFactory, MatterFactory, RunFactory, rules_of, triggers_of

pytestmark = pytest.mark.django_db


def two_errands_of_one_name():
    run = RunFactory()
    ErrandFactory.create_batch(2, run=run, name="search.json")


def one_matter_raised_twice():
    matter = MatterFactory()
    matter.pk = None
    matter.save(force_insert=True)


BROKEN = {
    "errand_once_a_run": two_errands_of_one_name,
    "matter_closed_with_its_reason": lambda: MatterFactory(
        state="dismissed", closed_at=timezone.now()
    ),
    "matter_kind_known": lambda: MatterFactory(kind="strange"),
    "matter_raised_once": one_matter_raised_twice,
    "run_ends_with_an_outcome": lambda: RunFactory(ended_at=timezone.now()),
    "run_one_at_a_time": lambda: RunFactory.create_batch(2),
    "run_outcome_known": lambda: RunFactory(ended_at=timezone.now(), outcome="fine"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_a_row_that_breaks(name):
    with pytest.raises(IntegrityError) as refusal:
        BROKEN[name]()

    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_a_row_that_breaks_it():
    assert rules_of("intake") == (set(BROKEN), set())
    assert triggers_of("intake") == set()


@pytest.mark.parametrize(
    "closed",
    [
        {"state": "open", "closed": True},
        {"state": "settled"},
        {"state": "dismissed", "reason": "As printed."},
        {"state": "lost", "closed": True, "reason": "As printed."},
    ],
    ids=["open and closed", "settled never", "dismissed never", "in no known state"],
)
def test_a_matter_is_open_or_was_closed_at_some_moment(closed):
    closed_at = timezone.now() if closed.pop("closed", False) else None

    with pytest.raises(IntegrityError, match="matter_closed_with_its_reason"):
        MatterFactory(closed_at=closed_at, **closed)


def test_a_source_may_run_again_once_its_run_has_ended():
    run = RunFactory(ended_at=timezone.now(), outcome="unchanged")

    assert RunFactory(source=run.source).pk
