"""Days as the House counts them: in Wellington."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtracker.days import WELLINGTON, in_utc, wellington_day

INSTANTS = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, WELLINGTON, timezone(timedelta(hours=-10))]),
)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2025-08-11T12:00:00+00:00", date(2025, 8, 12)),
        ("2025-08-11T11:59:59+00:00", date(2025, 8, 11)),
        ("2024-12-17T11:00:00+00:00", date(2024, 12, 18)),
        ("2024-12-17T10:59:59+00:00", date(2024, 12, 17)),
        ("2026-05-26T21:00:00+00:00", date(2026, 5, 27)),
        ("2024-11-14T23:30:00+13:00", date(2024, 11, 14)),
        ("2024-04-06T13:30:00+00:00", date(2024, 4, 7)),
        ("2024-09-28T12:00:00+00:00", date(2024, 9, 29)),
    ],
    ids=[
        "midnight in winter",
        "a second before it",
        "midnight in summer",
        "a second before it then",
        "next morning of an extended sitting",
        "an offset of Wellington's own",
        "the night on which summer time ends",
        "the night on which it begins",
    ],
)
def test_the_day_is_that_of_the_clock_in_wellington(stamp, day):
    assert wellington_day(datetime.fromisoformat(stamp)) == day


def test_an_instant_without_an_offset_is_refused():
    with pytest.raises(ValueError, match="2025-08-11T12:00:00 has no offset"):
        wellington_day(datetime.fromisoformat("2025-08-11T12:00:00"))


@given(INSTANTS)
def test_the_offset_in_which_an_instant_is_written_does_not_move_its_day(instant):
    assert wellington_day(instant.astimezone(UTC)) == wellington_day(instant)


@given(INSTANTS)
def test_in_utc_is_the_same_moment(instant):
    assert in_utc(instant).timestamp() == instant.timestamp()
    assert in_utc(instant).utcoffset() == timedelta()


def test_no_instant_stays_none():
    assert in_utc(None) is None
