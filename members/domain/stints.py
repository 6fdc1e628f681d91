"""Stints as sources state them beside those on record: cut at elections, compared, explained."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from members.domain.facts import Began, Ended, StintFact

LIST = ""
# Members who were just elected are listed from a later day, and some of those who were not are
# listed up to one. Nobody has yet left and been replaced so soon.
_AFTER_AN_ELECTION = timedelta(days=60)
_STATED = "The days are stated; they had been worked out before."


@dataclass(frozen=True, slots=True)
class Term:
    """A Parliament's days, `[elected_on, ended_on)`."""

    number: int
    elected_on: date
    opened_on: date | None = None
    ended_on: date | None = None

    def is_young_on(self, day: date) -> bool:
        """Whether `day` is before the Parliament met, or soon after its election."""
        return day <= (self.opened_on or self.elected_on + _AFTER_AN_ELECTION)


@dataclass(frozen=True, slots=True)
class Time:
    """Time in one Parliament as a source states it; `electorate` None where it does not say.

    `party` None is independent, `electorate` `LIST` a list seat.
    """

    parliament: int
    party: str | None
    electorate: str | None
    start: date
    end: date | None = None

    def shares_a_day_with(self, other: "Time") -> bool:
        """Whether both hold on some day."""
        return (self.end is None or other.start < self.end) and (
            other.end is None or self.start < other.end
        )


@dataclass(frozen=True, slots=True)
class Known(Time):
    """A stint on record. `is_worked_out`: no source states it as it is."""

    row: str = ""
    began: Began = Began.ELECTION
    ended: Ended | None = None
    is_worked_out: bool = False
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """One column in which a source differs from a stint on record, which stays as it is."""

    known: Known
    column: str
    told: date | str | None
    ours: date | str | None

    @property
    def is_pinned(self) -> bool:
        """Whether a person entered ours."""
        return self.column in self.known.pinned


@dataclass(slots=True)
class Compared:
    """What a source's times in the House come to beside the record."""

    take: list[StintFact] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    clashing: list[Time] = field(default_factory=list)
    unseated: list[Time] = field(default_factory=list)


def by_term(
    start: date, end: date | None, terms: Sequence[Term], *, on: date | None
) -> Iterator[tuple[Term, date, date | None]]:
    """Yield a time in the House cut at the elections on record, each with its Parliament.

    An end on the eve of an election is that election's day. What reaches only a little into a
    Parliament that had just been elected is the old Parliament's: its members are listed for
    some days more. A time with no end is known to have gone on until `on`, the day on which that
    was written: of a Parliament that ended later, or where that day is unknown, nothing is told.
    """
    for term in sorted(terms, key=lambda term: term.number):
        if end is None and not (on and _reaches(term, on)):
            continue
        begins = max(start, term.elected_on)
        until = [day for day in (end, term.ended_on) if day]
        ends = min(until) if until else None
        if ends and term.ended_on and ends + timedelta(days=1) == term.ended_on:
            ends = term.ended_on
        is_tail = start < term.elected_on and ends is not None and term.is_young_on(ends)
        if (ends is None or begins < ends) and not is_tail:
            yield term, begins, ends


def _reaches(term: Term, on: date) -> bool:
    """Whether what still held on a day tells how a Parliament ended, or that it has not."""
    return term.elected_on <= on and (term.ended_on is None or term.ended_on <= on)


def missing_terms(
    start: date, end: date | None, terms: Sequence[Term], printed: int | None = None
) -> Iterator[int]:
    """Yield the Parliaments, next to one on record or printed, that would hold more of a time."""
    numbers = {term.number for term in terms}
    if printed and printed not in numbers:
        yield printed
    for term in terms:
        if start < term.elected_on and term.number - 1 not in numbers:
            yield term.number - 1
        is_last = term.number == max(numbers)
        goes_on = term.ended_on and (end is None or end > term.ended_on)
        if goes_on and (is_last or start < (term.ended_on or start)):
            yield from {term.number + 1} - numbers


