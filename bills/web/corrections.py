"""Corrections of a vote, told: what was announced, and what replaced it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bills.domain.votes import VoteResult
from bills.models import VoteCorrection
from bills.web import words
from bills.web.sources import Cited, Sources


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction, told: what was announced, and what replaced it."""

    row: VoteCorrection
    announced: str
    corrected: str
    cited: Cited


def corrected(row: VoteCorrection, sources: Sources) -> Corrected:
    """Return a correction in words; `sources` takes what it rests on."""
    return Corrected(
        row=row,
        announced=_totals_words(row.announced, row.announced_result),
        corrected=_totals_words(row.corrected, row.corrected_result),
        cited=sources.cite(row.origin),
    )


def _totals_words(totals: Mapping[str, int], result: str) -> str:
    said = words.score(dict(totals)) or words.counted_words(dict(totals))
    outcome = words.RESULTS[VoteResult(result)].lower() if result else ""
    return ", ".join(filter(None, [said, outcome])) or "totals not on record"
