"""One way to bring a fact to a row: compare, write only what differs, say what changed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from billtracker.outcome import Change
from billtracker.provenance.fact import Fact
from billtracker.provenance.facts import Grounds
from billtracker.provenance.services import Witness

# "unknown" is how a source that lists outcomes says that it does not know.
EMPTY: tuple[Any, ...] = (None, "", "unknown", [], ())


@dataclass(frozen=True, slots=True)
class Merged[Row: Fact]:
    """A row after a merge, and its changed members before and after, as JSON can hold them."""

    row: Row
    change: Change
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def merge[Row: Fact](
    row: Row | None,
    *,
    new: type[Row],
    values: dict[str, Any],
    witness: Witness,
    grounds: Grounds,
) -> Merged[Row]:
    """Bring `values` to `row`, or to a new row where there is none.

    What the source leaves empty is not taken from a row that has it: silence is not a denial.
    A row whose content stays is not written, and its `updated_at` does not move.
    """
    if row is None:
        row = new.objects.create(origin=witness.origin(grounds), **values)  # type: ignore[attr-defined]
        stated = {name: v for name, v in values.items() if v not in EMPTY}
        return Merged(row, Change.INSERTED, after=plain(stated))
    differing = {
        name: value
        for name, value in values.items()
        if value not in EMPTY and getattr(row, name) != value
    }
    if not differing and not witness.differs(row.origin, grounds):
        return Merged(row, Change.UNCHANGED)
    before = plain({name: getattr(row, name) for name in differing})
    for name, value in differing.items():
        setattr(row, name, value)
    row.origin = witness.origin(grounds)
    row.updated_at = timezone.now()
    row.save(update_fields=[*differing, "origin", "updated_at"])
    return Merged(row, Change.CHANGED, before, plain(differing))


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the same values as JSON can hold them; a row becomes its public name."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return getattr(value, "slug", None) or str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def strongest(changes: list[Change]) -> Change:
    """Return what happened to a whole: inserted if its own row was, else changed if any part."""
    if not changes or set(changes) == {Change.UNCHANGED}:
        return Change.UNCHANGED
    return Change.INSERTED if changes[0] is Change.INSERTED else Change.CHANGED
