"""Days as the House counts them: in Wellington."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WELLINGTON = ZoneInfo("Pacific/Auckland")


def wellington_day(instant: datetime) -> date:
    """Return the day it was in Wellington at `instant`, which must carry an offset.

    The official API stamps Wellington midnights in UTC, so cutting its text at the T gives the
    day before (`2025-08-11T12:00Z` is 12 August).
    """
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no offset")
    return instant.astimezone(WELLINGTON).date()


def in_utc(instant: datetime | None) -> datetime | None:
    """Return the same moment in UTC, as rows keep it."""
    return instant and instant.astimezone(UTC)
