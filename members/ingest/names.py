"""How names of members, parties and Parliaments come to mean something."""

from billtracker.intake.sources import Naming
from members.models import Alias, Parliament
from members.services import name_member, name_party


def _known_members(names: set[str]) -> set[str]:
    rows = Alias.objects.filter(folded__in=names, scheme="", party=None)
    owners = rows.values_list("folded", "member")
    found = [folded for folded, _ in set(owners)]
    return {name for name in found if found.count(name) == 1}


def _known_parties(names: set[str]) -> set[str]:
    rows = Alias.objects.filter(folded__in=names, scheme="", member=None)
    return set(rows.values_list("folded", flat=True))


def _known_parliaments(numbers: set[str]) -> set[str]:
    rows = Parliament.objects.filter(number__in=[int(n) for n in numbers if n.isdecimal()])
    return {str(number) for number in rows.values_list("number", flat=True)}


def _give_member(name: str, slug: str, person_id: int | None) -> None:
    name_member(name=name, slug=slug, person_id=person_id)


def _give_party(name: str, slug: str, person_id: int | None) -> None:
    name_party(name=name, slug=slug, person_id=person_id)


NAMINGS = (
    Naming("member", _known_members, _give_member),
    Naming("party", _known_parties, _give_party),
    Naming("parliament", _known_parliaments),
)
