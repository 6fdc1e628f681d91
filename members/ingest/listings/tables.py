"""The lists of current and former members as somebody recorded them in CSV. Pure."""

import csv
from collections.abc import Iterable

from billtracker.problems import Problem, Refused
from billtracker.text import squeezed
from members.ingest.listings.listed import Listed, Listing, Sat
from members.ingest.listings.printed import day_of_name, in_order, intervals, page_id

_CURRENT = ["sort_name", "path", "party", "electorate"]
_FORMER = ["sort_name", "path", "party", "start", "end", "raw"]

type _Row = dict[str, str]


def read_table(text: str, name: str) -> Listing:
    """Read a table by its header; of former members only `raw`, the page's own words, is read.

    A former member has a row for each interval, all with the same words.
    """
    rows = csv.reader(text.splitlines())
    header = next(rows, [])
    if header not in (_CURRENT, _FORMER):
        wanted = " or ".join(",".join(columns) for columns in (_CURRENT, _FORMER))
        raise Refused(Problem(name, "header", f"is {','.join(header)!r}, not {wanted}."))
    listing = Listing(on=day_of_name(name))
    whole = list(_whole(rows, header, name, listing.problems))
    if header == _CURRENT:
        listing.members = [_listed(row, (Sat(row["party"], row["electorate"]),)) for row in whole]
        listing.is_the_house = bool(whole) and not listing.problems
    else:
        by_path = {row["path"]: row for row in whole}
        listing.members = [
            _listed(row, intervals(row["raw"], row["sort_name"], listing.problems))
            for row in by_path.values()
        ]
    return listing


def _whole(
    rows: Iterable[list[str]], header: list[str], name: str, problems: list[Problem]
) -> Iterable[_Row]:
    for number, cells in enumerate(rows, 2):
        row = dict(zip(header, map(squeezed, cells), strict=False))
        missing = [column for column in header if column not in {"start", "end"}]
        missing = [column for column in missing if not row.get(column)]
        where = f"{name}, line {number}"
        if len(cells) != len(header):
            sentence = f"has {len(cells)} cells, not {len(header)}."
            problems.append(Problem(where, "cells", sentence))
        elif missing:
            problems.append(Problem(where, missing[0], "is empty."))
        else:
            yield row


def _listed(row: _Row, sat: tuple[Sat, ...]) -> Listed:
    sort_name, path = row["sort_name"], row["path"]
    return Listed(in_order(sort_name), sort_name, (page_id(path),), sat=sat, page=path)
