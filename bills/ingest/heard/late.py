"""Corrections that a text makes of votes told elsewhere, brought to those votes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet

from bills.domain.facts import VoteFacts
from bills.domain.votes import counted
from bills.ingest.heard.meaning import Meaning
from bills.ingest.votes.later import subject_fits
from bills.ingest.votes.printed import Place, PrintedCorrection, PrintedVote
from bills.models import Vote
from bills.selectors import vote_facts, votes_whole
from billtracker.problems import Kind, Problem
from billtracker.provenance.facts import Confidence, Derivation, Grounds, Reference

_FARTHEST = timedelta(days=120)
_NO_BILL = "-"

type _Totals = frozenset[tuple[str, int]]


def corrected_votes(meaning: Meaning) -> list[VoteFacts]:
    """Return the votes on record that a text corrects, as they are after it.

    A vote is meant if bill, stage and question fit, and its totals, or its parts, are the
    corrected ones. Where none is, or several are, the correction waits.
    """
    found: dict[str, VoteFacts] = {}
    for printed in _apart(meaning):
        day = printed.when.day
        bills = _bills(meaning, printed, day) if day else None
        if day is None or bills is None:
            continue
        meant = [vote for vote in _before(printed, day, bills) if _is_meant(vote, printed)]
        if len(meant) != 1:
            meaning.problems.append(_waits(meaning, printed, bills, len(meant)))
            continue
        known = found.get(meant[0].slug, vote_facts(meant[0]))
        if any((c.corrected_on, c.reason) == (day, printed.wording) for c in known.corrections):
            continue
        correction = meaning.correction(_with_announced(printed, known), day)
        found[known.slug] = replace(
            known,
            tallies=tuple(
                replace(tally, declared=correction.corrected.get(tally.option, tally.declared))
                for tally in known.tallies
            ),
            corrections=(*known.corrections, correction),
            grounds=_grounds(meant[0]),
        )
    return list(found.values())


def known_votes(names: set[str]) -> set[str]:
    """Return those names (`54-94/aye 62 no 54`) that are of a vote on record."""
    return {name for name in names if _is_known(*name.split("/", 1))}


def _is_known(bill: str, totals: str) -> bool:
    rows = votes_whole().filter(bills__slug=bill) if bill != _NO_BILL else _without_bills()
    return any(totals in map(_in_words, _totals_of(vote)) for vote in rows)


def _apart(meaning: Meaning) -> Iterator[PrintedCorrection]:
    """Yield the corrections that found no vote in their own text."""
    words = meaning.text.words
    placed = {(c.place, c.wording) for vote in words.votes for c in vote.corrections if c.question}
    yield from (c for c in words.corrections if (c.place, c.wording) not in placed)


def _bills(meaning: Meaning, printed: PrintedCorrection, day: date) -> list[set[str]] | None:
    """Return, for each title the correction names, the bills it may mean; None if none is one."""
    house = meaning.roll.house_on(day) or 0
    found = [meaning.roll.bills_with_words_of(house, title) for title in printed.bills]
    if not all(found):
        meaning.bills(printed.bills, day)
        return None
    return [{bill.slug for bill in bills} for bills in found]


def _before(printed: PrintedCorrection, day: date, bills: list[set[str]]) -> Iterator[Vote]:
    """Yield the votes before a day that are on those bills and have the corrected totals."""
    if not printed.corrected:
        return
    wanted: _Totals = frozenset(printed.corrected)
    slugs = {slug for meant in bills for slug in meant}
    rows = votes_whole().filter(bills__slug__in=slugs).distinct() if bills else _without_bills()
    for vote in rows.filter(sitting_day__on__range=(day - _FARTHEST, day)).order_by("id"):
        covered = {bill.bill.slug for bill in vote.covered.all()}
        if wanted in _totals_of(vote) and all(covered & meant for meant in bills):
            yield vote


def _grounds(vote: Vote) -> Grounds:
    """Return what a vote rests on, which a correction of it, with grounds of its own, leaves."""
    origin = vote.origin
    cited = tuple(
        Reference(c.title, c.publisher, c.url, c.published_on) for c in origin.citations.all()
    )
    return Grounds(
        cited, Confidence(origin.confidence), Derivation(origin.derivation), origin.note
    )


def _without_bills() -> QuerySet[Vote]:
    return votes_whole().filter(bills=None)


def _totals_of(vote: Vote) -> set[_Totals]:
    facts = vote_facts(vote)
    declared = {(t.option, t.declared) for t in facts.tallies if t.declared is not None}
    parts = {t.option: counted(facts.ballots)[t.option] for t in facts.tallies}
    return {frozenset(declared), frozenset(parts.items())} if declared else set()


def _is_meant(vote: Vote, printed: PrintedCorrection) -> bool:
    facts = vote_facts(vote)
    as_printed = PrintedVote(
        question=facts.question,
        kind=facts.kind,
        method=facts.method,
        place=Place(0),
        bills=printed.bills,
        stage=facts.stage,
    )
    return subject_fits(as_printed, printed)


def _with_announced(printed: PrintedCorrection, vote: VoteFacts) -> PrintedCorrection:
    """Return the correction with what had been announced, where its own words do not say."""
    declared = {t.option: t.declared for t in vote.tallies if t.declared is not None}
    last = vote.corrections[-1].announced if vote.corrections else {}
    is_news = dict(printed.corrected) != declared
    announced = printed.announced or tuple((declared if is_news else last).items())
    return replace(printed, announced=announced)


def _waits(
    meaning: Meaning, printed: PrintedCorrection, bills: list[set[str]], meant: int
) -> Problem:
    fits = "several votes on record fit" if meant else "no vote on record fits"
    totals = _in_words(frozenset(printed.corrected))
    slugs = sorted(bills[0]) if bills else [_NO_BILL]
    return Problem(
        f"{meaning.text.name}, line {printed.place.line}",
        "correction",
        f"{fits} this correction, which waits: {printed.wording[:200]!r}.",
        kind=Kind.WAITS,
        waits_for=() if meant else tuple(f"vote:{slug}/{totals}" for slug in slugs),
    )


def _in_words(totals: _Totals) -> str:
    return " ".join(f"{option} {number}" for option, number in sorted(totals))
