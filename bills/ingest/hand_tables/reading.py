"""A table by hand to what it says: its rows, or for a table of votes its votes."""

from dataclasses import dataclass, field
from typing import Any

from bills.ingest.hand_tables.columns import VOTES
from bills.ingest.hand_tables.rows import (
    Layout,
    Place,
    cleaned,
    grounds_of,
    is_doubtful,
    layout_of,
    read_cells,
)
from bills.ingest.hand_tables.sheets import Sheet
from bills.ingest.hand_tables.votes import WrittenVote, votes_of
from billtracker.problems import Problem
from billtracker.provenance.facts import Grounds


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row that could be read: its values by column, without blank ones."""

    place: Place
    values: dict[str, Any]
    grounds: Grounds


@dataclass(slots=True)
class HandTable:
    """All that one table says, and what was wrong with the rest. `kind` is a name of KINDS."""

    kind: str
    rows: list[WrittenRow] = field(default_factory=list)
    votes: list[WrittenVote] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(content: bytes, file: str) -> HandTable:
    """Read a table; raise Refused where it cannot be read as a whole."""
    sheet = Sheet(content, file)
    layout = layout_of(sheet, file)
    table = HandTable(layout.kind.name)
    if layout.kind is VOTES:
        table.votes = votes_of(sheet, layout, table.problems)
    else:
        table.rows = _rows(sheet, layout, table.problems)
    return table


def _rows(sheet: Sheet, layout: Layout, problems: list[Problem]) -> list[WrittenRow]:
    found = []
    for line, row, wrong in sheet:
        place = Place(layout.file, line)
        if wrong:
            problems.append(place.problem(wrong))
        elif any(cells := cleaned(row)):
            found.append((place, cells))
    days = [layout.columns[name][0] for name in layout.day_columns]
    doubtful = is_doubtful(cells[at] for _, cells in found for at in days)
    rows = [_row(place, cells, layout, doubtful=doubtful) for place, cells in found]
    problems += [problem for _, wrong in rows for problem in wrong]
    return [row for row, wrong in rows if not wrong]


def _row(
    place: Place, cells: list[str], layout: Layout, *, doubtful: bool
) -> tuple[WrittenRow, list[Problem]]:
    wrong: list[Problem] = []
    said = [(column, cells[at], place) for at, column in layout.columns.values()]
    values = read_cells(said, doubtful=doubtful, problems=wrong)
    grounds = grounds_of(values, place, wrong)
    return WrittenRow(place, values, grounds), wrong
