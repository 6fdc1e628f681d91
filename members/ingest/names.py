"""How names of members, parties and Parliaments come to mean something."""

from collections.abc import Iterable

from billtracker.intake.sources import Naming
from billtracker.text import folded
from members.models import Alias, Member, Parliament, Party
from members.services import name_member, name_party

_FEW = 20


def _known_members(names: set[str]) -> set[str]:
    rows = Alias.objects.filter(folded__in=names, scheme="", party=None)
    owners = rows.values_list("folded", "member")
    found = [name for name, _ in set(owners)]
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


def _called_members(slugs: Iterable[str]) -> dict[str, str]:
    return dict(Member.objects.filter(slug__in=set(slugs)).values_list("slug", "name"))


def _find_members(words: str) -> dict[str, str]:
    rows = Member.objects.order_by("sort_name", "slug")
    for word in folded(words).split():
        rows = rows.filter(pk__in=Alias.objects.filter(folded__contains=word).values("member"))
    return dict(rows.values_list("slug", "name")[:_FEW])


def _called_parties(slugs: Iterable[str]) -> dict[str, str]:
    parties = Party.objects.filter(slug__in=set(slugs)).order_by("names__start")
    return {slug: name or slug for slug, name in parties.values_list("slug", "names__short_name")}


def _find_parties(words: str) -> dict[str, str]:
    rows = Party.objects.order_by("slug")
    for word in folded(words).split():
        rows = rows.filter(pk__in=Alias.objects.filter(folded__contains=word).values("party"))
    return _called_parties(rows.values_list("slug", flat=True)[:_FEW])


NAMINGS = (
    Naming("member", _known_members, _give_member, _called_members, _find_members),
    Naming("party", _known_parties, _give_party, _called_parties, _find_parties),
    Naming("parliament", _known_parliaments),
)
