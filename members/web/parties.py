"""Parties as pages name and draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from members.models import Party, PartyName

NEUTRAL = "#76726a"


@dataclass(frozen=True, slots=True)
class PartyLabel:
    """What a party was called on a day; `lang` is "mi" where that is its name in te reo."""

    slug: str
    name: str
    short: str
    colour: str = NEUTRAL
    lang: str = ""


INDEPENDENT = PartyLabel("", "Independent", "Independent")


def party_label(party: Party, day: date) -> PartyLabel:
    """Return a party's name and colour on `day`, else the nearest it has; names are loaded."""
    names = sorted(party.names.all(), key=lambda name: name.start or date.min)
    held = [name for name in names if name.held_on(day)]
    if not (held or names):
        return PartyLabel(party.slug, party.slug, party.slug)
    return _label(party, (held or names)[0])


def _label(party: Party, name: PartyName) -> PartyLabel:
    lang = "mi" if name.name_mi and name.short_name == name.name_mi else ""
    return PartyLabel(party.slug, name.name, name.short_name, name.colour, lang)


def party_labels(parties: Mapping[str, Party], day: date) -> dict[str, PartyLabel]:
    """Return every party's label on `day`, by slug."""
    return {slug: party_label(party, day) for slug, party in parties.items()}
