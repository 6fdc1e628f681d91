"""The words that all these sources share: names, days, and a former member's intervals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from billtracker.problems import Problem, Refused
from billtracker.text import squeezed
from members.domain.facts import UpstreamId
from members.ingest.listings.listed import Sat

PAGES, DOCUMENTS = "parliament.nz", "parliament.nz document"
_TITLES = re.compile(r"^(?:(?:Rt\.? Hon|Hon|Dr|Sir|Dame)\.? )+", re.IGNORECASE)
_DAY = r"\d{1,2} +[A-Za-z]+(?: +\d{4})?"
_INTERVAL = re.compile(
    rf"(?:(?P<party>[^\d;,]+?)[ ,]+)?(?P<start>{_DAY}) *[-\u2013] *(?P<end>{_DAY}|present)?",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")


def decoded(content: bytes, where: str) -> str:
    """Return a body as text; raise Refused where it is not UTF-8, the one encoding ever seen."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"is not UTF-8 (byte {error.start}); nothing was read from it."
        raise Refused(Problem(where, "body", sentence)) from error
    if "\0" in text:
        raise Refused(Problem(where, "body", "holds null characters: it is not UTF-8."))
    return text


def untitled(name: str) -> str:
    """Return a name without Hon, Rt Hon, Dr, Sir or Dame before it."""
    return _TITLES.sub("", squeezed(name))


def in_order(sort_name: str) -> str:
    """Return "Abel, Steve" as "Steve Abel"."""
    last, _, first = squeezed(sort_name).partition(", ")
    return f"{first} {last}".strip()


def sortable(name: str) -> str:
    """Return "Steve Abel" as "Abel, Steve", by its last word, for sources that do not say."""
    first, _, last = squeezed(name).rpartition(" ")
    return f"{last}, {first}" if first else last


def page_id(path: str) -> UpstreamId:
    """Return who a page of parliament.nz is about: the last part of its path.

    It stays the same when a member moves from the current to the former members.
    """
    return UpstreamId(PAGES, PurePosixPath(path).name)


def day_of_name(name: str) -> date | None:
    """Return the day in the name of a recording, such as `members_2026-06-12.csv`."""
    found = _IN_A_NAME.search(PurePosixPath(name).name)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def day(words: str, form: str, where: str, field: str) -> date:
    """Return a printed day; raise Refused where it is none."""
    try:
        return datetime.strptime(squeezed(words), form).date()  # noqa: DTZ007 - a day alone
    except ValueError as error:
        raise Refused(Problem(where, field, f"{squeezed(words)!r} is not a day.")) from error


def intervals(words: str, where: str, problems: list[Problem]) -> tuple[Sat, ...]:
    """Read "Labour Party, 8 November 2008 - 25 November 2011; 23 May 2014 - 6 February 2024".

    A party that is not printed again is the one before. An interval that cannot be read is left
    out with a problem, and the others are not.
    """
    text = squeezed(words)
    return half_open(_intervals(text, where, problems), where, problems)


def _intervals(text: str, where: str, problems: list[Problem]) -> Iterator[Sat]:
    party, read_to = "", 0
    for found in _INTERVAL.finditer(text):
        _note_rest(text[read_to : found.start()], where, problems)
        read_to = found.end()
        party = (found["party"] or party).strip()
        ended = (found["end"] or "present").lower() != "present"
        try:
            start = day(found["start"], "%d %B %Y", where, "interval")
            end = day(found["end"], "%d %B %Y", where, "interval") if ended else None
        except Refused as refusal:
            problems += refusal.problems
        else:
            yield Sat(party, start=start, end=end)
    _note_rest(text[read_to:], where, problems)


def _note_rest(rest: str, where: str, problems: list[Problem]) -> None:
    if words := rest.strip(" ;,."):
        problems.append(Problem(where, "interval", f"{words!r} could not be read."))


def half_open(sat: Iterable[Sat], where: str, problems: list[Problem]) -> tuple[Sat, ...]:
    """Return times in the House in their order, each up to a day that is not part of it.

    Most often parliament.nz prints that day: the next election, or the day on which another
    party begins. Sometimes it prints the last day, which shows where the next time begins on the
    day after; then that day is the end. One that ends before it begins is left out.
    """
    times: list[Sat] = []
    for time in sorted(sat, key=lambda time: time.start or date.min):
        if time.start and time.end and time.end <= time.start:
            sentence = f"{time.end} is not after its start, {time.start}."
            problems.append(Problem(f"{where}, from {time.start}", "end", sentence))
            continue
        last = times[-1] if times else None
        if last and last.end and time.start and last.end + timedelta(days=1) == time.start:
            times[-1] = replace(last, end=time.start)
        times.append(time)
    return tuple(times)
