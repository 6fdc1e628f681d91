"""Sitting days, and where members were on them."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.problems import Refused
from billtracker.provenance.facts import Grounds
from members.domain.attendance import Status
from members.domain.facts import SittingDayFact
from members.models import Attendance, SittingDay
from members.services import ensure_sitting_days, save_attendance, save_sitting_day
from tests.factories import (
    SITTING,
    AttendanceFactFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    SittingDayFactory,
)

pytestmark = pytest.mark.django_db
LUXON = AttendanceFactFactory()


@pytest.fixture
def luxon():
    SittingDayFactory()
    return MembershipFactory(
        member__slug="christopher-luxon", member__name="Christopher Luxon"
    ).member


@pytest.fixture
def save(witness, luxon):
    return partial(save_attendance, witness=witness)


def problems_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return [(p.record, p.field, p.sentence) for p in refusal.value.problems]


def test_an_absence_is_saved_with_its_reason_and_event(save):
    change, _ = save(facts=LUXON)

    row, event = Attendance.objects.get(), Event.objects.get()
    assert (change, row.status, row.reason) == (Change.INSERTED, "away", LUXON.reason)
    assert (event.kind, event.occurred_on) == ("attendance.inserted", SITTING)
    assert event.subjects == ["member:christopher-luxon", "sitting_day:2024-11-14"]


def test_what_is_known_changes_nothing(save):
    save(facts=LUXON)

    assert save(facts=LUXON) == (Change.UNCHANGED, [])
    assert Event.objects.count() == 1


def test_a_better_word_replaces_the_status_and_keeps_the_old_one_in_the_log(save):
    save(facts=LUXON)

    change, _ = save(facts=replace(LUXON, status=Status.OFFICIAL_BUSINESS))

    event = Event.objects.order_by("id").last()
    assert (change, Attendance.objects.get().status) == (Change.CHANGED, "official_business")
    assert (event.before, event.after) == ({"status": "away"}, {"status": "official_business"})


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"member": "nobody"}, "member", "member 'nobody' is not on record."),
        ({"on": date(2024, 11, 15)}, "on", "2024-11-15 is not a sitting day on record."),
        (
            {"member": "ruth-dyson"},
            "member",
            "Ruth Dyson was not a member on that day.",
        ),
    ],
    ids=["of an unknown member", "on a day without a sitting", "outside a stint"],
)
def test_attendance_is_refused(save, change, field, sentence):
    MemberFactory(slug="ruth-dyson", name="Ruth Dyson")
    facts = replace(LUXON, **change)

    told = problems_of(lambda: save(facts=facts))

    assert told == [(f"attendance of {facts.member} on {facts.on}", field, sentence)]
    assert (Attendance.objects.count(), Event.objects.count()) == (0, 0)


def test_a_sitting_day_may_end_on_a_later_day(witness):
    ParliamentFactory()
    facts = SittingDayFact(date(2024, 12, 10), 54, ended_on=date(2024, 12, 13))

    change, _ = save_sitting_day(facts=facts, witness=witness)

    assert (change, SittingDay.objects.get().ended_on) == (Change.INSERTED, date(2024, 12, 13))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (SittingDayFact(SITTING, 53), "parliament"),
        (SittingDayFact(date(2019, 1, 1), 54), "parliament"),
        (SittingDayFact(SITTING, 54, ended_on=SITTING), "ended_on"),
    ],
    ids=["of an unknown Parliament", "of another Parliament's time", "ending as it began"],
)
def test_a_sitting_day_is_refused(witness, facts, field):
    ParliamentFactory()

    told = problems_of(lambda: save_sitting_day(facts=facts, witness=witness))

    assert [(record, where) for record, where, _ in told] == [(f"sitting day {facts.on}", field)]
    assert SittingDay.objects.count() == 0


def test_a_fact_of_the_house_shows_that_it_sat(witness):
    ParliamentFactory()

    day = ensure_sitting_days([(SITTING, witness, Grounds())]).get(SITTING)

    assert day == SittingDay.objects.get().pk
    assert Event.objects.get().kind == "sitting_day.inserted"


def test_a_sitting_day_that_is_known_is_left_alone(witness):
    known = SittingDayFactory()

    assert ensure_sitting_days([(SITTING, witness, Grounds())]).get(SITTING) == known.pk
    assert Event.objects.count() == 0


def test_no_sitting_day_is_made_where_no_parliament_is_on_record(witness):
    assert ensure_sitting_days([(SITTING, witness, Grounds())]).get(SITTING) is None
