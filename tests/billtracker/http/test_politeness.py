"""Robots.txt is honoured, and a host is asked one thing at a time by all processes together."""

import subprocess
import sys
import threading

import pytest
import redis

from billtracker.http import Client, Unavailable, ask, robots, shared, turns
from billtracker.http.robots import ROBOT
from billtracker.problems import Refused

PAGE = "/page"


@pytest.fixture
def page(upstream):
    upstream.world.pages[PAGE] = ("application/json", b"{}")
    return upstream.url + PAGE


@pytest.fixture
def no_redis(monkeypatch):
    """Redis is down."""
    nowhere = redis.Redis.from_url("redis://127.0.0.1:9/0")
    monkeypatch.setattr(shared, "client", lambda: nowhere)
    monkeypatch.setattr(shared, "_outage", [])
    monkeypatch.setattr(robots, "_own", {})


# robots.txt


@pytest.mark.parametrize("robot", ["*", ROBOT, ROBOT.lower()])
def test_an_address_closed_to_robots_is_not_asked(upstream, page, robot):
    upstream.robots = f"User-agent: {robot}\nDisallow: /page\n"

    with pytest.raises(Refused, match=r"robots.txt: asks robots not to fetch this address."):
        ask(page)
    assert upstream.asked_at(PAGE) == []


def test_rules_for_others_do_not_concern_us(upstream, page):
    upstream.robots = "User-agent: Other\nDisallow: /\n"

    assert ask(page) is not None


def test_rules_are_fetched_once(upstream, page):
    ask(page)
    ask(page)

    assert len(upstream.asked_at("/robots.txt")) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_rules_allows_everything(upstream, page, status):
    upstream.fault("error", at="/robots.txt", status=status)

    assert ask(page) is not None


def test_rules_that_are_no_text_are_none(upstream, page):
    upstream.fault("challenge", at="/robots.txt")

    assert ask(page) is not None


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_whose_rules_cannot_be_had_is_not_asked(upstream, page, status):
    upstream.fault("error", at="/robots.txt", status=status)

    with pytest.raises(Unavailable, match=rf"robots.txt answered {status}"):
        ask(page)
    assert upstream.asked_at(PAGE) == []


@pytest.mark.parametrize(("wanted", "kept"), [(5, 5), (86400, 60)])
def test_a_delay_that_the_rules_want_is_kept_within_reason(upstream, page, wanted, kept):
    upstream.robots = f"User-agent: *\nCrawl-delay: {wanted}\n"
    slept = []
    client = Client(sleep=slept.append)

    client.ask(page)
    client.ask(page)

    assert slept[-1] == pytest.approx(kept, abs=0.5)


# Turns


def test_turns_of_one_host_are_apart_and_those_of_another_are_not(upstream):
    waits = [turns.take(upstream.url, 2) for _ in range(3)]

    assert waits == pytest.approx([0, 2, 4], abs=0.2)
    assert turns.take(f"{upstream.url}0", 0) == 0


def test_no_two_threads_have_the_same_turn(upstream):
    waits = []
    takers = [
        threading.Thread(target=lambda: waits.append(turns.take(upstream.url, 10)))
        for _ in range(8)
    ]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()

    assert sorted(waits) == pytest.approx([10 * turn for turn in range(8)], abs=1)


def test_no_two_processes_have_the_same_turn(upstream, settings):
    turns.take(upstream.url, 30)
    script = (
        "import django; django.setup()\n"
        "from billtracker.http import turns\n"
        f"print(turns.take({upstream.url!r}, 30))"
    )

    run = subprocess.run(  # noqa: S603 - every word is ours
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert float(run.stdout) == pytest.approx(30, abs=10)


def test_without_redis_turns_are_taken_within_the_process(upstream, no_redis):
    waits = [turns.take(upstream.url, 2) for _ in range(3)]

    assert waits == pytest.approx([0, 2, 4], abs=0.2)


def test_without_redis_sources_are_asked_all_the_same(upstream, page, no_redis, caplog):
    ask(page)
    ask(page)

    assert len(upstream.asked_at("/robots.txt")) == 1
    assert [line.split(":")[0] for line in caplog.messages] == [
        "sources are asked in turns of this process alone"
    ]
