"""Killed workers and lost servers: the record ends as if nothing had happened.

Real workers, PostgreSQL and Valkey, each of them ours to kill; the imports have a database each.
"""

import os
import random
import re
import shutil
import signal
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from billtracker import embedded
from billtracker.embedded import _postgres, _valkey
from billtracker.embedded._place import place_of
from billtracker.embedded._programs import find
from tests.billtracker.intake.processes import HASTE, Worker, in_the_world, run, wait_until
from tests.billtracker.intake.world import ADDRESS, Upstream

BILLS = 120
KILLS = int(os.environ.get("KILLS", "20"))
LONGEST_LIFE_SECONDS = 2
# So that an import outlasts most lives of its workers.
PAUSE_SECONDS = 0.05
OVER = "SELECT NOT EXISTS (SELECT FROM intake_run WHERE ended_at IS NULL)"
DONE = "SELECT count(*) FROM intake_errand WHERE done_at IS NOT NULL"
READ = "SELECT count(*) FROM provenance_retrieval WHERE outcome IS NOT NULL"


class Servers:
    """A PostgreSQL and a Valkey, with as many databases as are wanted."""

    def __init__(self, base: Path) -> None:
        self.base, self.claim = base, embedded.start(base, throwaway=True)
        self.place = place_of(base)
        run(self.environment("billtracker"), "manage.py", "migrate", "--verbosity", "0")
        run(self.environment("billtracker"), "manage.py", "ingest", "record-members")

    def address(self, name):
        return re.sub(r"/billtracker\?", f"/{name}?", embedded.postgres_url(self.base))

    def environment(self, name, upstream=None):
        given = {"DATABASE_URL": self.address(name), "REDIS_URL": embedded.valkey_url(self.base)}
        world = {ADDRESS: upstream.address} if upstream else {}
        return {**os.environ, **HASTE, **given, **world}

    def new_database(self, name):
        with psycopg.connect(self.address("postgres"), autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name} TEMPLATE billtracker")

    def asked(self, name, query):
        with psycopg.connect(self.address(name)) as link:
            return link.execute(query).fetchone()[0]

    def restart_postgres(self):
        _postgres.stop(self.place)
        _postgres.start(self.place, find(self.place.owner), throwaway=True)

    def restart_valkey(self):
        """The queue is lost with it: a throwaway Valkey keeps nothing."""
        _valkey.stop(self.place)
        _valkey.start(self.place, find(self.place.owner), throwaway=True)


@pytest.fixture(scope="module")
def servers():
    base = Path(tempfile.mkdtemp(prefix="billtracker-tests-"))
    servers = Servers(base)
    yield servers
    servers.claim.stop()
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def upstream():
    upstream = Upstream(BILLS)
    upstream.pause_seconds = PAUSE_SECONDS
    yield upstream
    upstream.close()


@pytest.fixture
def scene(servers, upstream, request, tmp_path):
    """An import of this test's own, that workers do and that can be disturbed."""
    scene = Scene(servers, upstream, re.sub(r"\W", "_", request.node.name)[:40].lower(), tmp_path)
    yield scene
    scene.close()


class Scene:
    """A database, an upstream and the worker of the moment."""

    def __init__(self, servers, upstream, name, folder):
        self.servers, self.upstream, self.name = servers, upstream, name
        self.log = folder / "worker.log"
        self.worker = None
        servers.new_database(name)
        servers.restart_valkey()
        self.environment = servers.environment(name, upstream)

    def ask(self):
        in_the_world(self.environment, "ask")

    def start_worker(self):
        self.worker = Worker(self.environment, self.log)
        self.worker.wait_for("ready.")

    def asked(self, query):
        return self.servers.asked(self.name, query)

    def is_over(self):
        return self.asked(OVER)

    def progress(self):
        """Return how many addresses were asked, and how many bodies were read."""
        return self.asked(DONE), self.asked(READ)

    def wait_until_over(self):
        wait_until(self.is_over)

    def supervise(self):
        """Start the next worker if this one ended; return whether the import is over."""
        if self.worker.process.poll() is not None:
            self.start_worker()
        return self.is_over()

    def close(self):
        if self.worker and self.worker.process.poll() is None:
            self.worker.kill()

    def is_as_undisturbed(self, editions=1):
        """Compare the record with that of the same imports, done in one process in peace."""
        calm = f"calm_{self.name}"
        self.servers.new_database(calm)
        environment = self.servers.environment(calm, self.upstream)
        self.upstream.pause_seconds = 0
        for edition in range(1, editions + 1):
            self.upstream.edition = edition
            in_the_world(environment, "go")
        expected = in_the_world(environment, "digest")
        found = in_the_world(self.environment, "digest")
        assert expected["bills_bill"][0] == BILLS
        assert found == expected
        return True


def test_a_worker_killed_at_any_instant_leaves_the_record_of_an_undisturbed_import(scene):
    chance, in_the_midst = random.Random(54), []  # noqa: S311 - not a secret
    scene.ask()
    while len(in_the_midst) < KILLS:
        if scene.is_over():
            scene.upstream.edition += 1
            scene.ask()
        scene.start_worker()
        time.sleep(chance.uniform(0, LONGEST_LIFE_SECONDS))
        scene.worker.kill()
        if not scene.is_over():
            in_the_midst.append(scene.progress())
    scene.start_worker()
    scene.wait_until_over()

    assert len(set(in_the_midst)) > KILLS / 4, in_the_midst
    assert scene.is_as_undisturbed(editions=scene.upstream.edition)


def test_a_worker_asked_to_stop_finishes_its_task_and_leaves_the_rest_to_the_next(scene):
    scene.ask()
    scene.start_worker()
    wait_until(lambda: scene.asked(DONE) > 20)

    seconds = scene.worker.stop()

    assert seconds < 15
    assert scene.worker.process.returncode == 0
    assert "Task billtracker.intake.tasks.fetch" in scene.worker.said()
    assert "succeeded" in scene.worker.said()
    assert not scene.is_over()
    scene.start_worker()
    scene.wait_until_over()
    assert scene.is_as_undisturbed()


def test_a_task_that_does_not_end_in_time_is_handed_back(scene):
    answers, let_go = scene.upstream.answers, threading.Event()
    scene.upstream.answers = lambda path: let_go.wait(20) and answers(path)
    scene.ask()
    scene.start_worker()
    wait_until(lambda: scene.upstream.asked)
    scene.worker.process.send_signal(signal.SIGTERM)
    time.sleep(1)

    scene.worker.process.send_signal(signal.SIGQUIT)

    scene.worker.process.wait(10)
    let_go.set()
    assert "Restoring 1 unacknowledged message" in scene.worker.said()
    scene.start_worker()
    scene.wait_until_over()
    assert scene.is_as_undisturbed()


def test_a_queue_that_is_lost_in_mid_run_costs_nothing(scene):
    scene.ask()
    scene.start_worker()
    wait_until(lambda: scene.asked(DONE) > 20)

    scene.servers.restart_valkey()

    # As the timetable does every few minutes. A worker can fail at the instant at which it loses
    # the queue (a fault of kombu's Redis transport); its supervisor then starts the next.
    in_the_world(scene.environment, "sweep")
    wait_until(scene.supervise)
    assert scene.is_as_undisturbed()


def test_a_database_that_restarts_in_mid_run_costs_nothing(scene):
    scene.ask()
    scene.start_worker()
    wait_until(lambda: scene.asked(DONE) > 20)

    scene.servers.restart_postgres()

    scene.wait_until_over()
    assert scene.is_as_undisturbed()
