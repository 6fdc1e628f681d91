"""The course of business to stages, referrals and divisions of bills on record. Pure.

What the record has of a day is not told again: other sources know it by their own words. How a
bill was discharged or withdrawn is left out, since the words do not say at which stage.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bills.domain.facts import (
    BillFacts,
    ReferralFact,
    RelationFact,
    RelationKind,
    StageFact,
    VoteFacts,
)
from bills.domain.stages import Stage, StageOutcome
from bills.domain.votes import OUTCOME_OF, VoteKind
from bills.ingest.heard.meaning import Meaning
from bills.ingest.heard.roll import KnownBill
from bills.ingest.votes.printed import Happening, PrintedEvent
from billtracker.text import folded

_OUTCOMES = {
    Happening.READ: StageOutcome.AGREED,
    Happening.INTRODUCED: StageOutcome.UNKNOWN,
    Happening.PROGRESS: StageOutcome.INTERRUPTED,
    Happening.REPORTED: StageOutcome.CONCLUDED,
    Happening.DIVIDED: StageOutcome.DIVIDED,
}


@dataclass(slots=True)
class _Told:
    """What a text tells of one bill."""

    bill: KnownBill
    stages: dict[tuple[Stage, StageOutcome, date], StageFact] = field(default_factory=dict)
    referrals: dict[date, ReferralFact] = field(default_factory=dict)
    relations: dict[str, RelationFact] = field(default_factory=dict)


def told_of_bills(meaning: Meaning, votes: Sequence[VoteFacts]) -> list[BillFacts]:
    """Return what a text tells of bills beside its votes, and the readings the votes decided."""
    by_bill: dict[str, _Told] = {}
    for bill, stage in _readings(meaning, votes):
        _add_stage(by_bill.setdefault(bill.slug, _Told(bill)), stage, None)
    for event in meaning.text.words.events:
        _take(meaning, event, by_bill)
    return [
        BillFacts(
            parliament=told.bill.parliament,
            number=told.bill.number,
            title=told.bill.title,
            type=told.bill.type,
            stages=tuple(told.stages.values()),
            referrals=tuple(told.referrals.values()),
            relations=tuple(told.relations.values()),
        )
        for told in by_bill.values()
        if told.stages or told.referrals or told.relations
    ]


def _readings(
    meaning: Meaning, votes: Sequence[VoteFacts]
) -> Iterator[tuple[KnownBill, StageFact]]:
    for vote in votes:
        outcome = OUTCOME_OF.get(vote.result) if vote.result else None
        if vote.kind is VoteKind.READING and vote.stage and outcome:
            day = vote.sitting_date
            fact = StageFact(vote.stage, day, outcome, grounds=meaning.grounds(day))
            yield from ((bill, fact) for bill in meaning.bills(vote.bills, day) or ())


def _take(meaning: Meaning, event: PrintedEvent, by_bill: dict[str, _Told]) -> None:
    outcome, day = _OUTCOMES.get(event.happening), event.when.day
    is_stage = outcome is not None and event.stage is not None
    if day is None or not (is_stage or event.committee or event.into):
        return
    for bill in meaning.bills(event.bills, day) or ():
        told = by_bill.setdefault(bill.slug, _Told(bill))
        grounds = meaning.grounds(day)
        if outcome is not None and event.stage is not None and not _goes_on(bill, event):
            fact = StageFact(event.stage, day, outcome, grounds=grounds)
            _add_stage(told, fact, event.when.held_on)
        if event.committee and day not in bill.referred_on:
            told.referrals[day] = ReferralFact(event.committee, day, grounds=grounds)
        _divide(meaning, told, event, day)


def _goes_on(bill: KnownBill, event: PrintedEvent) -> bool:
    """Whether one of the bills that a bill was divided into keeps its title (9 December 2010).

    Then the title goes on to be read; which of the two it means, the words do not say.
    """
    return any(folded(title) in bill.keys for title in event.into)


def _add_stage(told: _Told, fact: StageFact, held_on: date | None) -> None:
    known = told.bill.sittings
    on_record = {(fact.stage, fact.outcome, day) for day in (fact.on, held_on) if day}
    is_introduced = fact.stage is Stage.INTRODUCED
    if on_record & known or (is_introduced and any(s is Stage.INTRODUCED for s, _, _ in known)):
        return
    told.stages[fact.stage, fact.outcome, fact.on] = fact


def _divide(meaning: Meaning, told: _Told, event: PrintedEvent, day: date) -> None:
    """Tie a bill to those it was divided into, as far as they are on record."""
    for title in event.into:
        for child in meaning.bills((title,), day) or ():
            if child.slug != told.bill.slug:
                told.relations[child.slug] = RelationFact(
                    RelationKind.DIVIDED_INTO, child.slug, on=day, grounds=meaning.grounds(day)
                )
