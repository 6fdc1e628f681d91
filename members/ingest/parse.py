"""The project's own record files about members to facts. Pure: no clock, no database.

Seven files make one body, since they refer to each other: `sources.toml`, `parliaments.toml`,
`parties.toml`, `sitting_days.toml`, `attendance.toml`, and, as tables with a header row,
`members.csv` and `stints.csv`. Fields are those of `members.domain.facts`.
"""

import csv
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from billtracker.problems import Problem, Refused
from billtracker.tables import References, Table, as_fact, as_shape, as_value, references_of
from members.domain.facts import (
    AttendanceFact,
    MemberFacts,
    ParliamentFact,
    PartyFacts,
    PartyNameFact,
    SittingDayFact,
    StintFact,
)

FILES = (
    "sources.toml",
    "parliaments.toml",
    "parties.toml",
    "members.csv",
    "stints.csv",
    "sitting_days.toml",
    "attendance.toml",
)


@dataclass(slots=True)
class Records:
    """Everything the files say, in the order in which it must be saved."""

    parliaments: list[ParliamentFact] = field(default_factory=list)
    parties: list[PartyFacts] = field(default_factory=list)
    members: list[MemberFacts] = field(default_factory=list)
    sitting_days: list[SittingDayFact] = field(default_factory=list)
    attendance: list[AttendanceFact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def keep[Fact](self, facts: list[Fact], read: Callable[..., Fact], *args: Any) -> None:
        """Add what `read(*args)` gives, or the problems for which it refuses."""
        try:
            facts.append(read(*args))
        except Refused as refusal:
            self.problems += refusal.problems


def bundle(files: dict[str, str]) -> bytes:
    """Return the files as the one body that is kept."""
    return json.dumps(files, ensure_ascii=False, sort_keys=True).encode()


def parse_record(content: bytes) -> Records:
    """Read a bundle of record files; a table or row that misfits becomes a problem."""
    files = json.loads(content)
    records = Records()
    references = references_of(_toml(files, "sources.toml"), "sources.toml", records.problems)
    plain: list[tuple[str, list[Any], type[Any], str]] = [
        ("parliaments.toml", records.parliaments, ParliamentFact, "number"),
        ("sitting_days.toml", records.sitting_days, SittingDayFact, "on"),
        ("attendance.toml", records.attendance, AttendanceFact, "member"),
    ]
    for file, facts, kind, key in plain:
        for table in _tables(files, file):
            where = f"{file}, {table.get(key)} {table.get('on', '')}".rstrip()
            records.keep(facts, as_fact, kind, table, references, where)
    for table in _tables(files, "parties.toml"):
        records.keep(records.parties, _party, table, references)
    stints = _stints(files, references, records)
    for table in _rows(files, "members.csv"):
        records.keep(records.members, _member, table, stints)
    for unknown in stints.keys() - {member.slug for member in records.members}:
        sentence = f"member {unknown!r} is not in members.csv."
        records.problems.append(Problem("stints.csv", "member", sentence))
    return records


def _toml(files: dict[str, str], name: str) -> Table:
    try:
        return tomllib.loads(files.get(name, ""))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(Problem(name, "file", f"not readable as TOML: {error}.")) from error


def _tables(files: dict[str, str], name: str) -> list[Table]:
    key = name.removesuffix(".toml")
    tables: list[Table] = as_shape(list[Table], _toml(files, name).get(key, []), name, key)
    return tables


def _rows(files: dict[str, str], name: str) -> Iterator[Table]:
    for row in csv.DictReader(files.get(name, "").splitlines()):
        yield {key: value for key, value in row.items() if value not in (None, "")}


def _party(table: Table, references: References) -> PartyFacts:
    where = f"parties.toml, {table.get('slug')}"
    words = dict(table)
    tables = as_shape(list[Table], words.pop("names", []), where, "names")
    names = tuple(as_value(PartyNameFact, name, where) for name in tables)
    return as_fact(PartyFacts, words, references, where, names=names)


def _stints(
    files: dict[str, str], references: References, records: Records
) -> dict[str, list[StintFact]]:
    stints: dict[str, list[StintFact]] = {}
    for table in _rows(files, "stints.csv"):
        member = str(table.pop("member", ""))
        where = f"stints.csv, {member} from {table.get('start')}"
        table["sources"] = str(table.pop("source", "")).split()
        found = stints.setdefault(member, [])
        records.keep(found, as_fact, StintFact, table, references, where)
    return stints


def _member(table: Table, stints: dict[str, list[StintFact]]) -> MemberFacts:
    where = f"members.csv, {table.get('slug')}"
    aliases = tuple(filter(None, str(table.pop("aliases", "")).split("|")))
    known = tuple(stints.get(str(table.get("slug")), ()))
    return as_value(MemberFacts, {**table, "aliases": aliases, "stints": known}, where)
