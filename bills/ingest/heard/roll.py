"""The roll: which Parliaments, bills, parties and members printed names can mean. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from bills.domain.facts import BillType
from bills.domain.stages import Stage, StageOutcome
from billtracker.text import folded

_NEAR = 0.75
_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class House:
    """A Parliament's number and period, `[start, end)`."""

    number: int
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class KnownBill:
    """A bill on record: every title it goes by, folded, its life, and the course known so far.

    `houses` are its own Parliament and those it was reinstated in.
    """

    slug: str
    parliament: int
    number: str
    title: str
    type: BillType
    keys: frozenset[str]
    houses: frozenset[int]
    introduced_on: date | None = None
    ended_on: date | None = None
    sittings: frozenset[tuple[Stage, StageOutcome, date]] = frozenset()
    referred_on: frozenset[date] = frozenset()

    def lived_on(self, day: date) -> bool:
        """Whether the House could deal with it on `day`, as far as the record tells."""
        is_early = self.introduced_on is not None and day < self.introduced_on
        return not is_early and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class Sitter:
    """A member's stint, `[start, end)`; `keys` are all their names, folded."""

    slug: str
    written: str
    initial: str
    keys: frozenset[str]
    party: str | None
    start: date
    end: date | None = None

    @property
    def surname(self) -> str:
        """The surname, folded."""
        return folded(self.written)

    def sat_on(self, day: date) -> bool:
        """Whether the stint holds on `day`."""
        return self.start <= day and (self.end is None or day < self.end)

    def goes_by(self, key: str) -> bool:
        """Whether a folded name is theirs: a whole name, a surname, or it with an initial."""
        return key in {self.surname, f"{self.surname} {self.initial}"} or key in self.keys


@dataclass(frozen=True, slots=True)
class Roll:
    """All that the names of a chunk can mean."""

    houses: tuple[House, ...] = ()
    bills: tuple[KnownBill, ...] = ()
    given: Mapping[tuple[int, str], str] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    sitters: tuple[Sitter, ...] = ()
    _by_title: dict[tuple[int, str], list[KnownBill]] = field(default_factory=dict)
    _by_slug: dict[str, KnownBill] = field(default_factory=dict)
    _on: dict[date, list[Sitter]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for bill in self.bills:
            self._by_slug[bill.slug] = bill
            for house in bill.houses:
                for key in {form for title in bill.keys for form in (title, _without_s(title))}:
                    self._by_title.setdefault((house, key), []).append(bill)

    def house_on(self, day: date) -> int | None:
        """Return the number of the Parliament of a day."""
        for house in self.houses:
            if house.start <= day and (house.end is None or day < house.end):
                return house.number
        return None

    def bills_called(self, house: int, name: str, day: date | None = None) -> list[KnownBill]:
        """Return the bills that a name means in a Parliament: a title as printed, or a slug.

        What a person said it means comes first; then titles; then titles but for an s at the end
        of words, which the record adds and drops ("Order", "Orders"). Given a `day`, only bills
        then alive.
        """
        if name in self._by_slug:
            return [self._by_slug[name]]
        key = folded(name)
        if slug := self.given.get((house, key)):
            return [self._by_slug[slug]]
        found = self._by_title.get((house, key)) or self._by_title.get(
            (house, _without_s(key)), []
        )
        return [bill for bill in found if day is None or bill.lived_on(day)]

    def bills_with_words_of(self, house: int, title: str) -> list[KnownBill]:
        """Return the bills called so, else those whose titles have all its words and more.

        A correction drops words of a title ("Employment Relations Bill (No 2)", 24 August 2010
        on the Amendment Bill of that number); whoever asks must know the vote by more than this.
        """
        words = set(folded(title).split())
        return self.bills_called(house, title) or [
            bill
            for bill in self.bills
            if house in bill.houses and any(words <= set(key.split()) for key in bill.keys)
        ]

    def bills_near(self, house: int, title: str) -> tuple[str, ...]:
        """Return the slugs of bills with titles like this one, the likest first."""
        titles = {
            key: bill.slug for bill in self.bills if house in bill.houses for key in bill.keys
        }
        return _near(folded(title), titles)

    def party(self, label: str) -> str | None:
        """Return the party that a label means."""
        return self.parties.get(folded(label))

    def parties_near(self, label: str) -> tuple[str, ...]:
        """Return the slugs of parties with labels like this one."""
        return _near(folded(label), self.parties)

    def sitting(self, day: date) -> list[Sitter]:
        """Return who sat on a day."""
        if day not in self._on:
            self._on[day] = [sitter for sitter in self.sitters if sitter.sat_on(day)]
        return self._on[day]

    def members_called(self, name: str, day: date, party: str | None = None) -> list[str]:
        """Return the members whom a name means on a day, of one party if one is given."""
        key = folded(name)
        sitting = [s for s in self.sitting(day) if party is None or s.party == party]
        return _slugs(s for s in sitting if key in s.keys) or _slugs(
            s for s in sitting if s.goes_by(key)
        )

    def members_near(self, name: str, day: date) -> tuple[str, ...]:
        """Return the members of a day with a name like this one."""
        names = {sitter.surname: sitter.slug for sitter in self.sitting(day)}
        return tuple(self.members_called(name, day)) or _near(folded(name), names)

    def surnames(self, day: date) -> set[str]:
        """Return the surnames of those who sat on a day, as they are written."""
        return {sitter.written for sitter in self.sitting(day)}


def _without_s(key: str) -> str:
    return " ".join(word.rstrip("s") or word for word in key.split())


def _near(key: str, names: Mapping[str, str]) -> tuple[str, ...]:
    close = get_close_matches(key, names, _MOST_CANDIDATES, _NEAR)
    return tuple(dict.fromkeys(names[name] for name in close))


def _slugs(sitters: Iterable[Sitter]) -> list[str]:
    return sorted({sitter.slug for sitter in sitters})
