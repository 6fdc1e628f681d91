"""Pages of a list: cursors over a total order, so that rows arriving disturb no reader.

A page is asked for by the last row seen, not by a number of rows to skip. The cursor carries
that row's place, signed for this very list: one that was forged, or made for another list or
other filters, is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, cast

from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.expressions import BaseExpression, F

from billtracker.api.errors import unusable
from billtracker.api.links import Links
from billtracker.api.parameters import ListParameters

type Key = BaseExpression | F


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: a key that no row lacks, then the row's own number, both the same way."""

    key: Key
    is_descending: bool = False


class Envelope[Item](TypedDict):
    """A page of a list; `count` is null unless it was asked for."""

    count: int | None
    next: str | None
    previous: str | None
    results: list[Item]


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """The rows of a page, and the addresses of those beside it."""

    rows: Sequence[Row]
    count: int | None
    next: str | None
    previous: str | None

    def told[Item](self, results: list[Item]) -> Envelope[Item]:
        """Return the page with its rows as they are shown."""
        return {
            "count": self.count,
            "next": self.next,
            "previous": self.previous,
            "results": results,
        }


@dataclass(frozen=True, slots=True)
class _Place:
    """Just after a row, or just before it."""

    key: str | int
    pk: int
    is_before: bool = False


class Cursors:
    """Makes and reads the cursors of one list."""

    def __init__(self, address: str) -> None:
        self._signer = signing.Signer(salt=f"cursor of {address}")

    def write(self, place: _Place) -> str:
        """Return a place as a cursor."""
        return self._signer.sign_object([place.key, place.pk, place.is_before])

    def read(self, cursor: str) -> _Place:
        """Return the place of a cursor; raise ApiError for one that is not of this list."""
        try:
            key, pk, is_before = self._signer.unsign_object(cursor)
        except signing.BadSignature as error:
            raise unusable("cursor", "It is not a cursor of this list.") from error
        return _Place(key, pk, is_before)


def page_of[Row: models.Model](
    rows: models.QuerySet[Row],
    order: Order,
    parameters: ListParameters,
    links: Links,
    **pinned: str,
) -> Page[Row]:
    """Return the page of `rows` that was asked for, in one query however many rows there are.

    `pinned` are parameters that the following pages keep although nobody gave them, as the day
    that a list without `as_of` was read.
    """
    asked = {**pinned, **parameters.asked}
    cursors = Cursors(links.here(**dict(sorted(asked.items()))))
    place = cursors.read(parameters.cursor) if parameters.cursor else None
    is_backwards = bool(place and place.is_before)
    found = list(_beyond(rows, order, place)[: parameters.page_size + 1])
    has_more = len(found) > parameters.page_size
    shown = found[: parameters.page_size]
    if is_backwards:
        shown.reverse()

    def address(row: Row, *, is_before: bool) -> str:
        cursor = cursors.write(_Place(_key(row), row.pk, is_before))
        return links.here(**{**pinned, **parameters.given, "cursor": cursor})

    follows = has_more or is_backwards
    precedes = has_more if is_backwards else place is not None
    return Page(
        rows=shown,
        count=rows.count() if parameters.count else None,
        next=address(shown[-1], is_before=False) if shown and follows else None,
        previous=address(shown[0], is_before=True) if shown and precedes else None,
    )


def _beyond[Row: models.Model](
    rows: models.QuerySet[Row], order: Order, place: _Place | None
) -> models.QuerySet[Row]:
    is_descending = order.is_descending != bool(place and place.is_before)
    placed = cast("models.QuerySet[Row]", rows.annotate(place_key=order.key))
    if place:
        side = "lt" if is_descending else "gt"
        beyond = Q(**{f"place_key__{side}": place.key})
        placed = placed.filter(beyond | Q(**{"place_key": place.key, f"pk__{side}": place.pk}))
    sign = "-" if is_descending else ""
    return placed.order_by(f"{sign}place_key", f"{sign}pk")


def _key(row: Any) -> str | int:
    key = row.place_key
    if isinstance(key, date | datetime):
        return key.isoformat()
    return key if isinstance(key, int) else str(key)
