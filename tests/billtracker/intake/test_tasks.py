"""The tasks themselves: thin, safe to do twice, and handing on to their successors."""

import pytest
from celery import current_app
from django.db import OperationalError

from billtracker.intake import asking, runs, tasks
from billtracker.intake.models import Run
from billtracker.outcome import Outcome

pytestmark = pytest.mark.django_db
OURS = ("fetch", "load", "sweep", "say_what_is_late")


@pytest.fixture
def sent(monkeypatch):
    """The tasks that were sent on, each with its run."""
    sent = []
    for name in ("fetch", "load"):
        task = getattr(tasks, name)
        monkeypatch.setattr(task, "delay", lambda run, name=name: sent.append((name, run)))
    return sent


def test_fetching_all_there_is_sends_for_the_reading_of_it(world, sent):
    run = runs.begun(world)

    tasks.fetch(run.pk)

    assert not asking.is_open(run)
    assert sent == [("load", run.pk)]


def test_fetching_stops_after_a_few_seconds_and_hands_on(world, sent, monkeypatch):
    run = runs.begun(world)
    monkeypatch.setattr(tasks, "_SECONDS", -1)

    tasks.fetch(run.pk)

    assert asking.is_open(run)
    assert sent == [("load", run.pk), ("fetch", run.pk)]


def test_reading_closes_a_run_that_is_over_and_twice_does_nothing_more(world, sent):
    run = runs.begun(world)
    tasks.fetch(run.pk)

    tasks.load(run.pk)
    run.refresh_from_db()
    ended_at = run.ended_at
    tasks.load(run.pk)
    tasks.fetch(run.pk)

    run.refresh_from_db()
    assert run.outcome == Outcome.REFUSED  # it names a Parliament that is not on record
    assert run.ended_at == ended_at


def test_reading_stops_after_a_few_seconds_and_hands_on(world, sent, monkeypatch):
    run = runs.begun(world)
    tasks.fetch(run.pk)
    monkeypatch.setattr(tasks, "_SECONDS", -1)

    tasks.load(run.pk)

    assert sent == [("load", run.pk), ("load", run.pk)]
    assert Run.objects.get().ended_at is None


def test_a_sweep_sends_what_each_open_run_needs(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(
        runs.current_app, "send_task", lambda name, words: sent.append((name, words))
    )
    run = runs.begun(world)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()

    assert sent == [(runs.FETCH, [run.pk])]


@pytest.mark.parametrize(
    ("name", "queue"), [("fetch", "fetch"), ("load", "load"), ("sweep", "tell")]
)
def test_asking_reading_and_short_work_have_queues_of_their_own(name, queue):
    route = current_app.amqp.router.route({}, f"billtracker.intake.tasks.{name}")

    meant = route["queue"]
    assert (meant.name, meant.exchange.name, meant.routing_key) == (queue, queue, queue)


@pytest.mark.parametrize("name", OURS)
def test_a_task_ends_before_the_queue_would_hand_it_out_again(name):
    task = getattr(tasks, name)
    hard = task.time_limit or current_app.conf.task_time_limit
    soft = task.soft_time_limit or current_app.conf.task_soft_time_limit

    assert soft < hard < current_app.conf.broker_transport_options["visibility_timeout"]


@pytest.mark.parametrize("name", ["fetch", "load"])
def test_a_database_that_went_away_is_tried_again_a_few_times(name):
    task = getattr(tasks, name)

    assert OperationalError in task.autoretry_for
    assert task.max_retries == 5


def test_the_runs_send_tasks_by_the_names_they_have():
    assert {runs.FETCH, runs.LOAD} == {tasks.fetch.name, tasks.load.name}
