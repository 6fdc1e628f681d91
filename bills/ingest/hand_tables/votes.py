"""A table of votes: one row a voter, gathered by their vote wherever in the table they stand.

Tables run to hundreds of thousands of rows of a few hundred different endings (option, voter and
what follows), so a row is only cut in two and compared; each ending is kept and read once.
"""

from array import array
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from bills.domain.facts import NO_GROUNDS
from bills.ingest.hand_tables.cells import Misfit, day, shown, slug
from bills.ingest.hand_tables.columns import VOTE, VOTERS, Column
from bills.ingest.hand_tables.rows import (
    Layout,
    Place,
    cleaned,
    grounds_of,
    is_doubtful,
    read_cells,
)
from bills.ingest.hand_tables.sheets import Sheet
from billtracker.problems import Problem
from billtracker.provenance.facts import Grounds
from billtracker.text import squeezed

type Ending = tuple[str, ...]
type _Placed = tuple[int, Column]

_VOTERS = {column.name for column in VOTERS}


@dataclass(slots=True)
class WrittenVote:
    """A vote as its rows give it: what is its own, and the ending of each row with its line.

    `columns` are those of the endings. Where there are problems the vote is not to be taken.
    """

    place: Place
    columns: tuple[Column, ...]
    endings: list[Ending] = field(default_factory=list)
    lines: "array[int]" = field(default_factory=lambda: array("L"))
    values: dict[str, Any] = field(default_factory=dict)
    grounds: Grounds = NO_GROUNDS
    problems: list[Problem] = field(default_factory=list)
    last_own: Sequence[str] = ()
    stated: dict[int, tuple[str, int]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The vote's public id."""
        return self.place.record.removeprefix("vote ")

    def at(self, line: int) -> Place:
        """Return the place of one of the vote's rows."""
        return Place(self.place.file, line, self.place.record)

    def state(self, own: Sequence[str], line: int, columns: Sequence[Column]) -> None:
        """Take what one more row says of the vote; blank says nothing."""
        self.last_own = own
        for at, cell in enumerate(cleaned(own)):
            first, where = self.stated.setdefault(at, (cell, line)) if cell else ("", 0)
            if cell != first:
                sentence = f"says {shown(cell)}; line {where} says {shown(first)}."
                self.problems.append(self.at(line).problem(sentence, columns[at].name, cell))


def votes_of(sheet: Sheet, layout: Layout, problems: list[Problem]) -> list[WrittenVote]:
    """Return the votes of a table, in the order in which they begin."""
    own, endings = _own_and_endings(layout)
    gathered = _Gathered(layout, [column for _, column in own], [c for _, c in endings], problems)
    cut_own, cut_ending = _cutter(own), _cutter(endings)
    key, blank = gathered.key, ("",) * len(own)
    shared: dict[Ending, Ending] = {}
    for line, row, wrong in sheet:
        vote = None if wrong else gathered.by_cell.get(row[key])
        if vote is None and (vote := gathered.vote_at(line, row, wrong)) is None:
            continue
        told = cut_own(row)
        if told not in (vote.last_own, blank):
            vote.state(told, line, gathered.own)
        ending = cut_ending(row)
        vote.endings.append(shared.setdefault(ending, ending))
        vote.lines.append(line)
    gathered.judge_strays()
    gathered.read_own()
    return list(gathered.by_slug.values())


def _own_and_endings(layout: Layout) -> tuple[list[_Placed], list[_Placed]]:
    placed = [(at, column) for name, (at, column) in layout.columns.items() if name != VOTE.name]
    own = [(at, column) for at, column in placed if column.name not in _VOTERS]
    return own, [(at, column) for at, column in placed if column.name in _VOTERS]


def _cutter(placed: list[_Placed]) -> Callable[[list[str]], tuple[str, ...]]:
    places = [at for at, _ in placed]
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple(row[at] for at in places)


class _Gathered:
    """The votes of a table as they are met."""

    def __init__(
        self,
        layout: Layout,
        own: list[Column],
        endings: list[Column],
        problems: list[Problem],
    ) -> None:
        self.file = layout.file
        self.key = layout.columns[VOTE.name][0]
        self.own = own
        self.endings = tuple(endings)
        self.problems = problems
        self.by_cell: dict[str, WrittenVote] = {}
        self.by_slug: dict[str, WrittenVote] = {}
        self.strays: list[int] = []

    def vote_at(self, line: int, row: list[str], wrong: str) -> WrittenVote | None:
        """Return the vote that a row is of; None where the row is not to be taken, noting why."""
        cell = squeezed(row[self.key]) if len(row) > self.key else ""
        if not cell:
            if wrong or any(cleaned(row)):
                sentence, column = (wrong, "") if wrong else ("may not be blank.", VOTE.name)
                self.problems.append(Place(self.file, line).problem(sentence, column))
                self.strays.append(line)
            return None
        vote = self.by_slug.get(cell) or self._begun(cell, line)
        self.by_cell[row[self.key]] = vote
        if wrong:
            vote.problems.append(vote.at(line).problem(wrong))
            return None
        return vote

    def _begun(self, cell: str, line: int) -> WrittenVote:
        vote = WrittenVote(Place(self.file, line, f"vote {cell}"), self.endings)
        try:
            slug(cell)
        except Misfit as misfit:
            vote.problems.append(vote.place.problem(str(misfit), VOTE.name, cell))
        self.by_slug[cell] = vote
        return vote

    def judge_strays(self) -> None:
        """Keep out the votes above and below each row that does not say of which vote it is."""
        for line in self.strays:
            sentence = f"line {line} may be one of its rows, and could not be taken."
            for vote in _neighbours(self.by_slug.values(), line):
                vote.problems.append(vote.place.problem(sentence))

    def read_own(self) -> None:
        """Read what is each vote's own."""
        days = [at for at, column in enumerate(self.own) if column.read is day]
        # Of a vote without a row that could be taken, that is what is told.
        votes = [vote for vote in self.by_slug.values() if vote.lines]
        doubtful = is_doubtful(v.stated[at][0] for v in votes for at in days if at in v.stated)
        for vote in votes:
            said = (
                (column, cell, vote.at(line))
                for at, column in enumerate(self.own)
                for cell, line in [vote.stated.get(at, ("", vote.place.line))]
            )
            vote.values = read_cells(said, doubtful=doubtful, problems=vote.problems)
            vote.grounds = grounds_of(vote.values, vote.place, vote.problems)


def _neighbours(votes: Iterable[WrittenVote], line: int) -> list[WrittenVote]:
    """Return the votes of the nearest rows before and after a line."""
    above: tuple[int, WrittenVote | None] = (-1, None)
    below = above
    for vote in votes:
        after = bisect(vote.lines, line)
        if after and vote.lines[after - 1] > above[0]:
            above = vote.lines[after - 1], vote
        if after < len(vote.lines) and (below[1] is None or vote.lines[after] < below[0]):
            below = vote.lines[after], vote
    found = [vote for _, vote in (above, below) if vote]
    return found[:1] if len(found) == 2 and found[0] is found[1] else found  # noqa: PLR2004
