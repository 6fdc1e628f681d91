"""Work on its own clock: the task itself, and a real worker that takes it from the real queue."""

import os
import re
import subprocess
import sys
import time
import uuid
from datetime import date
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection

from bills.domain.stages import Stage
from bills.models import BillState
from bills.tasks import prove_states
from billtracker.events.models import Event
from tests.factories import BillFactory

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 40


class Worker:
    """A Celery worker in a process of its own, on a queue that nobody else reads."""

    def __init__(self, queue, log, environment):
        self.queue, self.log = queue, log
        command = [sys.executable, "-m", "celery", "-A", "billtracker", "worker", "-Q", queue]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        with log.open("w") as output:
            self.process = subprocess.Popen(  # noqa: S603 - every word is ours
                [*command, "--pool", "solo", "--loglevel", "INFO", *quiet],
                cwd=PROJECT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def said(self, words):
        """Wait until the worker's log holds these words; return all of it."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.log.read_text() and time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        return self.log.read_text()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()


@pytest.fixture(scope="module")
def worker(django_db_setup, tmp_path_factory):
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "DATABASE_URL": re.sub(r"^(\w+://[^/]*/)[^?]*", rf"\1{name}", settings.DATABASE_URL),
        "REDIS_URL": settings.REDIS_URL,
    }
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    worker = Worker(f"test-{uuid.uuid4().hex}", log, environment)
    try:
        worker.said("ready.")
        yield worker
    finally:
        worker.stop()
        with current_app.connection_for_write() as link:
            link.default_channel.queue_delete(worker.queue)


def break_the_state_of(bill):
    BillState.objects.filter(bill=bill).update(stage=Stage.THIRD_READING)


def stages_of(bill):
    return list(BillState.objects.filter(bill=bill).values_list("stage", flat=True))


@pytest.mark.django_db
def test_states_that_follow_from_the_facts_are_left_alone():
    BillFactory()

    assert prove_states() == []
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_a_state_that_does_not_is_named_logged_and_renewed(caplog):
    broken, _whole = BillFactory(), BillFactory()
    break_the_state_of(broken)

    named = prove_states()

    assert named == [broken.slug]
    assert broken.slug in caplog.text
    assert stages_of(broken) == [Stage.INTRODUCED]
    assert Event.objects.get().kind == "bill.moved"


@pytest.mark.django_db
def test_a_bill_without_facts_has_no_state(caplog):
    bill = BillFactory(stage=None)

    assert prove_states() == [bill.slug]
    assert stages_of(bill) == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_proves_the_states_and_renews_a_broken_one(worker):
    bill = BillFactory(stage__on=date(2024, 11, 7))
    break_the_state_of(bill)

    prove_states.apply_async(queue=worker.queue)
    log = worker.said("succeeded in")

    assert f"stored states differed from the facts: {bill.slug}" in log
    assert stages_of(bill) == [Stage.INTRODUCED]


@pytest.mark.django_db(transaction=True)
def test_a_worker_refuses_what_is_not_json(worker):
    bill = BillFactory()
    break_the_state_of(bill)

    prove_states.apply_async(queue=worker.queue, serializer="pickle")
    log = worker.said("pickle")

    assert "Refusing to deserialize" in log
    assert stages_of(bill) == [Stage.THIRD_READING]
