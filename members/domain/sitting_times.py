"""When the House can sit: the hours of the Standing Orders, and what urgency makes of them."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

_TUESDAY, _WEDNESDAY, _THURSDAY, _SUNDAY = 1, 2, 3, 6
# The House meets at 2 pm. It rises at 10 pm on Tuesday and Wednesday and at 6 pm on Thursday;
# what it did in the last hour is published after that.
_MEETS = time(14)
_RISEN = {_TUESDAY: time(23), _WEDNESDAY: time(23), _THURSDAY: time(19)}
# Under urgency, and when a sitting is extended, it resumes at 9 am and sits until midnight.
_RESUMES = time(9)
# No Parliament of ours has run a sitting on for longer than from its Tuesday to its Saturday.
_RUNS_ON_FOR = timedelta(days=4)
# Adjournments within a sitting programme last up to two weeks; a longer one is a recess.
_RECESS_AFTER = timedelta(days=16)


class House(StrEnum):
    """What the House is doing."""

    SITTING = "sitting"  # sits, or may
    RISEN = "risen"  # between two sittings
    RECESS = "recess"


def house_at(wellington: datetime, last: tuple[date, date | None] | None) -> House:
    """Return what the House may be doing at that hour of a Wellington clock.

    `last` is the last sitting day on record, and the day on which it is known to have ended, if
    that was a later one. The record learns of a sitting from the very sources that this decides
    about: in a recess the ordinary hours count as a day between sittings, so that the House's
    return is noticed the same afternoon.
    """
    day, hour = wellington.date(), wellington.time()
    is_ordinary = day.weekday() in _RISEN and _MEETS <= hour < _RISEN[day.weekday()]
    if last is None or day - (last[1] or last[0]) > _RECESS_AFTER:
        return House.RISEN if is_ordinary else House.RECESS
    return House.SITTING if is_ordinary or _may_run_on(day, hour, *last) else House.RISEN


def _may_run_on(day: date, hour: time, sat_on: date, ended_on: date | None) -> bool:
    """Say whether the last sitting may still be going on, a day or more after it began."""
    is_over = ended_on is not None and day > ended_on
    return (
        timedelta(0) < day - sat_on <= _RUNS_ON_FOR
        and hour >= _RESUMES
        and day.weekday() != _SUNDAY
        and not is_over
    )