def compare(told: Sequence[Time], known: Sequence[Known], terms: Sequence[Term]) -> Compared:
    """Return what of a member's times as told is to be saved, and where they differ from ours.

    Ours stays, unless it was worked out and theirs is stated, or theirs tells the end of a stint
    that is open. Ours that ended before theirs was written down is no difference. Times that
    clash with each other, and new ones without a seat, are not taken.
    """
    compared = Compared()
    reasons = _reasons(told, terms)
    for time in told:
        if any(other is not time and time.shares_a_day_with(other) for other in told):
            compared.clashing.append(time)
            continue
        beside = [stint for stint in known if time.shares_a_day_with(stint)]
        if not beside:
            _add(time, reasons[time], compared)
        elif len(beside) == 1 and beside[0].party == time.party:
            _settle(time, beside[0], reasons[time], compared)
        else:
            compared.differences += _beside_several(time, beside)
    return compared


def _add(time: Time, why: tuple[Began, Ended | None], compared: Compared) -> None:
    if time.electorate is None:
        compared.unseated.append(time)
    else:
        compared.take.append(_fact(time, *why))


def _settle(time: Time, ours: Known, why: tuple[Began, Ended | None], compared: Compared) -> None:
    theirs: dict[str, date | str] = {"start": time.start}
    if time.end:
        theirs["end"] = time.end
    if time.electorate is not None:
        theirs["electorate"] = time.electorate
    take: dict[str, date | str] = {}
    for column, value in theirs.items():
        mine = getattr(ours, column)
        if value == mine:
            continue
        is_news = column == "end" and mine is None
        if column not in ours.pinned and (is_news or ours.is_worked_out):
            take[column] = value
        else:
            compared.differences.append(Difference(ours, column, value, mine))
    if take:
        merged = replace(ours, **take)  # type: ignore[arg-type]
        stint = _fact(merged, ours.began, ours.ended or why[1])
        compared.take.append(replace(stint, note=_STATED) if ours.is_worked_out else stint)


def _beside_several(time: Time, beside: Sequence[Known]) -> Iterator[Difference]:
    """Yield where a time differs from several stints, or from one for another party.

    Several for one party, such as a list seat and then an electorate, may together be the time.
    """
    first = min(beside, key=lambda stint: stint.start)
    last = max(beside, key=lambda stint: stint.start)
    for stint in beside:
        if stint.party != time.party:
            yield Difference(stint, "party", time.party, stint.party)
            return
    if first.start != time.start:
        yield Difference(first, "start", time.start, first.start)
    if time.end and last.end != time.end:
        yield Difference(last, "end", time.end, last.end)


def _reasons(
    told: Iterable[Time], terms: Sequence[Term]
) -> dict[Time, tuple[Began, Ended | None]]:
    """Return why each time began and ended, as far as the days tell it."""
    times, term_of = list(told), {term.number: term for term in terms}
    return {
        time: (
            _began(time, term_of[time.parliament], times),
            _ended(time, term_of[time.parliament], times),
        )
        for time in times
    }


def _began(time: Time, term: Term, times: Sequence[Time]) -> Began:
    if time.start > term.elected_on and any(
        other.end == time.start and other.party != time.party for other in times
    ):
        return Began.CHANGED_PARTY
    if term.is_young_on(time.start):
        return Began.ELECTION
    return Began.BY_ELECTION if time.electorate else Began.LIST_VACANCY


def _ended(time: Time, term: Term, times: Sequence[Time]) -> Ended | None:
    if time.end is None:
        return None
    if time.end == term.ended_on:
        return Ended.ELECTION
    if any(other.start == time.end and other.party != time.party for other in times):
        return Ended.CHANGED_PARTY
    return Ended.NOT_STATED


def _fact(time: Time, began: Began, ended: Ended | None) -> StintFact:
    return StintFact(
        time.parliament,
        time.start,
        began,
        time.party,
        time.electorate or None,
        time.end,
        ended,
    )
