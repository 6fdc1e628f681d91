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
from billtracker.tables import References, Table, as_fact, as_value, references_of

INDEPENDENT = "independent"


def parse_record(content: bytes, name: str) -> Records:
    """Read one record file; a table that misfits becomes a problem, the others are read.

    Raise Refused where the file as a whole cannot be read.
    """
    try:
        tables = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(Problem(name, "file", f"not readable as TOML: {error}.")) from error
    references = references_of(tables.pop("sources", {}), name)
    records = Records()
    kinds: dict[str, tuple[list[Any], Callable[..., Any]]] = {
        "bills": (records.bills, _bill),
        "votes": (records.votes, _vote),
        "positions": (records.positions, _position),
    }
    for key in tables.keys() - kinds.keys():
        records.problems.append(Problem(name, key, "no such kind of record."))
    for key, (found, read) in kinds.items():
        for place, table in enumerate(tables.get(key, []), start=1):
            try:
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
            for place, part in enumerate(words.pop(key, []), start=1)
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
    labels = words.pop("option_labels", {})
    declared = words.pop("declared", {})
    more: Table = {
        "tallies": tuple(
            as_value(Tally, {"option": o, "declared": n, "label": labels.get(o, "")}, where)
            for o, n in declared.items()
        ),
        "ballots": tuple(_ballots(words, where)),
        "corrections": tuple(
            as_fact(CorrectionFact, part, references, f"{where}, correction {place}")
            for place, part in enumerate(words.pop("corrections", []), start=1)
        ),
    }
    return as_fact(VoteFacts, words, references, where, **more)


def _ballots(words: Table, where: str) -> Iterator[Ballot]:
    parties = words.pop("parties", {})
    named, printed = words.pop("named", {}), words.pop("labels", {})
    members = words.pop("members", {})
    for option in dict.fromkeys([*parties, *printed, *members]):
        names, labels = named.get(option, {}), dict(printed.get(option, {}))
        tables: list[Table] = [
            {
                "party": party,
                "weight": weight,
                "names": tuple(names.get(party, ())),
                "printed": tuple(labels.pop(party, ())),
            }
            for party, weight in parties.get(option, {}).items()
        ]
        tables += _singles("label", labels.pop(INDEPENDENT, ()))
        tables += _singles("member", members.get(option, ()))
        if labels:
            sentence = f"names are given for {sorted(labels)}, which cast nothing."
            raise Refused(Problem(where, f"labels.{option}", sentence))
        yield from (as_value(Ballot, {"option": option, **t}, where) for t in tables)


def _singles(key: str, names: Iterable[str]) -> list[Table]:
    return [{key: name, "weight": 1} for name in names]


def _position(table: Table, references: References, where: str) -> PositionFact:
    return as_fact(PositionFact, table, references, where)
