"""A position in words: what was said beforehand, and what its voter then did."""

from collections.abc import Mapping
from dataclasses import dataclass

from bills.domain.positions import Stance
from bills.domain.stages import Stage
from bills.models import Bill
from bills.selectors import PositionOnDay
from bills.web import words
from bills.web.sources import Cited, Sources
from members.models import Member, Party
from members.web.parties import PartyLabel, party_label


@dataclass(frozen=True, slots=True)
class Done:
    """What the voter of a position did at one of its stages."""

    stage: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A position: who, when, what for which stages, and what came of it."""

    on: PositionOnDay
    party: PartyLabel | None
    member: Member | None
    said: str
    stages: str
    done: tuple[Done, ...]
    outcome: str
    cited: Cited

    @property
    def bill(self) -> Bill:
        """The bill it is about."""
        return self.on.row.bill

    @property
    def remarks(self) -> list[str]:
        """What the record adds to it."""
        return [text for text in dict.fromkeys([self.on.row.note, self.cited.note]) if text]


def position_said(position: PositionOnDay, parties: Mapping[str, Party], sources: Sources) -> Said:
    """Return a position in words, with what its voter then did."""
    row = position.row
    stance = Stance(row.stance)
    party = party_label(parties[row.party.slug], row.stated_on) if row.party else None
    stages = sorted(position.stated.stages, key=lambda stage: stage.rank)
    outcome = position.outcome
    return Said(
        on=position,
        party=party,
        member=row.member,
        said=words.STANCES[stance].format(they="it" if party else "they", their="its"),
        stages=words.stages_words(stages),
        done=tuple(_done(stage, position) for stage in stages if stage in position.cast),
        outcome=words.KEPT[outcome] if outcome else "",
        cited=sources.cite(row.origin),
    )


def _done(stage: Stage, position: PositionOnDay) -> Done:
    cast = position.cast[stage]
    if not cast:
        return Done(stage.label, "its own side is not on record")
    return Done(stage.label, words.counted_words(cast))
