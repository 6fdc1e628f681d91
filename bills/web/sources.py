"""What a page rests on: each publication once, numbered in the order of first mention."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from billtracker.provenance.facts import Confidence, Derivation
from billtracker.provenance.models import Origin

_CONFIDENCE = {
    Confidence.MEDIUM: "fairly sure",
    Confidence.LOW: "weakly sourced",
    Confidence.UNVERIFIED: "unverified",
}
_DERIVATION = {Derivation.ARITHMETIC: "arithmetic", Derivation.INFERRED: "inferred"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication in a page's list of sources."""

    title: str
    publisher: str = ""
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """What one fact rests on: numbers in the list of sources, and marks where it is not sure."""

    numbers: tuple[int, ...]
    marks: tuple[str, ...]
    note: str


class Sources:
    """A page's list of sources, filled as its facts are cited."""

    def __init__(self) -> None:
        self._numbers: dict[Entry, int] = {}

    def cite(self, origin: Origin, by: date = date.max) -> Cited:
        """Return what to print beside a fact; the origin's citations must be loaded.

        What was published after `by` is left out, for a fact that was known only in part then.
        """
        numbers = [
            self._numbers.setdefault(entry, len(self._numbers) + 1)
            for entry in _entries(origin)
            if entry.published_on is None or entry.published_on <= by
        ]
        marks = (
            _CONFIDENCE.get(Confidence(origin.confidence)),
            _DERIVATION.get(Derivation(origin.derivation)),
        )
        return Cited(tuple(numbers), tuple(filter(None, marks)), origin.note)

    def __iter__(self) -> Iterator[tuple[int, Entry]]:
        return ((number, entry) for entry, number in self._numbers.items())


def _entries(origin: Origin) -> Iterator[Entry]:
    citations = sorted(origin.citations.all(), key=lambda citation: citation.place)
    for row in citations:
        url = row.url if row.url.startswith(("https://", "http://")) else ""
        yield Entry(row.title, row.publisher, url, row.published_on)
    if citations:
        return
    if origin.retrieval:
        source = origin.retrieval.source
        yield Entry(source.title, source.publisher, source.url)
    else:
        yield Entry("Entered by hand by the people who keep this record")
