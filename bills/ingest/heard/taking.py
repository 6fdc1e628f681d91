"""What was read of several texts, brought to the record: votes, the course of bills, sittings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bills.ingest import saving
from bills.ingest.heard.business import told_of_bills
from bills.ingest.heard.calling import call
from bills.ingest.heard.late import corrected_votes
from bills.ingest.heard.meaning import Meaning
from bills.ingest.heard.texts import Text
from bills.ingest.records import Records
from billtracker.intake.taken import Taken, Told, one_by_one, put
from billtracker.problems import Problem
from members.domain.facts import SittingDayFact
from members.services import save_sitting_day

_LONGEST = 300


def save(read: Sequence[tuple[Taken, Text]]) -> None:
    """Save what several texts tell; corrections of votes told elsewhere come after all votes."""
    roll = call({day for _, text in read for day in _days(text)})
    meanings = [(taken, Meaning(text, roll)) for taken, text in read]
    put(
        (
            Told(f"sitting day {facts.on}", facts, taken)
            for taken, meaning in meanings
            for facts in _sitting_days(meaning)
        ),
        one_by_one(save_sitting_day),
    )
    saving.save([(taken, _records(meaning)) for taken, meaning in meanings])
    saving.save([(taken, Records(votes=corrected_votes(meaning))) for taken, meaning in meanings])
    for taken, meaning in meanings:
        taken.note(_each_once([*meaning.text.words.problems, *meaning.problems]))


def _days(text: Text) -> set[date]:
    words = text.words
    whens = [
        *(vote.when for vote in words.votes),
        *(event.when for event in words.events),
        *(correction.when for correction in words.corrections),
    ]
    return {when.day for when in whens if when.day}


def _records(meaning: Meaning) -> Records:
    votes = meaning.votes()
    return Records(bills=told_of_bills(meaning, votes), votes=votes)


def _sitting_days(meaning: Meaning) -> Iterable[SittingDayFact]:
    """Yield the days on which the text tells of the House, and how long each went on."""
    words, roll = meaning.text.words, meaning.roll
    ends: dict[date, date] = {}
    whens = [*(vote.when for vote in words.votes), *(event.when for event in words.events)]
    for when in whens:
        if when.day:
            ends[when.day] = max(ends.get(when.day, when.day), when.held_on or when.day)
    for day, end in ends.items():
        if house := roll.house_on(day):
            ended_on = end if end > day else None
            yield SittingDayFact(day, house, ended_on, grounds=meaning.grounds(day))


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, each but once: a name may stand in many votes of a text.

    What stands where a title was due can be of any length, and is cut to what the queue holds.
    """
    fitting = [
        replace(
            problem,
            record=problem.record[:_LONGEST],
            waits_for=tuple(name for name in problem.waits_for if len(name) <= _LONGEST),
        )
        for problem in problems
    ]
    return list({(p.record, p.field, p.sentence): p for p in reversed(fitting)}.values())[::-1]
