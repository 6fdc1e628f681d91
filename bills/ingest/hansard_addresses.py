"""The addresses of Hansard: one transcript for a whole sitting day (domain.md B2, since 2025).

Older days have documents too (`HansD_20240625_20240626`), but of the addresses of these nothing
certain is on record, so they are taken from files only.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from billtracker.intake.sources import Wanted
from members.selectors import sitting_days_from

# The official report of a day is corrected for some weeks.
_STILL_CORRECTED = timedelta(days=30)


def first(since: date | None) -> Iterator[Wanted]:
    """Yield the transcripts of the sitting days on record since a day, or of the last month.

    That the House sat is learnt from bills first; a day on which it did not is never asked.
    """
    return transcripts(sitting_days_from(since or timezone.localdate() - _STILL_CORRECTED))


def transcripts(days: Iterable[date]) -> Iterator[Wanted]:
    """Yield the address of the transcript of each sitting day."""
    for day in days:
        url = f"{settings.HANSARD_URL}/hansard-transcript/{day}"
        yield Wanted(f"hansard/{day}.html", url)
