"""What an address asks for, checked; what cannot be used is refused in a sentence."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from bills.domain.facts import BillType
from bills.domain.stages import Status
from bills.domain.words import day_in_words

LONGEST_SEARCH = 200
_HIGHEST = 10_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class CannotAnswer(Exception):
    """A parameter has a value that nothing can be answered for; the message says which."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a page is about."""

    day: date
    today: date

    @property
    def is_today(self) -> bool:
        """Whether the page shows the record as it is now."""
        return self.day == self.today

    @property
    def query(self) -> str:
        """What keeps a link on the same day."""
        return "" if self.is_today else f"?as_of={self.day.isoformat()}"


def as_of(asked: QueryDict) -> AsOf:
    """Return the day asked for, today where none is; a day to come has no record."""
    today = timezone.localdate()
    given = asked.get("as_of", "").strip()
    if not given:
        return AsOf(today, today)
    try:
        # fromisoformat takes weeks and bare digits too.
        day = date.fromisoformat(given) if _DAY.fullmatch(given) else None
    except ValueError:
        day = None
    if day is None:
        raise CannotAnswer(
            "That is not a day: as_of takes a year, a month and a day, such as 2024-11-15."
        )
    if day > today:
        raise CannotAnswer(f"{day_in_words(day)} has not come yet, so there is no record of it.")
    return AsOf(day, today)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bills a list should hold."""

    words: str = ""
    status: Status | None = None
    parliament: int | None = None
    kind: BillType | None = None
    page: int = 1


def wanted(asked: QueryDict) -> Wanted:
    """Return which bills are asked for."""
    words = asked.get("q", "").replace("\0", " ").strip()
    if len(words) > LONGEST_SEARCH:
        raise CannotAnswer(f"A search can be at most {LONGEST_SEARCH} characters long.")
    return Wanted(
        words=words,
        status=_one_of(asked, "status", Status),
        parliament=_number(asked, "parliament"),
        kind=_one_of(asked, "type", BillType),
        page=page(asked),
    )


def page(asked: QueryDict) -> int:
    """Return the number of the page asked for, the first where none is."""
    return _number(asked, "page") or 1


def _one_of[Code: StrEnum](asked: QueryDict, name: str, codes: type[Code]) -> Code | None:
    value = asked.get(name)
    if not value:
        return None
    try:
        return codes(value)
    except ValueError:
        raise CannotAnswer(f"{name} can be one of: {', '.join(codes)}.") from None


def _number(asked: QueryDict, name: str) -> int | None:
    value = asked.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit()) or not 0 < int(value[:9]) < _HIGHEST:
        raise CannotAnswer(f"{name} takes a whole number.")
    return int(value[:9])


def refusal(request: HttpRequest, error: CannotAnswer) -> HttpResponse:
    """Return the page that says why there is no answer."""
    return render(request, "400.html", {"sentence": str(error)}, status=400)
