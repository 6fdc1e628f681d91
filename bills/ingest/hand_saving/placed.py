"""Tables being saved, and where in them each record stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bills.ingest import saving
from bills.ingest.hand_tables.names import Names, Unknown
from bills.ingest.hand_tables.reading import HandTable, WrittenRow
from bills.ingest.hand_tables.rows import Place
from bills.ingest.records import Records
from billtracker.intake.taken import Save, Taken, Told, put
from billtracker.problems import Problem

type Values = Mapping[str, Any]

# Where the services' own words for a part of a record are not the name of its column.
_COLUMNS = {
    "votes": {"tallies": "declared", "ballots": "voter"},
    "stages": {"stages": "stage"},
    "bills": {"stages": "introduced_on"},
}


@dataclass(slots=True)
class PlacedTable:
    """A table being saved; by the name of each record, where it stands and what stands there."""

    taken: Taken
    table: HandTable
    places: dict[str, tuple[Place, Values]] = field(default_factory=dict)

    def stands(self, record: str, place: Place, values: Values) -> int:
        """Note where a record stands; return the line on which it was first."""
        there = replace(place, record=record), values
        return self.places.setdefault(record, there)[0].line

    def is_first(self, record: str, row: WrittenRow) -> bool:
        """Note where a record stands; if an earlier row gives it, refuse this one."""
        line = self.stands(record, row.place, row.values)
        if line == row.place.line:
            return True
        sentence = f"{record} is on line {line} already, which was taken."
        self.taken.note([row.place.problem(sentence)])
        return False

    def tell_places(self) -> None:
        """Say of each problem that a service found where in the table its record stands."""
        self.taken.report.problems[:] = map(self._placed, self.taken.report.problems)

    def _placed(self, problem: Problem) -> Problem:
        if problem.cell or problem.record not in self.places:
            return problem
        place, values = self.places[problem.record]
        part = problem.field.partition(".")[0]
        column = _COLUMNS.get(self.table.kind, {}).get(part, part)
        there = place.problem("", column, str(values.get(column, "")))
        return replace(problem, record=there.record, field=there.field, cell=there.cell)


def save_records(tables: list[PlacedTable], records_of: Callable[[PlacedTable], Records]) -> None:
    """Save the bills or votes of tables by the path of every other source."""
    saving.save([(one.taken, records_of(one)) for one in tables])
    for one in tables:
        one.tell_places()


def put_each[Facts](
    tables: list[PlacedTable],
    told: Callable[[PlacedTable], Iterable[Told[Facts]]],
    save: Save[Facts],
) -> None:
    """Save what tables tell that is no bill and no vote."""
    put([one for table in tables for one in told(table)], save)
    for table in tables:
        table.tell_places()


def of_known_bills(one: PlacedTable, names: Names) -> Iterator[tuple[WrittenRow, str]]:
    """Yield a table's rows with the id of their bill; those of another are noted, and wait."""
    for row in one.table.rows:
        try:
            yield row, names.bill(row.values["bill"])
        except Unknown as unknown:
            one.taken.note([unknown_of(row, "bill", unknown)])


def unknown_of(row: WrittenRow, column: str, unknown: Unknown) -> Problem:
    """Return the problem of a name in a row that means nothing on record, or several things."""
    return row.place.problem(str(unknown), column, str(row.values[column]), **unknown.more)
