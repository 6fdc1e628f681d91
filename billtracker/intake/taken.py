"""Bodies on their way in: what each has come to so far, and how their records are saved."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, transaction

from billtracker.outcome import Change, Report
from billtracker.problems import Problem, Refused
from billtracker.provenance.services import Witness
from billtracker.provenance.stated import Saved, Stated


@dataclass(slots=True)
class Taken:
    """One body: who brings its facts, and what has come of them."""

    name: str
    witness: Witness
    report: Report = field(default_factory=Report)
    _records: set[str] = field(default_factory=set)

    def note(self, problems: Iterable[Problem]) -> None:
        """Note problems found in reading."""
        self.report.problems += problems

    def is_first(self, record: str) -> bool:
        """Say whether this body had not named that record yet; if it had, note so."""
        if record in self._records:
            sentence = "is given twice in this body; the first was taken."
            self.note([Problem(f"{record}, given again", "id", sentence)])
            return False
        self._records.add(record)
        return True


@dataclass(frozen=True, slots=True)
class Told[Facts]:
    """A record's facts, its name in words, and the body that tells them."""

    record: str
    facts: Facts
    taken: Taken

    @property
    def witness(self) -> Witness:
        """Who brings the facts."""
        return self.taken.witness


def told_of[Records, Facts](
    read: Sequence[tuple[Taken, Records]],
    facts_of: Callable[[Records], Iterable[Facts]],
    name_of: Callable[[Facts], str],
) -> list[Told[Facts]]:
    """Return one kind of record from what was read of several bodies, each with its name."""
    return [
        Told(name_of(facts), facts, taken)
        for taken, records in read
        for facts in facts_of(records)
    ]


type Save[Facts] = Callable[[Sequence[Told[Facts]]], Sequence[Saved]]


def put[Facts](told: Iterable[Told[Facts]], save: Save[Facts]) -> None:
    """Save records set by set; one that is refused, by us or the database, stops no other.

    Of two records of one name in one body only the first is taken: which one is meant, only a
    person can say. Records of one name from several bodies are saved one after the other.
    """
    rounds: list[list[Told[Facts]]] = []
    seen: dict[str, int] = {}
    for one in told:
        if one.taken.is_first(one.record):
            turn = seen[one.record] = seen.get(one.record, -1) + 1
            rounds[turn:] = rounds[turn:] or [[]]
            rounds[turn].append(one)
    for same_turn in rounds:
        _by_halves(same_turn, save)


def _by_halves[Facts](told: Sequence[Told[Facts]], save: Save[Facts]) -> None:
    """Save all at once; where the database refuses the set, find the one it means."""
    try:
        with transaction.atomic():
            results = save(told)
    except (IntegrityError, DataError, UnicodeEncodeError) as error:
        for one in told:
            one.witness.forget()
        if len(told) > 1:
            half = len(told) // 2
            _by_halves(told[:half], save)
            _by_halves(told[half:], save)
            return
        reason = str(error).partition("\n")[0]
        problem = Problem(told[0].record, "database", f"refused it: {reason}.")
        results = [Saved(None, [problem])]
    for one, saved in zip(told, results, strict=True):
        one.taken.note(saved.problems)
        if saved.change:
            one.taken.report.counts[saved.change] += 1


def together[Facts](save_all: Callable[[Sequence[Stated[Facts]]], Sequence[Saved]]) -> Save[Facts]:
    """Return a way to save a set of records by a service that takes sets."""
    return lambda told: save_all([Stated(one.facts, one.witness) for one in told])


def one_by_one(save: Callable[..., Change | tuple[Change, list[Problem]]]) -> Save[Any]:
    """Return a way to save a set of records by a service that takes one (`facts`, `witness`)."""
    return singly(lambda told: save(facts=told.facts, witness=told.witness))


def singly[Facts](
    save: Callable[[Told[Facts]], Change | tuple[Change, list[Problem]]],
) -> Save[Facts]:
    """Return a way to save a set of records by saving each on its own."""

    def save_each(told: Sequence[Told[Facts]]) -> list[Saved]:
        return [_one(one, save) for one in told]

    return save_each


def _one[Facts](
    told: Told[Facts], save: Callable[[Told[Facts]], Change | tuple[Change, list[Problem]]]
) -> Saved:
    try:
        with transaction.atomic():
            result = save(told)
    except Refused as refusal:
        told.witness.forget()
        return Saved(None, refusal.problems)
    return Saved(*result) if isinstance(result, tuple) else Saved(result)
