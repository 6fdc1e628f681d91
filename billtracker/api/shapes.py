"""Shapes that objects of every kind share: where a fact came from, and how sure it is.

A shape is a TypedDict with a function that fills it from rows that are loaded: no queries here.
"""

from datetime import date, datetime
from typing import TypedDict

from billtracker.provenance.models import Citation, Origin


class Source(TypedDict):
    """A publication that says so.

    `retrieved_at` is when we fetched it; null for one that somebody read and cited.
    """

    url: str | None
    title: str
    publisher: str | None
    published_on: date | None
    retrieved_at: datetime | None


class Grounded(TypedDict):
    """What a fact rests on. `derivation` is `arithmetic` where the numbers force it."""

    sources: list[Source]
    confidence: str
    derivation: str
    note: str | None


def grounded(origin: Origin, note: str = "") -> Grounded:
    """Return what a fact rests on; `note` is the fact's own, told before its origin's."""
    return {
        "sources": sources(origin),
        "confidence": origin.confidence,
        "derivation": origin.derivation,
        "note": " ".join(filter(None, [note, origin.note])) or None,
    }


def sources(origin: Origin) -> list[Source]:
    """Return the publications an origin cites or, where it cites none, what was fetched."""
    citations = sorted(origin.citations.all(), key=lambda citation: citation.place)
    if citations:
        return [_cited(citation) for citation in citations]
    if origin.retrieval is None:
        return []
    source = origin.retrieval.source
    return [
        {
            "url": source.url or None,
            "title": source.title,
            "publisher": source.publisher or None,
            "published_on": None,
            "retrieved_at": origin.retrieval.fetched_at,
        }
    ]


def _cited(citation: Citation) -> Source:
    return {
        "url": citation.url or None,
        "title": citation.title,
        "publisher": citation.publisher or None,
        "published_on": citation.published_on,
        "retrieved_at": None,
    }
