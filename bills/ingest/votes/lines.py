"""Lines: the shape in which every markup hands its text to the grammar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bills.ingest.votes.printed import UNDATED, Place, When
from billtracker.text import squeezed

_CELL = re.compile(r"\S+(?: \S+)*")
NO_PLACE = Place(0)


class Level(IntEnum):
    """How far in a heading stands; TEXT is none."""

    TEXT = 0
    TITLE = 1
    DEBATE = 2
    STAGE = 3
    PART = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, or a word group of a printed column, and where its column begins."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line or block of a text with its white space squeezed.

    Blank lines have no text. A page break is blank too, but may fall inside a sentence.
    """

    text: str
    place: Place = NO_PLACE
    level: Level = Level.TEXT
    cells: tuple[Cell, ...] = ()
    when: When = UNDATED
    is_page_break: bool = False


def columns(raw: str) -> tuple[Cell, ...]:
    """Return the word groups of a laid-out line: two spaces or a tab part columns."""
    laid = raw.replace("\xa0", " ").replace("\t", "  ")
    return tuple(Cell(m.start(), squeezed(m.group())) for m in _CELL.finditer(laid))


def physical(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield number, offset and text of each line; a form feed is part of the line it begins."""
    offset = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        yield number, offset, raw
        offset += len(raw) + 1
