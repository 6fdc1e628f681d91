"""What the names in tables by hand mean, looked up at once for all that one chunk names."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from bills.domain.numbers import parse_number
from bills.ingest.hand_tables.cells import LIST_MARK
from bills.ingest.hand_tables.names import Names, Stint
from bills.ingest.hand_tables.reading import HandTable
from bills.models import Bill
from billtracker.text import folded, squeezed
from members.models import Alias, Member, Membership, Parliament, Party

_WHO = ("member", "party", "voter", "names", "proxy_holder")


def names_in(tables: Iterable[HandTable]) -> Names:
    """Return what is on record of all that these tables name, in eight queries."""
    tables = list(tables)
    written = set(chain.from_iterable(map(_written, tables)))
    bills = set(chain.from_iterable(map(_bills, tables)))
    members = _meant(written, "member")
    stints: dict[str, list[Stint]] = {slug: [] for slug in chain.from_iterable(members.values())}
    rows = Membership.objects.filter(member__slug__in=stints).order_by("start")
    for slug, start, end, party in rows.values_list("member__slug", "start", "end", "party__slug"):
        stints[slug].append(Stint(start, end, party))
    on_record = frozenset(Bill.objects.filter(slug__in=bills).values_list("slug", flat=True))
    return Names(
        parties={name: slugs[0] for name, slugs in _meant(written, "party").items()},
        members=members,
        stints={slug: tuple(found) for slug, found in stints.items()},
        bills=on_record,
        numbered=_numbered(bills - on_record),
    )


def _written(table: HandTable) -> Iterator[str]:
    for row in table.rows:
        yield from (row.values[column] for column in _WHO if column in row.values)
    for ending in {ending for vote in table.votes for ending in vote.endings}:
        for column, cell in zip(table.votes[0].columns, ending, strict=True):
            if cell and column.name in _WHO:
                yield from map(squeezed, cell.split(LIST_MARK))


def _bills(table: HandTable) -> Iterator[str]:
    for row in table.rows:
        if bill := row.values.get("bill"):
            yield bill
    for vote in table.votes:
        yield from vote.values.get("bills", ())


def _meant(written: set[str], kind: str) -> dict[str, tuple[str, ...]]:
    """Return, for each name that means a member (or a party) on record, the ids it can mean."""
    models: dict[str, Any] = {"member": Member, "party": Party}
    slugs = set(models[kind].objects.filter(slug__in=written).values_list("slug", flat=True))
    printed = {name: folded(name) for name in written - slugs}
    known: dict[str, list[str]] = {}
    rows = Alias.objects.filter(
        folded__in=set(printed.values()) - {""}, scheme="", **{f"{kind}__isnull": False}
    )
    for name, slug in rows.values_list("folded", f"{kind}__slug").order_by(f"{kind}__slug"):
        known.setdefault(name, []).append(slug)
    found = {name: tuple(known[key]) for name, key in printed.items() if key in known}
    return {**found, **{slug: (slug,) for slug in slugs}}


def _numbered(unknown: set[str]) -> dict[tuple[int | None, str], tuple[str, ...]]:
    """Return the bills that bear what is written as 94-1, which begins with no Parliament."""
    parliaments = set(Parliament.objects.values_list("number", flat=True))
    numbers = [
        number
        for written in unknown
        if (number := parse_number(written)).is_usable and number.stem not in parliaments
    ]
    found: dict[tuple[int | None, str], tuple[str, ...]] = {}
    rows = Bill.objects.filter(stem__in=[number.stem for number in numbers])
    for stem, letter, slug in rows.values_list("stem", "letter", "slug").order_by("slug"):
        found[stem, letter] = (*found.get((stem, letter), ()), slug)
    return found
