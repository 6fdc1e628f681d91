"""The only writers of provenance: bodies and retrievals kept, origins found or made."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from billtracker.outcome import Outcome, Report
from billtracker.provenance.facts import Grounds
from billtracker.provenance.models import Body, Citation, Origin, Retrieval, Source


def register(*, key: str, title: str, publisher: str, url: str) -> Source:
    """Return the source of that key, made on first use."""
    source, _ = Source.objects.get_or_create(
        key=key, defaults={"title": title, "publisher": publisher, "url": url}
    )
    return source


def digest(content: bytes) -> str:
    """Return the SHA-256 of a body in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def last_retrieval(*, source: Source, url: str) -> Retrieval | None:
    """Return the newest retrieval of an address, whatever came of it."""
    return source.retrievals.filter(url=url).order_by("-id").first()


def keep(*, source: Source, url: str, content: bytes) -> Retrieval:
    """Keep a body before anything is read from it; its outcome is refused until it is."""
    body, _ = Body.objects.get_or_create(
        sha256=digest(content), defaults={"content": content, "size": len(content)}
    )
    return Retrieval.objects.create(source=source, url=url, body=body, outcome=Outcome.REFUSED)


def close(*, retrieval: Retrieval, report: Report) -> None:
    """Write what came of a retrieval."""
    retrieval.outcome = report.outcome
    retrieval.counts = {change.value: n for change, n in report.counts.items()}
    retrieval.problems = [str(problem) for problem in report.problems]
    retrieval.save(update_fields=["outcome", "counts", "problems"])


def note_try(*, source: Source, outcome: Outcome, at: datetime) -> None:
    """Note when a source was tried, when it last answered usefully, and when it last changed."""
    source.last_tried_at = at
    if outcome is not Outcome.REFUSED:
        source.last_succeeded_at = at
    if outcome in {Outcome.CHANGED, Outcome.PARTIAL}:
        source.last_changed_at = at
    source.save(update_fields=["last_tried_at", "last_succeeded_at", "last_changed_at"])


@dataclass(frozen=True, slots=True)
class Witness:
    """Who brings facts: a retrieval, or a person who enters them."""

    retrieval: Retrieval | None = None
    person_id: int | None = None
    _origins: dict[str, Origin] = field(default_factory=dict)

    def origin(self, grounds: Grounds) -> Origin:
        """Return this witness's origin for facts that rest on `grounds`, made on first use."""
        key = _digest_of(grounds)
        if key not in self._origins:
            self._origins[key] = self._find_or_make(key, grounds)
        return self._origins[key]

    def forget(self) -> None:
        """Forget the origins: those made in a transaction that was undone are gone."""
        self._origins.clear()

    def differs(self, origin: Origin, grounds: Grounds) -> bool:
        """Say whether a known fact must be given new grounds.

        Only whoever gave the old ones may replace them: a second source that states the same
        fact changes nothing.
        """
        return origin.digest != _digest_of(grounds) and self._is_same_source(origin)

    def _is_same_source(self, origin: Origin) -> bool:
        if self.retrieval and origin.retrieval:
            return origin.retrieval.source_id == self.retrieval.source_id
        return self.person_id is not None and origin.entered_by_id == self.person_id

    def _find_or_make(self, key: str, grounds: Grounds) -> Origin:
        origin, is_new = Origin.objects.get_or_create(
            retrieval=self.retrieval,
            entered_by_id=self.person_id,
            digest=key,
            defaults={
                "confidence": grounds.confidence,
                "derivation": grounds.derivation,
                "note": grounds.note,
            },
        )
        if is_new:
            Citation.objects.bulk_create(
                Citation(origin=origin, place=place, **asdict(reference))
                for place, reference in enumerate(grounds.references)
            )
        return origin


def _digest_of(grounds: Grounds) -> str:
    words = json.dumps(asdict(grounds), default=_plain, sort_keys=True)
    return digest(words.encode())


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
