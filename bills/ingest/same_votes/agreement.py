"""One vote of two tellings: what the record says after the second. Pure."""

from dataclasses import replace
from typing import Any

from bills.domain.facts import VoteFacts
from bills.ingest.same_votes.alike import numbers, parts
from billtracker.problems import Kind, Problem, Severity


def agreed(
    before: VoteFacts, told: VoteFacts, *, is_own: bool
) -> tuple[VoteFacts, Problem | None]:
    """Return a vote as it is to stand after another telling, and where the two differ.

    `is_own` says that the source that told it first tells it again, and may replace its numbers.
    """
    if is_own and told.slug:
        # Our own files: what is written there holds, words and all; what is not, denies nothing.
        says_less = numbers(told) == numbers(before) and (
            not told.ballots
            or (parts(told) == parts(before) and _told_apart(told) < _told_apart(before))
        )
        return (replace(told, ballots=before.ballots) if says_less else told), None
    corrections = _corrections(before, told)
    kept = replace(
        before,
        stage=before.stage or told.stage,
        result=before.result or told.result,
        corrections=corrections,
        grounds=told.grounds,
    )
    is_news = len(corrections) > len(before.corrections) or (
        is_own and not _is_as_announced(told, before)
    )
    if numbers(before) != numbers(told) and not is_news:
        problem = None if _is_as_announced(told, before) else _difference(before, told)
        return kept, problem
    if is_news:
        kept = replace(kept, tallies=told.tallies, result=told.result, method=told.method)
    return _with_parts(kept, told, is_own=is_own)


def _with_parts(
    kept: VoteFacts, told: VoteFacts, *, is_own: bool
) -> tuple[VoteFacts, Problem | None]:
    """Return the vote with the list of who cast what that is its own source's, or the fuller."""
    if not told.ballots:
        return kept, None
    is_fuller = not kept.ballots or _told_apart(told) > _told_apart(kept)
    is_as_full = is_fuller or _told_apart(told) == _told_apart(kept)
    differs = bool(kept.ballots) and parts(kept) != parts(told)
    if differs and not is_own:
        return kept, _difference(kept, told)
    if is_fuller or (is_own and (differs or is_as_full)):
        tallies = kept.tallies or told.tallies
        return replace(kept, ballots=told.ballots, tallies=tallies, method=told.method), None
    return kept, None


def _told_apart(facts: VoteFacts) -> int:
    """Return how many members are named by who they are."""
    return sum(bool(ballot.member) + len(ballot.names) for ballot in facts.ballots)


def _is_as_announced(told: VoteFacts, before: VoteFacts) -> bool:
    """Whether a telling gives the totals that the record says were announced and replaced."""
    announced = [frozenset(correction.announced.items()) for correction in before.corrections]
    return numbers(told) in announced and numbers(told) != numbers(before)


def _corrections(before: VoteFacts, told: VoteFacts) -> tuple[Any, ...]:
    known = [(c.corrected_on, c.announced, c.corrected) for c in before.corrections]
    reasons = {(c.corrected_on, c.reason) for c in before.corrections}
    new = [
        c
        for c in told.corrections
        if (c.corrected_on, c.announced, c.corrected) not in known
        and (c.corrected_on, c.reason) not in reasons
    ]
    return (*before.corrections, *new)


def _difference(before: VoteFacts, told: VoteFacts) -> Problem:
    here, there = _in_words(told), _in_words(before)
    sentence = (
        f"told here as {here}; on record as {there}, which stays."
        if here != there
        else f"the parts of {here} are told here otherwise than on record, which stays."
    )
    where = f"vote {before.slug}"
    return Problem(where, "tallies", sentence, Severity.FLAGGED, Kind.TOTALS_DIFFER)


def _in_words(facts: VoteFacts) -> str:
    return ", ".join(f"{option} {number}" for option, number in sorted(numbers(facts))) or "voices"
