"""The only writers of provenance: bodies and retrievals kept, origins found or made."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q

from billtracker.db import insert_all
from billtracker.outcome import Outcome, Report
from billtracker.provenance.facts import Grounds
from billtracker.provenance.fetched import Fetched
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


def keep_all(*, source: Source, bodies: Sequence[Fetched]) -> list[Retrieval]:
    """Keep bodies to be read; return the last retrieval of each that was taken in before.

    A body is known by its hash, under its name. One that was refused whole is read again: that
    writes nothing, and says once more why. One that was kept and not read waits to be read.
    """
    rows = source.retrievals.filter(url__in={body.name for body in bodies})
    last = {r.url: r for r in rows.order_by("url", "-id").distinct("url")}
    new: list[tuple[Body, Retrieval]] = []
    same: list[Retrieval] = []
    renewed: list[Retrieval] = []
    for body in bodies:
        sha256, before = digest(body.content), last.get(body.name)
        if before and before.body_id == sha256:
            same.append(before)
            renewed += [before] * _renews(before, body)
            continue
        last[body.name] = Retrieval(
            source=source,
            url=body.name,
            body_id=sha256,
            version=body.version,
            headers=dict(body.headers),
        )
        kept = Body(sha256=sha256, content=body.content, size=len(body.content))
        new.append((kept, last[body.name]))
    again = [r.pk for r in same if r.outcome == Outcome.REFUSED]
    if new or renewed or again:
        with transaction.atomic():
            Body.objects.bulk_create((kept for kept, _ in new), ignore_conflicts=True)
            Retrieval.objects.bulk_create(retrieval for _, retrieval in new)
            Retrieval.objects.bulk_update(renewed, ["version", "headers"])
            Retrieval.objects.filter(pk__in=again).update(outcome=None)
    return [r for r in same if r.outcome and r.outcome != Outcome.REFUSED]


def _renews(known: Retrieval, body: Fetched) -> bool:
    """Take what the source newly says of a body it sent before; say whether it says anything."""
    if not (body.version or body.headers):
        return False
    said = (known.version, known.headers)
    known.version, known.headers = body.version, dict(body.headers)
    return said != (known.version, known.headers)


def latest(bodies: Iterable[tuple[int, str]]) -> list[Retrieval]:
    """Return the newest retrieval, with its body, of each (source id, name)."""
    wanted = Q(pk__in=())
    for source, url in bodies:
        wanted |= Q(source=source, url=url)
    rows = Retrieval.objects.filter(wanted).order_by("source_id", "url", "-id")
    return list(rows.distinct("source_id", "url").select_related("body", "source"))


def close_all(read: Sequence[tuple[Retrieval, Report]]) -> None:
    """Write what came of retrievals, where it is not what came of them before.

    Read again, a body that changed nothing more still did what it did the first time.
    """
    changed = []
    for retrieval, report in read:
        came = (report.outcome, report.as_counts(), [str(p) for p in report.problems])
        again = Report.of_known(retrieval.counts).as_counts(), retrieval.problems
        if retrieval.outcome is None or came[1:] != again:
            retrieval.outcome, retrieval.counts, retrieval.problems = came
            changed.append(retrieval)
    Retrieval.objects.bulk_update(changed, ["outcome", "counts", "problems"], batch_size=200)


def note_try(*, source: Source, report: Report, at: datetime) -> None:
    """Note when a source was tried, when it last answered usefully, and when it last changed."""
    source.last_tried_at = at
    if report.outcome not in {Outcome.REFUSED, Outcome.UNAVAILABLE}:
        source.last_succeeded_at = at
    if report.has_changed:
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
        if _digest_of(grounds) not in self._origins:
            make_origins([(self, grounds)])
        return self._origins[_digest_of(grounds)]

    def forget(self) -> None:
        """Forget the origins: those made in a transaction that was undone are gone."""
        self._origins.clear()

    def differs(self, origin: Origin, grounds: Grounds) -> bool:
        """Say whether a known fact must be given new grounds.

        Only whoever gave the old ones may replace them: a second source that states the same
        fact changes nothing.
        """
        return origin.digest != _digest_of(grounds) and self._is_same_source(origin)

    def is_before(self, origin: Origin) -> bool:
        """Say whether another source has spoken since this one's body was kept."""
        if self.retrieval is None or origin.retrieval_id is None:
            return False
        return self.retrieval.pk < origin.retrieval_id and not self._is_same_source(origin)

    def _is_same_source(self, origin: Origin) -> bool:
        if self.retrieval and origin.retrieval:
            return origin.retrieval.source_id == self.retrieval.source_id
        return self.person_id is not None and origin.entered_by_id == self.person_id

    def lacks(self, grounds: Grounds) -> bool:
        """Say whether its origin for these grounds has not been found or made yet."""
        return _digest_of(grounds) not in self._origins

    @property
    def key(self) -> tuple[int | None, int | None]:
        """The retrieval and the person, by their numbers."""
        return (self.retrieval.pk if self.retrieval else None, self.person_id)

    def holds(self, origin: Origin) -> None:
        """Take an origin of this witness, found or made."""
        self._origins[origin.digest] = origin


def make_origins(wanted: Iterable[tuple[Witness, Grounds]]) -> None:
    """Find or make the origins that witnesses lack, in a handful of queries for all of them."""
    lacking = {
        (*witness.key, _digest_of(grounds)): (witness, grounds)
        for witness, grounds in wanted
        if witness.lacks(grounds)
    }
    if not lacking:
        return
    known = Origin.objects.filter(digest__in={digest for *_, digest in lacking}).filter(
        Q(retrieval__in={retrieval for retrieval, *_ in lacking})
        | Q(retrieval=None, entered_by__in={person for _, person, _ in lacking})
    )
    for origin in known:
        key = (origin.retrieval_id, origin.entered_by_id, origin.digest)
        if key in lacking:
            lacking.pop(key)[0].holds(origin)
    made = [
        Origin(
            retrieval=witness.retrieval,
            entered_by_id=witness.person_id,
            digest=key,
            confidence=grounds.confidence,
            derivation=grounds.derivation,
            note=grounds.note,
        )
        for (*_, key), (witness, grounds) in lacking.items()
    ]
    insert_all(made)
    for origin, (witness, _) in zip(made, lacking.values(), strict=True):
        witness.holds(origin)
    insert_all(
        [
            Citation(origin=origin, place=place, **asdict(reference))
            for origin, (_, grounds) in zip(made, lacking.values(), strict=True)
            for place, reference in enumerate(grounds.references)
        ]
    )


@lru_cache(maxsize=4096)
def _digest_of(grounds: Grounds) -> str:
    words = json.dumps(asdict(grounds), default=_plain, sort_keys=True)
    return digest(words.encode())


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
