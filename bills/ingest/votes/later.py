"""Corrections made on a later day, brought to the votes they are about."""

from dataclasses import replace
from itertools import islice

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind
from bills.ingest.votes.printed import PrintedCorrection, PrintedVote, ReadWords, Totals
from bills.ingest.votes.questions import asked
from billtracker.problems import Problem, Severity
from billtracker.text import folded


def with_later(read: ReadWords, where: str) -> ReadWords:
    """Return `read` with each later correction added to the one vote above that it can mean.

    A vote is meant if bill, stage and question fit, and its totals are the corrected ones (the
    Journals print those beside the vote already) or its parts make them. Where none or several
    fit, the correction stays apart and is flagged.
    """
    votes = list(read.votes)
    by_totals = _by_totals(votes)
    for correction in read.corrections:
        places = by_totals.get(frozenset(correction.corrected), [])
        fitting = [*islice((p for p in places if _is_meant(votes[p], correction)), 2)]
        if len(fitting) == 1:
            place = fitting[0]
            votes[place] = _corrected(votes[place], correction)
            continue
        fits = "several votes above fit" if fitting else "no vote above fits"
        named = f"{where}, line {correction.place.line}"
        sentence = f"{fits} this correction; it stands apart."
        read.problems.append(Problem(named, "correction", sentence, Severity.FLAGGED))
    read.votes = votes
    return read


def _by_totals(votes: list[PrintedVote]) -> dict[frozenset[tuple[str, int]], list[int]]:
    """Return where the votes stand that declare some totals, or whose parts make them."""
    found: dict[frozenset[tuple[str, int]], list[int]] = {}
    for place, vote in enumerate(votes):
        parts = {side.option: side.counted or 0 for side in vote.sides}
        for totals in {frozenset(vote.declared.items()), frozenset(parts.items())}:
            found.setdefault(totals, []).append(place)
    return found


def _corrected(vote: PrintedVote, correction: PrintedCorrection) -> PrintedVote:
    declared = tuple(vote.declared.items())
    is_new = dict(correction.corrected) != vote.declared
    announced = correction.announced or (declared if is_new else _announced_before(vote))
    told = replace(correction, announced=announced)
    return replace(vote, corrections=(*vote.corrections, told))


def _announced_before(vote: PrintedVote) -> Totals:
    return vote.corrections[0].announced if vote.corrections else ()


def _is_meant(vote: PrintedVote, correction: PrintedCorrection) -> bool:
    if vote.place.line >= correction.place.line or not correction.corrected:
        return False
    return subject_fits(vote, correction)


def subject_fits(vote: PrintedVote, correction: PrintedCorrection) -> bool:
    """Whether bill, stage and question of a vote are those that a correction names."""
    if not set(_words(vote.bills)) >= set(_words(correction.bills)) and correction.bills:
        return False
    return _stage_fits(vote.stage, correction) and _question_fits(vote, correction)


def _words(bills: tuple[str, ...]) -> list[str]:
    return [word for bill in bills for word in folded(bill).split()]


def _stage_fits(stage: Stage | None, correction: PrintedCorrection) -> bool:
    return correction.stage is None or stage is None or stage is correction.stage


def _question_fits(vote: PrintedVote, correction: PrintedCorrection) -> bool:
    """Whether kinds agree; a question quoted in full must be the vote's own."""
    _, quoted, question = correction.question.partition("question, ")
    told = question if quoted else correction.question
    if "closure" in told:
        return "be now put" in vote.question
    if quoted and "amendment" not in told:
        return folded(vote.question) == folded(told)
    if correction.stage is not None and asked(told).kind is VoteKind.OTHER:
        return "read a" in vote.question
    return True
