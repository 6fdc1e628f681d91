"""Rows to values by the columns of their kind; whatever misfits is a problem of its cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bills.ingest.hand_tables.cells import Misfit, day, is_month_first, reads_both_ways, shown
from bills.ingest.hand_tables.columns import KINDS, Column, Kind, columns_of
from bills.ingest.hand_tables.sheets import Sheet
from billtracker.problems import Cell, Problem, Refused
from billtracker.provenance.facts import Grounds, Reference
from billtracker.text import folded, squeezed

_ENOUGH = 2
_RECORD, _FIELD = 300, 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in a table: its first line, and how problems name the record."""

    file: str
    line: int
    record: str = ""

    def problem(self, sentence: str, column: str = "", value: str = "", **more: Any) -> Problem:
        """Return what is wrong there, in a cell or in the row as a whole."""
        record = self.record or f"line {self.line}"
        field = f"line {self.line}, {column or 'row'}" if self.record else column
        return Problem(
            f"{self.file}, {record}"[:_RECORD],
            (field or "row")[:_FIELD],
            sentence,
            cell=Cell(self.file, self.line, column, value),
            **more,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's kind, and the columns it has, each with its place in a row."""

    file: str
    kind: Kind
    columns: dict[str, tuple[int, Column]]

    @property
    def day_columns(self) -> list[str]:
        """The columns that hold days."""
        return [name for name, (_, column) in self.columns.items() if column.read is day]


def layout_of(sheet: Sheet, file: str) -> Layout:
    """Return what a header tells; raise Refused with a problem for every column that misfits."""
    names = [folded(cell).replace(" ", "_") for cell in sheet.header]
    place = Place(file, sheet.header_line, "header")
    kind = max(KINDS, key=lambda kind: _likeness(kind, names))
    known = columns_of(kind)
    if len(known.keys() & set(names)) < _ENOUGH:
        kinds = ", ".join(kind.name for kind in KINDS)
        raise Refused(place.problem(f"is not the header of a table of {kinds}."))
    wrong = [
        place.problem(
            f"a table of {kind.name} has no column {shown(cell)}.", name or "blank", cell
        )
        for name, cell in zip(names, sheet.header, strict=True)
        if name not in known
    ]
    wrong += [
        place.problem("stands twice in the header.", name, name)
        for name in dict.fromkeys(names)
        if names.count(name) > 1 and name in known
    ]
    wrong += [
        place.problem(f"a table of {kind.name} needs this column.", name)
        for name, column in known.items()
        if column.required and name not in names
    ]
    if wrong:
        raise Refused(*wrong)
    return Layout(file, kind, {name: (at, known[name]) for at, name in enumerate(names)})


def _likeness(kind: Kind, names: Sequence[str]) -> int:
    known = columns_of(kind)
    needed = sum(known[name].required for name in names if name in known)
    return needed + 2 * sum(name in known for name in names)


def is_doubtful(days: Iterable[str]) -> bool:
    """Say whether any day of a table has its month first: then others may have it too."""
    return any(is_month_first(cell) for cell in days)


def read_cell(column: Column, cell: str, *, doubtful: bool) -> Any:
    """Return what a cell that is not blank says; raise Misfit with the reason."""
    if doubtful and column.read is day and reads_both_ways(cell):
        raise Misfit(
            f"{shown(cell)} can be two days, since others here have the month first; "
            f"write it as 2024-11-14."
        )
    return column.read(cell)


def read_cells(
    said: Iterable[tuple[Column, str, Place]], *, doubtful: bool, problems: list[Problem]
) -> dict[str, Any]:
    """Return what cells say by their columns, without blank ones; add what is wrong."""
    values = {}
    for column, cell, place in said:
        try:
            value = read_cell(column, cell, doubtful=doubtful) if cell else ()
        except Misfit as misfit:
            problems.append(place.problem(str(misfit), column.name, cell))
            continue
        if value != ():
            values[column.name] = value
        elif column.required:
            problems.append(place.problem("may not be blank.", column.name, cell))
    return values


def grounds_of(values: dict[str, Any], place: Place, problems: list[Problem]) -> Grounds:
    """Take the columns about the source out of a row's values."""
    title, publisher, url, on = (
        values.pop(f"source_{name}", None) for name in ("title", "publisher", "url", "date")
    )
    more = {k: values.pop(k) for k in ("confidence", "derivation") if k in values}
    if title is None:
        if publisher or url or on:
            problems.append(place.problem("name the publication too.", "source_title"))
        return Grounds(**more)
    return Grounds((Reference(title, publisher or "", url or "", on),), **more)


def cleaned(row: Iterable[str]) -> list[str]:
    """Return cells without NBSP, line ends and spaces around."""
    return [squeezed(cell) for cell in row]
