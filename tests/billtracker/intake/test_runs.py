"""Runs: one at a time, accounted for as the work goes, closed when nothing of it is left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bills.models import Bill
from billtracker.events.services import newest
from billtracker.intake import pipeline, runs, sources
from billtracker.intake.models import Run
from billtracker.outcome import Outcome, Report
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Source
from members.ingest.sources import RECORD_MEMBERS
from tests.billtracker.intake.record import digests
from tests.factories import ParliamentFactory, PartyFactory
from tests.taking_in import say_nothing, take_in_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
PARTIES = ("national", "act", "nz-first", "labour", "green", "te-pati-maori")


@pytest.fixture
def house(db):
    """The Parliament and the parties that the world names."""
    ParliamentFactory()
    for party in PARTIES:
        PartyFactory(slug=party)


@pytest.fixture
def sent(monkeypatch):
    """The tasks that would be sent, each with its run."""
    sent = []
    monkeypatch.setattr(
        runs.current_app, "send_task", lambda name, words: sent.append((name, *words))
    )
    return sent


def go(world):
    run = runs.begun(world)
    report = runs.go_on(run, say_nothing)
    run.refresh_from_db()
    return run, report


def facts():
    return {name: found for name, found in digests().items() if not name.startswith("intake_")}


def test_a_run_asks_reads_and_closes_with_its_account(world):
    run, report = go(world)

    assert Bill.objects.filter(title__startswith="World Number").count() == 3
    assert run.outcome == report.outcome == Outcome.CHANGED
    assert run.counts == report.as_counts()
    assert run.counts["inserted"] == 6
    source = Source.objects.get(key=world.key)
    assert (
        source.last_tried_at == source.last_succeeded_at == source.last_changed_at == run.ended_at
    )


def test_a_second_run_changes_nothing(world):
    go(world)
    before = facts()

    run, _ = go(world)

    assert run.outcome == Outcome.UNCHANGED
    assert facts() == before


def test_what_did_not_answer_makes_a_run_partial_and_is_asked_by_the_next(world, upstream):
    upstream.answers = lambda path: 500 if path == "/bill/1" else upstream.body(path)
    first, _ = go(world)
    upstream.answers = upstream.body

    second, _ = go(world)

    assert (first.outcome, second.outcome) == (Outcome.PARTIAL, Outcome.CHANGED)
    assert first.counts["unanswered"] == 1
    assert first.problems == [f"bill 1: {upstream.address}/bill/1 answered 500."]


def test_a_run_that_left_something_and_changed_nothing_moves_no_last_change(world, upstream):
    run, _ = go(world)
    upstream.answers = lambda path: 500 if path == "/list/1" else upstream.body(path)

    again = runs.go_on(runs.begun(world), say_nothing)

    assert again.unanswered == 1
    assert Source.objects.get(key=world.key).last_changed_at == run.ended_at


def test_a_source_that_does_not_answer_at_all_is_unavailable_and_has_not_succeeded(
    world, upstream
):
    upstream.answers = lambda _path: 500

    run, report = go(world)

    assert run.outcome == report.outcome == Outcome.UNAVAILABLE
    source = Source.objects.get(key=world.key)
    assert (source.last_tried_at, source.last_succeeded_at) == (run.ended_at, None)


def test_the_account_keeps_the_first_hundred_sentences(world):
    run = runs.begun(world)
    problem = pipeline._our_fault("a body", "read")  # noqa: SLF001

    for _ in range(3):
        runs.Account(run).note(Report(problems=[problem] * 60))

    run.refresh_from_db()
    assert len(run.problems) == 100
    assert run.counts["refused"] == 3


def test_a_source_has_one_open_run(world, sent):
    run = runs.ask_for(world.key)

    with pytest.raises(runs.AlreadyRunning) as refusal:
        runs.ask_for(world.key)

    assert refusal.value.run == run
    assert str(refusal.value).startswith("world has been running since ")


def test_asking_for_a_run_sends_its_first_task_once_it_stands(
    world, sent, django_user_model, django_capture_on_commit_callbacks
):
    person = django_user_model.objects.create_user("kate")

    with django_capture_on_commit_callbacks(execute=True):
        run = runs.ask_for(world.key, since=date(2026, 11, 1), asked_by=person.pk)
        assert sent == []

    assert sent == [(runs.FETCH, run.pk)]
    assert (run.since, run.asked_by) == (date(2026, 11, 1), person)


def test_a_queue_that_is_down_is_logged_and_the_run_waits_for_the_sweep(
    world, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(*_):
        raise ConnectionError

    monkeypatch.setattr(runs.current_app, "send_task", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        run = runs.ask_for(world.key)

    assert "Error calling" in caplog.text
    assert list(runs.to_take_up(timezone.now())) == [(run, runs.FETCH)]


def test_a_source_with_a_home_has_its_files_read(sent):
    run = runs.ask_for(RECORD_MEMBERS.key)

    runs.load(run)

    run.refresh_from_db()
    assert run.outcome == Outcome.CHANGED


def test_a_source_that_only_takes_files_cannot_be_asked(world, monkeypatch, sent):
    monkeypatch.setitem(sources._plans, world.key, replace(world, first=None))  # noqa: SLF001

    with pytest.raises(runs.OnlyFromFiles, match="give its bodies as files"):
        runs.ask_for(world.key)

    assert not Run.objects.exists()


def test_files_come_in_as_a_run_too(tmp_path):
    take_in_from(RECORD_MEMBERS, RECORD_MEMBERS.home)

    run = Run.objects.get()
    assert run.outcome == Outcome.CHANGED
    assert run.counts["inserted"] > 100


def test_files_come_in_with_a_run_that_is_open_and_do_not_close_it(world, upstream):
    run = runs.begun(world)
    bill = Fetched("bill 0", upstream.body("/bill/0"))

    report = runs.take_in(world, [bill], say_nothing)

    run.refresh_from_db()
    assert report.outcome is Outcome.CHANGED
    assert (run.outcome, run.counts["inserted"]) == ("", 2)


def test_a_run_with_a_body_still_to_read_or_an_address_to_ask_stays_open(world):
    run = runs.begun(world)

    runs.finish(runs.Account(run))

    run.refresh_from_db()
    assert run.ended_at is None


def test_what_follows_a_run_is_done_once_where_something_changed(world, monkeypatch):
    done = []
    monkeypatch.setattr(sources, "_afterwards", [done.append])
    before = newest()

    go(world)
    go(world)

    assert done == [before]


def test_every_open_run_is_taken_up_with_the_task_it_needs(world):
    run = runs.begun(world)

    assert list(runs.to_take_up(timezone.now())) == [(run, runs.FETCH)]

    run.errands.update(done_at=timezone.now())
    assert list(runs.to_take_up(timezone.now())) == [(run, runs.LOAD)]


def test_what_was_kept_outside_any_run_gets_one(world, upstream):
    source = pipeline.source_of(world)
    pipeline.keep(source, [Fetched("bill 0", upstream.body("/bill/0"))], say_nothing)

    [(run, task)] = runs.to_take_up(timezone.now())

    assert (run.source, task) == (source, runs.LOAD)
    assert not runs.load(run)
    run.refresh_from_db()
    assert run.counts["inserted"] == 2


def test_a_run_that_is_open_for_too_long_is_given_up_in_words(world, caplog):
    run = runs.begun(world)
    Run.objects.update(started_at=timezone.now() - timedelta(hours=13))

    [(_, task)] = runs.to_take_up(timezone.now())
    runs.load(run)

    run.refresh_from_db()
    assert task == runs.LOAD
    assert run.outcome == Outcome.UNAVAILABLE
    assert "was not asked: its run had been open since" in run.problems[0]
    assert "was given up" in caplog.text


def test_a_body_that_no_service_foresaw_costs_itself_only(world, monkeypatch, caplog):
    def save(read):
        if any("bill 1" in taken.name for taken, _ in read):
            raise ZeroDivisionError
        world.save(read)

    monkeypatch.setitem(sources._plans, world.key, replace(world, save=save))  # noqa: SLF001

    run, _ = go(world)

    assert run.outcome == Outcome.PARTIAL
    assert run.counts["inserted"] == 4
    assert run.problems == [
        "bill 1, body: could not be saved; this is a fault of ours, and is logged."
    ]
    assert "a body could not be saved" in caplog.text
