"""The log of events: it only grows, with its changes, and shows itself in order."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from billtracker.events.models import Event
from billtracker.events.services import record
from tests.factories import EventFactory, OriginFactory, rules_of, triggers_of

WRITERS = 4
EVENTS_OF_EACH = 12
PATIENCE = 10


def write(subject, *, after_writing=lambda: None):
    """Write one event in a transaction and connection of its own; return its number."""
    try:
        with transaction.atomic():
            record(kind="bill.changed", subjects=[subject], after={})
            event = Event.objects.latest("pk")
            after_writing()
        return event.pk
    finally:
        connection.close()


def write_many(writer):
    pause = 0.0005 * (writer + 1)
    return [
        write(f"bill:54-{writer}", after_writing=lambda: time.sleep(pause))
        for _ in range(EVENTS_OF_EACH)
    ]


def follow_the_log(wanted):
    """Read the log by number as a follower does, until `wanted` events were seen."""
    seen = []
    deadline = time.monotonic() + PATIENCE
    while len(seen) < wanted and time.monotonic() < deadline:
        newest = seen[-1] if seen else 0
        seen += Event.objects.following(newest).values_list("pk", flat=True)
    connection.close()
    return seen


def recorded():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda event: Event.objects.filter(pk=event.pk).update(kind="bill.forged"),
        lambda event: event.delete(),
        lambda event: Event.objects.filter(pk=event.pk)._raw_delete("default"),  # noqa: SLF001
    ],
    ids=["update", "delete", "delete behind Django's back"],
)
def test_an_event_is_never_altered_or_removed(change):
    event = EventFactory()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change(event)

    assert refusal.value.__cause__.diag.constraint_name == "event_append_only"
    assert recorded() == ["bill.changed"]


@pytest.mark.django_db
def test_an_event_is_about_something():
    with pytest.raises(IntegrityError) as refusal:
        EventFactory(subjects=[])

    assert refusal.value.__cause__.diag.constraint_name == "event_has_a_subject"


@pytest.mark.django_db
def test_the_log_has_no_rule_that_is_not_tested_here():
    assert rules_of("events") == ({"event_has_a_subject"}, set())
    assert triggers_of("events") == {"event_append_only"}


@pytest.mark.django_db
def test_an_event_names_each_subject_once_and_in_order():
    record(kind="vote.inserted", subjects=["vote:x", "bill:a", "vote:x"], after={})
    event = Event.objects.latest("pk")

    assert event.subjects == ["bill:a", "vote:x"]


@pytest.mark.django_db
def test_an_event_names_the_person_who_entered_the_fact(django_user_model):
    clerk = django_user_model.objects.create_user("clerk")
    origin = OriginFactory(retrieval=None, entered_by=clerk)

    record(kind="vote.changed", subjects=["vote:x"], after={}, origin=origin)

    event = Event.objects.latest("pk")

    assert event.actor == clerk


@pytest.mark.django_db
def test_events_are_found_by_what_they_touch():
    about = EventFactory(subjects=["bill:54-94", "party:act"])
    EventFactory(subjects=["bill:54-941"])

    assert list(Event.objects.about("bill", "54-94")) == [about]


@pytest.mark.django_db
def test_a_reader_goes_on_after_the_last_event_it_saw():
    seen, second, third = EventFactory.create_batch(3)

    assert list(Event.objects.following(seen.pk)) == [second, third]


@pytest.mark.django_db(transaction=True)
def test_an_event_is_refused_outside_a_transaction():
    with pytest.raises(RuntimeError, match="in the transaction of its change"):
        record(kind="bill.changed", subjects=["bill:54-94"], after={})

    assert recorded() == []


@pytest.mark.django_db(transaction=True)
def test_an_event_is_rolled_back_with_its_change():
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write("bill:54-94", after_writing=fail)

    assert recorded() == []


@pytest.mark.django_db(transaction=True)
def test_a_later_number_is_not_seen_before_an_earlier_one():
    has_written, may_commit = threading.Event(), threading.Event()

    def hold():
        has_written.set()
        may_commit.wait(PATIENCE)

    with ThreadPoolExecutor(2) as writers:
        first = writers.submit(write, "bill:54-1", after_writing=hold)
        has_written.wait(PATIENCE)
        second = writers.submit(write, "bill:54-2")
        time.sleep(0.3)
        seen_meanwhile = recorded()
        may_commit.set()
        numbers = [first.result(PATIENCE), second.result(PATIENCE)]

    assert seen_meanwhile == []
    assert numbers == sorted(numbers)


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_follows_the_log_by_number_misses_nothing():
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(follow_the_log, WRITERS * EVENTS_OF_EACH)
        written = [number for part in threads.map(write_many, range(WRITERS)) for number in part]
        seen = reader.result(PATIENCE)

    assert seen == sorted(written)


@pytest.mark.django_db
def test_an_event_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match=r"'bill\.forged' is not a kind of event"):
        record(kind="bill.forged", subjects=["bill:54-94"], after={})
