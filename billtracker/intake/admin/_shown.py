"""What a matter's page shows, so that a person can decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from billtracker.intake.models import Matter
from billtracker.intake.sources import naming_of
from billtracker.problems import Kind
from billtracker.provenance.models import Retrieval


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A name that a matter waits for: what it may mean, and what else a search found."""

    full: str
    kind: str
    words: str
    can_be_given: bool
    candidates: Mapping[str, str]
    sought: str
    found: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a person entered, what the source says, and where the row can be looked at."""

    row: str
    address: str
    ours: str
    theirs: str
    is_held: bool


def shown(matter: Matter, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return a matter's names, conflict and body; `asked` may seek other records for a name."""
    newest = Retrieval.objects.filter(source=matter.source, url=matter.url).order_by("-id")
    return {
        "names": [_name(matter, full, asked) for full in matter.waits_for],
        "conflict": _conflict(matter) if matter.kind == Kind.PINNED else None,
        "retrieval": Retrieval.objects.get(pk=matter.retrieval_id),
        "newest": newest.first(),
    }


def _name(matter: Matter, full: str, asked: Mapping[str, str]) -> NameAsked:
    kind, _, words = full.partition(":")
    naming = naming_of(kind)
    if naming is None or naming.give is None:
        return NameAsked(full, kind, words, False, {}, "", {})  # noqa: FBT003 - named above
    candidates = naming.called(matter.candidates)
    # Where the page is asked for the first time, it seeks the printed words by itself.
    sought = asked.get("find", "") if asked.get("name") == full else words
    found = {slug: title for slug, title in naming.find(sought).items() if slug not in candidates}
    return NameAsked(full, kind, words, True, candidates, sought, found)  # noqa: FBT003


def _conflict(matter: Matter) -> Conflict:
    label, _, number = matter.target.partition(":")
    model: Any = apps.get_model(label)
    row = model.objects.filter(pk=number).first()
    try:
        address = reverse(f"admin:{label.lower().replace('.', '_')}_change", args=[number])
    except NoReverseMatch:
        address = ""
    return Conflict(
        row=str(row or matter.record),
        address=address if row else "",
        ours=str(getattr(row, matter.field, "")),
        theirs=matter.stated,
        is_held=row is not None and matter.field in row.pinned,
    )
