"""What one cell says: every reader returns its value or raises Misfit with the reason."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from bills.domain.numbers import bill_slug, parse_number
from bills.domain.votes import ABSTAIN, AYE, NO
from billtracker.days import WELLINGTON
from billtracker.text import folded

type Reader = Callable[[str], Any]

LIST_MARK = "|"
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\S+)[ T](\d{1,2})(:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?", re.ASCII)
_BILL = re.compile(r"\d{1,3}-[A-Za-z0-9-]{1,190}", re.ASCII)
_BILL_IN_WORDS = re.compile(
    r"(\S+) of the (\d{1,3})(?:st|nd|rd|th)(?: parliament)?", re.ASCII | re.IGNORECASE
)
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,200}", re.ASCII)
_DATED_NUMBER = re.compile(r"\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{2}|\d+/\d+/\d+", re.ASCII)
_MONTHS = 12
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
_OPTIONS = {"ayes": AYE, "aye": AYE, "noes": NO, "no": NO}
_OPTIONS |= dict.fromkeys(("abstain", "abstention", "abstentions"), ABSTAIN)


class Misfit(ValueError):
    """A cell does not say what its column is for; `str()` is the reason."""


def shown(cell: str) -> str:
    """Return a cell as a sentence may quote it."""
    clipped = cell if len(cell) < 80 else f"{cell[:77]}..."  # noqa: PLR2004
    return repr(clipped)


def text(cell: str) -> str:
    """Return words on one line."""
    if cell.startswith("="):
        raise Misfit(f"{shown(cell)} is a formula; put what it comes to.")
    return cell


def up_to(length: int) -> Reader:
    """Return a reader of words that the record has room for."""

    def read(cell: str) -> str:
        if len(cell) > length:
            raise Misfit(f"is {len(cell)} characters long; there is room for {length}.")
        return text(cell)

    return read


def day(cell: str) -> date:
    """Return a day written as 2024-11-14 or, the day first, as 14/11/2024."""
    if match := _ISO_DAY.fullmatch(cell):
        year, month, number = match.groups()
    elif match := _DAY_FIRST.fullmatch(cell):
        number, month, year = match.groups()
        if int(month) > _MONTHS:
            raise Misfit(f"{shown(cell)} has the month first; write 2024-11-14 or 14/11/2024.")
    else:
        raise Misfit(f"{shown(cell)} is not a day; write 2024-11-14 or 14/11/2024.")
    try:
        return date(int(year), int(month), int(number))
    except ValueError as error:
        raise Misfit(f"{shown(cell)} is not a day of the calendar.") from error


def is_month_first(cell: str) -> bool:
    """Say whether a day can only have been written in the order of the United States."""
    match = _DAY_FIRST.fullmatch(cell)
    return match is not None and int(match[2]) > _MONTHS >= int(match[1])


def reads_both_ways(cell: str) -> bool:
    """Say whether a day would be another one with its month first."""
    match = _DAY_FIRST.fullmatch(cell)
    if match is None:
        return False
    number, month = int(match[1]), int(match[2])
    return number != month and max(number, month) <= _MONTHS


def moment(cell: str) -> datetime:
    """Return a moment written as a day and a Wellington time, or a time with its offset."""
    match = _CLOCK.fullmatch(cell)
    if match is None:
        raise Misfit(f"{shown(cell)} is not a moment; write 2024-11-14 15:02.")
    on = day(match[1])
    try:
        clock = datetime.fromisoformat(
            f"{on.isoformat()}T{match[2]:0>2}{match[3]}{match[4] or ''}"
        )
    except ValueError as error:
        raise Misfit(f"{shown(cell)} is not a time of day.") from error
    if clock.tzinfo:
        return clock.astimezone(UTC)
    local = clock.replace(tzinfo=WELLINGTON)
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise Misfit(f"{shown(cell)} is where the clocks change; write its offset, as +13:00.")
    return local.astimezone(UTC)


def whole(cell: str) -> int:
    """Return a whole number, 0 or more."""
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 6):  # noqa: PLR2004
        raise Misfit(f"{shown(cell)} is not a whole number, 0 or more.")
    return int(cell)


def yes_no(cell: str) -> bool:
    """Return yes or no."""
    word = cell.casefold()
    if word not in _YES | _NO:
        raise Misfit(f"{shown(cell)} is neither yes nor no.")
    return word in _YES


@cache
def one_of[Word: StrEnum](words: type[Word]) -> Callable[[str], Word]:
    """Return a reader of one of these words, in any case, with spaces or underscores."""
    meant = {folded(word.value): word for word in words}
    meant |= {folded(getattr(word, "label", word.value)): word for word in words}

    def read(cell: str) -> Word:
        if folded(cell) not in meant:
            raise Misfit(f"{shown(cell)} is none of {', '.join(words)}.")
        return meant[folded(cell)]

    return read


def many(read: Reader) -> Callable[[str], tuple[Any, ...]]:
    """Return a reader of several, with a bar between them."""

    def read_each(cell: str) -> tuple[Any, ...]:
        return tuple(read(part.strip()) for part in cell.split(LIST_MARK) if part.strip())

    return read_each


def option(cell: str) -> str:
    """Return an option of a vote; the usual ones by our own word for them."""
    return _OPTIONS.get(folded(cell)) or str(up_to(40)(cell))


def address(cell: str) -> str:
    """Return an address of the web."""
    if not cell.startswith(("https://", "http://")) or " " in cell:
        raise Misfit(f"{shown(cell)} is not an address that begins with https://.")
    return str(up_to(500)(cell))


def slug(cell: str) -> str:
    """Return a public id."""
    if not _SLUG.fullmatch(cell):
        raise Misfit(f"{shown(cell)} is not an id: letters, digits and hyphens, at most 200.")
    return cell


def bill(cell: str) -> str:
    """Return the public id of a bill written as 54-94 or `94-1 of the 54th`."""
    if match := _BILL_IN_WORDS.fullmatch(cell):
        number = parse_number(match[1])
        if number.is_usable:
            return bill_slug(int(match[2]), number, "")
    if not _BILL.fullmatch(cell):
        raise Misfit(f"{shown(cell)} is not a bill; write 54-94 or 94-1 of the 54th.")
    return cell


def bill_number(cell: str) -> str:
    """Return a printed bill number, as 94-1 or 23-4A."""
    if _DATED_NUMBER.fullmatch(cell):
        raise Misfit(f"{shown(cell)}: the spreadsheet made a date of it; make the column text.")
    if not parse_number(cell).is_usable:
        raise Misfit(f"{shown(cell)} is not a bill number, as 94-1; leave it empty if none is.")
    return cell
