"""Which sources are due at a moment, and when the House can be sitting."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from bills import tasks
from billtracker.intake import runs, timetable, watch
from billtracker.intake.models import Run
from billtracker.intake.pipeline import source_of
from billtracker.intake.tasks import say_what_is_late
from members.domain.sitting_times import House, house_at
from tests.factories import SittingDayFactory

# Wednesday 18 November 2026; the House sat the day before.
SAT_YESTERDAY = (date(2026, 11, 17), None)
URGENCY = (date(2026, 11, 17), date(2026, 11, 20))
LONG_AGO = (date(2026, 10, 1), None)


@pytest.mark.parametrize(
    ("wellington", "last", "house"),
    [
        ("2026-11-17T13:59", LONG_AGO, House.RECESS),
        ("2026-11-17T14:00", LONG_AGO, House.RISEN),  # it may be back this afternoon
        ("2026-11-17T14:00", None, House.RISEN),
        ("2026-11-16T14:00", None, House.RECESS),  # Mondays are no sitting days
        ("2026-11-17T14:00", SAT_YESTERDAY, House.SITTING),  # known to sit today
        ("2026-11-17T13:59", SAT_YESTERDAY, House.RISEN),
        ("2026-11-17T22:59", SAT_YESTERDAY, House.SITTING),
        ("2026-11-17T23:00", SAT_YESTERDAY, House.RISEN),
        ("2026-11-18T08:59", SAT_YESTERDAY, House.RISEN),
        ("2026-11-18T09:00", SAT_YESTERDAY, House.SITTING),  # extended, or urgency
        ("2026-11-18T00:30", SAT_YESTERDAY, House.RISEN),  # urgency stops at midnight
        ("2026-11-19T19:00", SAT_YESTERDAY, House.SITTING),  # Thursday evening, under urgency
        ("2026-11-21T11:00", SAT_YESTERDAY, House.SITTING),  # Saturday, under urgency
        ("2026-11-22T11:00", SAT_YESTERDAY, House.RISEN),  # never on a Sunday
        ("2026-11-23T11:00", SAT_YESTERDAY, House.RISEN),  # a Monday: that sitting is over
        ("2026-11-20T11:00", URGENCY, House.SITTING),
        ("2026-11-21T11:00", URGENCY, House.RISEN),  # it is known to have ended on Friday
        ("2026-12-03T11:00", SAT_YESTERDAY, House.RISEN),  # 16 days after
        ("2026-12-04T11:00", SAT_YESTERDAY, House.RECESS),
    ],
)
def test_what_the_house_may_be_doing(wellington, last, house):
    assert house_at(datetime.fromisoformat(wellington), last) is house


def test_every_pace_has_an_interval_for_whatever_the_house_does():
    for pace in (timetable.USUAL, *timetable.PACES.values()):
        assert set(pace) == set(House)
        assert pace[House.SITTING] <= pace[House.RISEN] <= pace[House.RECESS]


@pytest.mark.parametrize(
    ("house", "minutes_ago", "is_due"),
    [
        (House.SITTING, None, True),
        (House.SITTING, 10, True),
        (House.SITTING, 9, False),
        (House.RISEN, 120, True),
        (House.RISEN, 119, False),
        (House.RECESS, 12 * 60, True),
        (House.RECESS, 12 * 60 - 1, False),
    ],
)
def test_a_source_is_due_when_it_was_left_alone_for_long_enough(world, house, minutes_ago, is_due):
    now = datetime(2026, 11, 18, 3, tzinfo=UTC)
    last = None if minutes_ago is None else now - timedelta(minutes=minutes_ago)

    assert timetable.due([world], {world.key: last}, house, now) == [world.key] * is_due


def test_a_source_that_is_only_taken_from_files_is_never_due(world):
    only_files = replace(world, first=None)

    assert timetable.due([only_files], {}, House.SITTING, timezone.now()) == []


@pytest.mark.django_db
def test_what_is_due_is_asked_by_the_clock_of_wellington(world, monkeypatch):
    monkeypatch.setattr(runs.current_app, "send_task", lambda *_: None)
    monkeypatch.setattr(tasks, "plans", lambda: [world])
    SittingDayFactory(on=date(2026, 11, 17))
    source = source_of(world)
    source.last_tried_at = datetime(2026, 11, 18, 0, 50, tzinfo=UTC)
    source.save()

    with time_machine.travel(datetime(2026, 11, 18, 1, tzinfo=UTC)):  # 2 pm on a Wednesday
        assert tasks.ask_what_is_due() == [world.key]
        assert tasks.ask_what_is_due() == [world.key]  # its run is open: nothing more is asked

    assert Run.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours_since_success", "hours_since_first_run", "is_late"),
    [(2, 100, False), (25, 100, True), (None, 23, False), (None, 25, True), (None, None, False)],
)
def test_a_source_that_has_not_succeeded_for_too_long_is_late_and_logged(
    world, monkeypatch, caplog, hours_since_success, hours_since_first_run, is_late
):
    now = timezone.now()
    watched = replace(world, late_after=timedelta(hours=24))
    monkeypatch.setattr(watch, "plans", lambda: [watched])
    source = source_of(watched)
    if hours_since_success is not None:
        source.last_succeeded_at = now - timedelta(hours=hours_since_success)
        source.save()
    if hours_since_first_run is not None:
        began = now - timedelta(hours=hours_since_first_run)
        Run.objects.create(source=source, started_at=began)

    assert say_what_is_late() == [watched.key] * is_late
    assert ("has not succeeded since" in caplog.text) is is_late


@pytest.mark.django_db
def test_a_source_that_was_never_asked_is_not_late(world, monkeypatch):
    monkeypatch.setattr(watch, "plans", lambda: [replace(world, late_after=timedelta(hours=1))])

    assert watch.late_sources(timezone.now()) == []
