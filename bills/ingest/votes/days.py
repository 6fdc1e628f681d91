"""Days as texts print them, `Thursday, 7 April 2011` or `22 August 2007`."""

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_DAY = re.compile(r"\b(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})\b")
_IN_ID = re.compile(r"Hans[A-Z][a-z]*_(\d{4})(\d{2})(\d{2})_")


def day_in(text: str) -> date | None:
    """Return the first day printed in `text`, months in full or by three letters; else None."""
    for number, name, year in _DAY.findall(text[:500]):
        months = [place for place, m in enumerate(_MONTHS, 1) if m.startswith(name.lower())]
        if len(months) == 1 and (day := _real(int(year), months[0], int(number))):
            return day
    return None


def day_of(document_id: str) -> date | None:
    """Return the sitting day in an official document id, `49HansS_20090505_00001697`."""
    found = _IN_ID.search(document_id)
    return _real(*map(int, found.groups())) if found else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
