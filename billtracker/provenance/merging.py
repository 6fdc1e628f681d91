"""One way to bring facts to rows: compare, write only what differs, say what changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from billtracker.db import insert_all, update_all
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Severity
from billtracker.provenance.fact import Fact
from billtracker.provenance.facts import Grounds
from billtracker.provenance.services import Witness, make_origins

# "unknown" is how a source that lists outcomes says that it does not know.
EMPTY: tuple[Any, ...] = (None, "", "unknown", [], ())


@dataclass(frozen=True, slots=True)
class Merged[Row: Fact]:
    """A row as it is to be, and its changed members before and after, as JSON can hold them.

    `kept` is what the source states of columns that a person entered, which stay as they are.
    """

    row: Row
    change: Change
    witness: Witness
    grounds: Grounds
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def conflicts(self, record: str) -> list[Problem]:
        """Return a matter for each column in which a source differs from a person."""
        target = f"{self.row._meta.label}:{self.row.pk}"
        return [
            Problem(
                record,
                name,
                f"the source says {theirs!r}; {_plain(getattr(self.row, name))!r} was entered "
                "by a person and stays.",
                Severity.FLAGGED,
                Kind.PINNED,
                target=target,
                stated=str(theirs),
            )
            for name, theirs in self.kept.items()
        ]


def merge[Row: Fact](
    row: Row | None,
    *,
    new: type[Row],
    values: dict[str, Any],
    witness: Witness,
    grounds: Grounds,
) -> Merged[Row]:
    """Bring `values` to `row`, or to a new row where there is none, and write it."""
    merged = compare(row, new=new, values=values, witness=witness, grounds=grounds)
    write([merged])
    return merged


def compare[Row: Fact](
    row: Row | None,
    *,
    new: type[Row],
    values: dict[str, Any],
    witness: Witness,
    grounds: Grounds,
) -> Merged[Row]:
    """Bring `values` to `row`, or to a new row where there is none, in memory only.

    What the source leaves empty is not taken from a row that has it: silence is not a denial.
    What a person entered is theirs to change: a source that differs is told so. What another
    source has said since stays, so that bodies read again do not take turns.
    """
    is_person = witness.person_id is not None
    if row is None:
        stated = {name: v for name, v in values.items() if not _is_empty(v)}
        row = new(**values, pinned=sorted(stated) if is_person else [])
        return Merged(row, Change.INSERTED, witness, grounds, after=plain(stated))
    differing = {
        name: value
        for name, value in values.items()
        if not _is_empty(value) and getattr(row, name) != value
    }
    kept = {}
    if is_person:
        row.pinned = sorted({*row.pinned, *differing})
    elif row.pinned:
        kept = {name: differing.pop(name) for name in row.pinned if name in differing}
    if differing and witness.is_before(row.origin):
        differing = {name: v for name, v in differing.items() if getattr(row, name) in EMPTY}
    if not differing and not (witness.differs(row.origin, grounds) and not row.pinned):
        return Merged(row, Change.UNCHANGED, witness, grounds, kept=plain(kept))
    before = plain({name: getattr(row, name) for name in differing})
    for name, value in differing.items():
        setattr(row, name, value)
    return Merged(row, Change.CHANGED, witness, grounds, before, plain(differing), plain(kept))


def write(merged: Sequence[Merged[Any]]) -> None:
    """Write the rows of one table that are new or changed; the others do not move."""
    touched = [part for part in merged if part.change is not Change.UNCHANGED]
    make_origins((part.witness, part.grounds) for part in touched)
    for part in touched:
        part.row.origin = part.witness.origin(part.grounds)
    insert_all([part.row for part in touched if part.change is Change.INSERTED])
    _update([part for part in touched if part.change is Change.CHANGED])


def _update(changed: Sequence[Merged[Any]]) -> None:
    if not changed:
        return
    now = timezone.now()
    for part in changed:
        part.row.updated_at = now
    names = sorted({name for part in changed for name in part.after})
    update_all([part.row for part in changed], [*names, "pinned", "origin", "updated_at"])


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the same values as JSON can hold them; a row becomes its public name."""
    return {name: _plain(value) for name, value in values.items()}


def _is_empty(value: Any) -> bool:
    # A row is compared by Python code of Django's, and is never empty.
    return value is None or (not isinstance(value, models.Model) and value in EMPTY)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, models.Model):
        return getattr(value, "slug", None) or str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def strongest(changes: Sequence[Change]) -> Change:
    """Return what happened to a whole: inserted if its own row was, else changed if any part."""
    if not changes or set(changes) == {Change.UNCHANGED}:
        return Change.UNCHANGED
    return Change.INSERTED if changes[0] is Change.INSERTED else Change.CHANGED
