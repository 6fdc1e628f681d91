"""Votes as lists show them: where each was held, what came of it, its numbers in a few words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteResult
from bills.selectors import VoteOnDay
from bills.web import words
from bills.web.sides import sides_of


@dataclass(frozen=True, slots=True)
class VoteBrief:
    """A vote in a list: where, what came of it, and its numbers in a few words."""

    on: VoteOnDay
    heading: str
    result: str
    score: str
    method: str
    is_closest: bool = False


def heading(vote: VoteOnDay) -> str:
    """Return the stage of a vote, and what kind of question it was where it was no reading."""
    stage = Stage(vote.row.stage).label if vote.row.stage else ""
    kind = VoteKind(vote.row.kind)
    if kind is VoteKind.READING and stage:
        return stage
    return ": ".join(filter(None, [stage, words.KINDS[kind]]))


def result_words(vote: VoteOnDay) -> str:
    """Return what the House decided; a tie is lost, and a choice names what it chose."""
    sides = sides_of(vote)
    if vote.result is None:
        known = [side for side in sides if side.total is not None]
        most = max(known, key=lambda side: side.total or 0, default=None)
        return f"Most votes went to {most.label}" if most else "No result is on record"
    if vote.result is VoteResult.NOT_AGREED and vote.majority == 0:
        return "Not agreed to: a tie is lost"
    return words.RESULTS[vote.result]


def brief(vote: VoteOnDay, *, is_closest: bool = False) -> VoteBrief:
    """Return a vote as a list shows it."""
    sides = sides_of(vote)
    score = words.score({side.option: side.total for side in sides})
    if not score:
        score = "; ".join(f"{s.label}: {s.total}" for s in sides if s.total is not None)
    return VoteBrief(
        on=vote,
        heading=heading(vote),
        result=result_words(vote),
        score=score,
        method=words.METHODS[vote.facts.method],
        is_closest=is_closest,
    )


def briefs(votes: Sequence[VoteOnDay]) -> list[VoteBrief]:
    """Return votes as a list shows them, those with the narrowest majority marked."""
    margins = [abs(vote.majority) for vote in votes if vote.majority is not None]
    closest = min(margins, default=None)
    return [
        brief(
            vote,
            is_closest=len(votes) > 1
            and vote.majority is not None
            and abs(vote.majority) == closest,
        )
        for vote in votes
    ]
