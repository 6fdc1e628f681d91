"""One side of a vote while it is read: parties in a line or two, or members in columns."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from bills.ingest.votes import tells
from bills.ingest.votes.entries import is_unfinished, lacks_number, listed
from bills.ingest.votes.lines import Cell, Line
from bills.ingest.votes.names import entries_of, entry_of, is_cut_off
from bills.ingest.votes.paragraphs import joined
from bills.ingest.votes.printed import Place, PrintedEntry, PrintedSide, Voter

_MOST_LINES = 300
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class ReadSide:
    """A side as read, with what is odd about it and what had to be inferred."""

    side: PrintedSide
    problems: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()

    @property
    def has_parties(self) -> bool:
        """Whether any number stands beside a label: a party vote."""
        return any(entry.voter is Voter.PARTY for entry in self.side.entries)


@dataclass(slots=True)
class SideDraft:
    """Takes the lines of a side for as long as they can belong to it."""

    head: tells.Header
    place: Place
    _pieces: list[str] = field(default_factory=list)
    _rows: list[tuple[Cell, ...]] = field(default_factory=list)
    _size: int = 0

    def __post_init__(self) -> None:
        if self.head.rest:
            self._pieces.append(self.head.rest)

    def takes(self, line: Line) -> bool:
        """Take a line, or say that it cannot belong here."""
        if len(self._pieces) + len(self._rows) >= _MOST_LINES or self._size > _LONGEST:
            return False
        if len(line.cells) > 1 and all(tells.is_name(cell.text) for cell in line.cells):
            self._rows.append(line.cells)
            return True
        if tells.ends_sides(line.text) or not self._is_open_to(line.text):
            return False
        if self._rows:
            self._rows.append(line.cells or (Cell(0, line.text),))
        else:
            self._pieces.append(line.text)
        self._size += len(line.text)
        return True

    def _is_open_to(self, text: str) -> bool:
        if self._rows:
            return tells.is_name(text)
        if not self._pieces:
            return True
        told = joined(self._pieces)
        is_within = text.startswith("(") and told[-1:].isdigit()
        if is_within or is_unfinished(told) or _goes_on_with_initial(text):
            return True
        has_numbers = any(map(str.isdigit, told))
        if told.endswith(".") or not (has_numbers or tells.is_name(text)):
            return False
        entry_like = tells.is_name(text) or any(map(str.isdigit, text))
        return not has_numbers or (lacks_number(told) and entry_like)

    def read(self, surnames: Collection[str]) -> ReadSide:
        """Return the side with its parts."""
        side = PrintedSide(
            self.head.option, self.head.declared, (), self.head.label.capitalize(), self.place
        )
        if self._rows:
            return self._of_rows(side)
        told = joined(self._pieces)
        if any(map(str.isdigit, told)) or ";" in told or "ndependent" in told:
            found = listed(told, surnames)
            side = replace(side, entries=tuple(found.entries))
            return ReadSide(side, tuple(found.problems), tuple(found.inferred))
        return self._of_names(side, surnames)

    def _of_rows(self, side: PrintedSide) -> ReadSide:
        problems = [*self._odd_cells()]
        marks = _teller_marks(self._rows)
        entries: list[PrintedEntry] = []
        for place, row in enumerate(self._rows):
            below = _teller_below(row, marks.get(place - 1))
            entries += [
                entry_of(cell.text, teller=cell is below)
                for cell in row
                if not tells.is_teller_mark(cell.text)
            ]
        if marks and not any(entry.teller for entry in entries):
            problems.append("a teller is announced, but no name stands below.")
        return ReadSide(replace(side, entries=tuple(entries)), tuple(problems))

    def _odd_cells(self) -> Iterator[str]:
        for row in self._rows:
            for cell in row:
                if is_cut_off(cell.text):
                    yield f"the proxy mark of {cell.text!r} is cut off; taken as a proxy."

    def _of_names(self, side: PrintedSide, surnames: Collection[str]) -> ReadSide:
        """Read names without columns: one to a line, or a run of them."""
        entries: list[PrintedEntry] = []
        problems = []
        is_teller = False
        for piece in self._pieces:
            if tells.is_teller_mark(piece):
                is_teller = True
                continue
            found = [entry_of(piece)] if len(self._pieces) > 1 and tells.is_name(piece) else None
            found = entries_of(piece, surnames) if found is None else found
            if is_teller and found:
                found[0] = replace(found[0], teller=True)
                is_teller = False
            entries += found
            if is_cut_off(piece):
                problems.append(f"a proxy mark in {piece[:60]!r} is cut off; taken as a proxy.")
        problems += [
            f"{entry.label!r} are several names that nothing tells apart."
            for entry in entries
            if entry.voter is Voter.JOINED
        ]
        return ReadSide(replace(side, entries=tuple(entries)), tuple(problems))


def _goes_on_with_initial(text: str) -> bool:
    """Whether a line begins with an initial that its surname lost (`Carter` / `C, Harawira`)."""
    return text[:1].isupper() and text[1:2] in {"", ",", ";"}


def _teller_marks(rows: list[tuple[Cell, ...]]) -> dict[int, int]:
    """Return the rows that say "Teller:" and the column in which they do."""
    return {
        place: cell.column
        for place, row in enumerate(rows)
        for cell in row
        if tells.is_teller_mark(cell.text)
    }


def _teller_below(row: tuple[Cell, ...], column: int | None) -> Cell | None:
    """Return the cell of `row` that stands under a "Teller:" at `column`."""
    if column is None:
        return None
    return min(row, key=lambda cell: abs(cell.column - column))
