"""How the intake's screens say things."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince

from billtracker.outcome import Change
from billtracker.problems import Kind

KINDS = {
    Kind.UNKNOWN_NAME: "A name that means nobody, or several",
    Kind.PINNED: "Differs from what a person entered",
    Kind.TOTALS_DIFFER: "Numbers that do not add up",
    Kind.IMPOSSIBLE: "Cannot be true, or cannot be read",
    Kind.WAITS: "Waits for what is not on record yet",
}
_NAMES = (*Change, "refused", "queued")


def counted(counts: Mapping[str, int]) -> str:
    """Return counts in words, without those that are nought."""
    return ", ".join(f"{counts[name]} {name}" for name in _NAMES if counts.get(name)) or "nothing"


def moment(at: datetime) -> str:
    """Return a moment in Wellington."""
    return date_format(timezone.localtime(at), "j F Y, H:i")


def ago(at: datetime | None) -> str:
    """Return how long ago something was, to two units."""
    return f"{timesince(at)} ago" if at else "never"
