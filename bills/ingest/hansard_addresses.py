"""The addresses of Hansard: one transcript for a whole sitting day (domain.md B2, since 2025).

Older days have documents too (`HansD_20240625_20240626`), but of the addresses of these nothing
certain is on record, so they are taken from files only.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings

from billtracker.intake.sources import Wanted


def transcripts(days: Iterable[date]) -> Iterator[Wanted]:
    """Yield the address of the transcript of each sitting day."""
    for day in days:
        url = f"{settings.HANSARD_URL}/hansard-transcript/{day}"
        yield Wanted(f"hansard/{day}.html", url)
