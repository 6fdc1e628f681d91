"""What the names in tables mean, as far as the record knows: a look-up made for a set of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn

from bills.domain.numbers import parse_number
from bills.ingest.hand_tables.cells import shown
from billtracker.problems import Kind
from billtracker.text import folded


class Unknown(Exception):
    """A name means nothing on record, or several things. `more` is what its problem also says."""

    def __init__(
        self, sentence: str, *waits_for: str, kind: Kind, candidates: Iterable[str] = ()
    ) -> None:
        super().__init__(sentence)
        self.more: dict[str, Any] = {
            "kind": kind,
            "waits_for": waits_for,
            "candidates": tuple(candidates),
        }


@dataclass(frozen=True, slots=True)
class Stint:
    """A member's time for one party, `[start, end)`."""

    start: date
    end: date | None
    party: str | None

    def holds_on(self, on: date) -> bool:
        """Whether the member sat on a day."""
        return self.start <= on and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class Names:
    """Parties and members by how they are written; members' stints; bills on record.

    `parties` and `members` have what is an id as well as what is printed; `numbered` the bills
    that bear a number written without its Parliament, by its stem and letter.
    """

    parties: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    stints: Mapping[str, tuple[Stint, ...]]
    bills: frozenset[str]
    numbered: Mapping[tuple[int | None, str], tuple[str, ...]]
    _sitting: dict[date, frozenset[str]] = field(default_factory=dict)

    def party(self, written: str) -> str:
        """Return the party that a label or an id means."""
        if written not in self.parties:
            sentence = f"no party on record is called {shown(written)}."
            raise Unknown(sentence, f"party:{folded(written)}", kind=Kind.UNKNOWN_NAME)
        return self.parties[written]

    def party_or_member(self, written: str) -> NoReturn:
        """Say that a voter who may be either is neither."""
        waits_for = (f"party:{folded(written)}", f"member:{folded(written)}")
        sentence = f"no party or member on record is called {shown(written)}."
        raise Unknown(sentence, *waits_for, kind=Kind.UNKNOWN_NAME)

    def member(self, written: str, on: date, party: str | None = None) -> str:
        """Return the member that a name or an id means; of several, the one who sat on a day.

        Of those the one of a party, where one is given.
        """
        meant = self.members.get(written, ())
        if len(meant) > 1:
            held = [slug for slug in meant if slug in self.sitting(on)]
            if party and len(held) > 1:
                held = [slug for slug in held if self._party_of(slug, on) == party]
            if len(held) == 1:
                return held[0]
        if len(meant) != 1:
            means = f"can mean {' or '.join(meant)}" if meant else "means no member on record"
            sentence = f"{shown(written)} {means}."
            name = f"member:{folded(written)}"
            raise Unknown(sentence, name, kind=Kind.UNKNOWN_NAME, candidates=meant)
        return meant[0]

    def bill(self, slug: str) -> str:
        """Return the id of a bill that is on record."""
        if slug in self.bills:
            return slug
        number = parse_number(slug)
        bearing = self.numbered.get((number.stem, number.letter), ()) if number.is_usable else ()
        if bearing:
            sentence = (
                f"bill {shown(slug)} is not on record; that number, without its Parliament, "
                f"is borne by {' and '.join(bearing)}."
            )
            raise Unknown(sentence, f"bill:{slug}", kind=Kind.UNKNOWN_NAME, candidates=bearing)
        raise Unknown(f"bill {shown(slug)} is not on record.", f"bill:{slug}", kind=Kind.WAITS)

    def sitting(self, on: date) -> frozenset[str]:
        """Return those of the members meant here who sat on a day."""
        if on not in self._sitting:
            self._sitting[on] = frozenset(
                slug
                for slug, stints in self.stints.items()
                if any(stint.holds_on(on) for stint in stints)
            )
        return self._sitting[on]

    def _party_of(self, slug: str, on: date) -> str | None:
        return next((stint.party for stint in self.stints[slug] if stint.holds_on(on)), None)
