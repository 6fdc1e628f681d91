"""The timetable names tasks that exist, and says why each runs when it does."""

import inspect

import pytest
from celery.schedules import crontab

from billtracker import celery as module
from billtracker.celery import app

app.loader.import_default_modules()
ENTRIES = app.conf.beat_schedule


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_names_a_registered_task(name):
    assert ENTRIES[name]["task"] in app.tasks


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_has_an_hour_of_the_clock(name):
    assert isinstance(ENTRIES[name]["schedule"], crontab)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_gives_the_reason_for_its_hour(name):
    before, _, _ = inspect.getsource(module).partition(f'"{name}": {{')

    assert before.splitlines()[-2].lstrip().startswith("#")


def test_hours_are_those_of_wellington():
    assert str(app.timezone) == "Pacific/Auckland"


def test_only_json_is_accepted_and_a_killed_worker_loses_nothing():
    assert list(app.conf.accept_content) == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.task_time_limit > app.conf.task_soft_time_limit > 0
