"""What binds a bill to others, read from either end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bills.domain.facts import RelationKind
from bills.models import Bill, BillRelation
from bills.web import words
from bills.web.sources import Cited, Sources


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds the bill to another, in words."""

    words: str
    other: Bill | None
    parliament: int | None
    on: date | None
    cited: Cited


def ties(
    relations: list[BillRelation], related_from: list[BillRelation], sources: Sources
) -> Iterator[Tie]:
    """Yield a bill's own ties, then others' ties to it that these do not already tell."""
    for row in relations:
        kind = RelationKind(row.kind)
        number = row.parliament.number if row.parliament else None
        yield Tie(words.RELATIONS[kind], row.other, number, row.on, sources.cite(row.origin))
    known = {(row.kind, row.other_id) for row in relations}
    for row in related_from:
        kind = RelationKind(row.kind)
        if kind is RelationKind.COGNATE and (row.kind, row.bill_id) in known:
            continue
        yield Tie(words.RELATIONS_FROM[kind], row.bill, None, row.on, sources.cite(row.origin))
