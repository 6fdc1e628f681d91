"""Addresses: each asked once a run, its body kept, what follows noted, failures told in words."""

import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection

from billtracker.intake import asking
from billtracker.intake.locks import holding
from billtracker.intake.models import Errand
from billtracker.intake.runs import Account, begun
from billtracker.intake.sources import Wanted
from billtracker.outcome import Outcome
from billtracker.problems import Problem, Refused
from billtracker.provenance.models import Retrieval

pytestmark = pytest.mark.django_db


def never():
    return False


@pytest.fixture
def run(world):
    return begun(world)


@contextmanager
def held_elsewhere(key):
    """Hold a source in another session of the database, as another worker does."""
    is_held, let_go = threading.Event(), threading.Event()

    def hold():
        with holding(key) as held:
            assert held
            is_held.set()
            let_go.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert is_held.wait(10)
        yield
    finally:
        let_go.set()
        other.join()


def ask_all(run):
    account = Account(run)
    assert not asking.do_open(run, account.tell, account.note, never)
    return account.total


def names(run, **where):
    return list(run.errands.filter(**where).order_by("id").values_list("name", flat=True))


def test_a_run_begins_with_what_its_source_asks_first(run):
    assert names(run, done_at=None) == ["list 1"]


def test_what_follows_from_a_body_is_asked_too(run):
    ask_all(run)

    assert names(run) == ["list 1", "bill 0", "bill 1", "bill 2"]
    assert names(run, done_at=None) == []
    assert set(Retrieval.objects.values_list("url", "outcome")) == {
        (name, None) for name in names(run)
    }


def test_what_the_list_says_has_not_changed_is_not_asked(world, run, upstream):
    ask_all(run)
    run.delete()
    upstream.edition, upstream.asked = 2, []

    ask_all(begun(world))

    assert upstream.asked == ["/list/1", "/bill/2"]


def test_what_was_refused_is_asked_again_though_the_list_says_the_same(world, run, upstream):
    ask_all(run)
    run.delete()
    Retrieval.objects.filter(url="bill 1").update(outcome=Outcome.REFUSED)
    upstream.asked = []

    ask_all(begun(world))

    assert upstream.asked == ["/list/1", "/bill/1"]


def test_a_body_that_stayed_the_same_learns_its_new_version(world, run, upstream):
    same = upstream.body("/bill/2")
    ask_all(run)
    run.delete()
    upstream.edition = 2
    upstream.answers = lambda path: same if path == "/bill/2" else upstream.body(path)
    again = begun(world)

    ask_all(again)

    assert Retrieval.objects.get(url="bill 2").version == "v2"
    again.delete()
    upstream.asked = []
    ask_all(begun(world))
    assert upstream.asked == ["/list/1"]


def test_an_address_that_was_not_modified_gives_its_last_body_again(world, run, upstream):
    ask_all(run)
    run.delete()
    Retrieval.objects.filter(url="list 1").update(headers={"etag": '"1"'})
    Retrieval.objects.filter(url="bill 0").update(version="lost")
    upstream.answers = lambda path: 304 if path == "/list/1" else upstream.body(path)
    again = begun(world)

    ask_all(again)

    assert names(again) == ["list 1", "bill 0"]
    assert Retrieval.objects.filter(url="list 1").count() == 1


def test_an_address_that_does_not_answer_costs_a_sentence_and_no_other(run, upstream):
    upstream.answers = lambda path: 404 if path == "/bill/1" else upstream.body(path)

    total = ask_all(run)

    assert total.unanswered == 1
    run.refresh_from_db()
    assert run.counts["unanswered"] == 1
    assert asking.failures(run) == [f"bill 1: {upstream.address}/bill/1 answered 404 Not Found."]
    assert Retrieval.objects.count() == 3


def test_an_answer_that_is_none_of_the_source_is_refused_in_its_sentence(run, monkeypatch):
    def challenged(*_, **__):
        raise Refused(Problem("list 1", "body", "is a page that asks whether we are human."))

    monkeypatch.setattr(asking, "ask", challenged)

    ask_all(run)

    run.refresh_from_db()
    assert run.counts["refused"] == 1
    assert asking.failures(run) == [
        "list 1: list 1, body: is a page that asks whether we are human."
    ]


def test_what_the_client_did_not_foresee_costs_one_address_and_is_logged(run, monkeypatch, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(asking, "ask", broken)

    ask_all(run)

    assert asking.failures(run) == [
        "list 1: could not be asked; this is a fault of ours, and is logged."
    ]
    assert "an address could not be asked" in caplog.text


def test_a_list_that_is_cut_off_is_kept_and_nothing_follows(run, upstream):
    upstream.answers = lambda path: upstream.body(path)[:20]

    ask_all(run)

    assert names(run) == ["list 1"]
    assert Retrieval.objects.get().url == "list 1"
    assert "what follows from it could not be read" in asking.failures(run)[0]


def test_an_address_that_was_asked_twice_changes_nothing_more(run):
    errand = run.errands.get()
    account = Account(run)
    asking.do(errand, account.tell, account.note)
    before = list(Errand.objects.order_by("id").values())

    asking.do(errand, account.tell, account.note)

    assert list(Errand.objects.order_by("id").values()) == before
    assert Retrieval.objects.count() == 1


def test_asking_stops_when_it_is_enough_and_says_that_some_are_left(run):
    account, done = Account(run), []

    def tell_done():
        done.append(1)
        return len(done) > 2

    assert asking.do_open(run, account.tell, account.note, tell_done)
    assert names(run, done_at=None) == ["bill 1", "bill 2"]


def test_a_source_is_asked_by_one_worker_at_a_time(run):
    account = Account(run)
    with held_elsewhere(f"asking {run.source_id}"):
        assert not asking.do_open(run, account.tell, account.note, never)
        assert names(run, done_at=None) == ["list 1"]

    ask_all(run)
    assert names(run, done_at=None) == []


def test_an_address_that_is_wanted_twice_is_noted_once(world):
    twice = [Wanted("list 1", "here"), Wanted("x", "there"), Wanted("list 1", "here")]

    run = begun(replace(world, first=lambda _since: twice))

    assert names(run) == ["list 1", "x"]
