"""The project's own record files to facts. Pure: no clock, no network, no database.

A file is TOML: `[sources.<key>]` tables, then `[[bills]]` with their `stages`, `referrals` and
`relations`, `[[votes]]` and `[[positions]]`. Fields are those of `bills.domain.facts`; a fact
names its sources by key. How votes are written is in `_vote`.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bills.domain.facts import (
    ActFact,
    BillFacts,
    CorrectionFact,
    PositionFact,
    ReferralFact,
    RelationFact,
    StageFact,
    VoteFacts,
)
from bills.domain.votes import Ballot, Tally
from bills.ingest.records import Records
from billtracker.problems import Problem, Refused
from billtracker.tables import References, Table, as_fact, as_shape, as_value, references_of

INDEPENDENT = "independent"


def parse_record(content: bytes, name: str) -> Records:
    """Read one record file; a table that misfits becomes a problem, the others are read.

    Raise Refused where the file as a whole cannot be read.
    """
    try:
        tables = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(Problem(name, "file", f"not readable as TOML: {error}.")) from error
    records = Records()
    references = references_of(tables.pop("sources", {}), name, records.problems)
    kinds: dict[str, tuple[list[Any], Callable[..., Any]]] = {
        "bills": (records.bills, _bill),
        "votes": (records.votes, _vote),
        "positions": (records.positions, _position),
    }
    for key in tables.keys() - kinds.keys():
        records.problems.append(Problem(name, key, "no such kind of record."))
    for key, (found, read) in kinds.items():
        for place, row in enumerate(as_shape(list[Any], tables.get(key, []), name, key), start=1):
            try:
                table = as_shape(Table, row, name, f"{key} {place}")
                found.append(read(table, references, f"{name}, {_name_of(key, place, table)}"))
            except Refused as refusal:
                records.problems += refusal.problems
    return records


def _name_of(kind: str, place: int, table: Table) -> str:
    named = table.get("slug") or table.get("title") or table.get("stated_on")
    return f"{kind[:-1]} {named or place}"


def _bill(table: Table, references: References, where: str) -> BillFacts:
    words = dict(table)

    def parts[Part](key: str, kind: type[Part]) -> tuple[Part, ...]:
        return tuple(
            as_fact(kind, part, references, f"{where}, {key} {place}")
            for place, part in enumerate(_tables(words, key, where), start=1)
        )

    more: Table = {
        "stages": parts("stages", StageFact),
        "referrals": parts("referrals", ReferralFact),
        "relations": parts("relations", RelationFact),
    }
    if act := words.pop("act", None):
        more["act"] = as_value(ActFact, act, f"{where}, act")
    return as_fact(BillFacts, words, references, where, **more)


def _vote(table: Table, references: References, where: str) -> VoteFacts:
    """Read a vote: `declared` totals and `option_labels` by option, then who cast them.

    `parties`, `named`, `labels` and `members` are each by option: the numbers parties cast; the
    members (slugs) that a split party named; such names, or independents, as printed where no
    member on record is meant; and members who voted for themselves.
    """
    words = dict(table)
    labels = as_shape(Table, words.pop("option_labels", {}), where, "option_labels")
    declared = as_shape(Table, words.pop("declared", {}), where, "declared")
    more: Table = {
        "tallies": tuple(
            as_value(Tally, {"option": o, "declared": n, "label": labels.get(o, "")}, where)
            for o, n in declared.items()
        ),
        "ballots": tuple(_ballots(words, where)),
        "corrections": tuple(
            as_fact(CorrectionFact, part, references, f"{where}, correction {place}")
            for place, part in enumerate(_tables(words, "corrections", where), start=1)
        ),
    }
    return as_fact(VoteFacts, words, references, where, **more)


def _ballots(words: Table, where: str) -> Iterator[Ballot]:
    parties, named, printed, members = (
        as_shape(shape, words.pop(key, {}), where, key)
        for key, shape in (
            ("parties", dict[str, Table]),
            ("named", dict[str, dict[str, list[str]]]),
            ("labels", dict[str, dict[str, list[str]]]),
            ("members", dict[str, list[str]]),
        )
    )
    for option in dict.fromkeys([*parties, *named, *printed, *members]):
        names, labels = dict(named.get(option, {})), dict(printed.get(option, {}))
        tables: list[Table] = [
            {
                "party": party,
                "weight": weight,
                "names": tuple(names.pop(party, ())),
                "printed": tuple(labels.pop(party, ())),
            }
            for party, weight in parties.get(option, {}).items()
        ]
        tables += _singles("label", labels.pop(INDEPENDENT, ()))
        tables += _singles("member", members.get(option, ()))
        for key, left in (("named", names), ("labels", labels)):
            if left:
                sentence = f"names are given for {sorted(left)}, which cast nothing."
                raise Refused(Problem(where, f"{key}.{option}", sentence))
        yield from (as_value(Ballot, {"option": option, **t}, where) for t in tables)


def _tables(words: Table, key: str, where: str) -> list[Table]:
    tables: list[Table] = as_shape(list[Table], words.pop(key, []), where, key)
    return tables


def _singles(key: str, names: Iterable[str]) -> list[Table]:
    return [{key: name, "weight": 1} for name in names]


def _position(table: Table, references: References, where: str) -> PositionFact:
    return as_fact(PositionFact, table, references, where)
