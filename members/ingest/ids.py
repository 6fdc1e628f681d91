"""How a source's id of a member comes to mean one: a list brings it, or a person gives it."""

from django.db.models import Q

from billtracker.intake.sources import Naming
from billtracker.problems import Problem, Refused
from members.domain.facts import UpstreamId
from members.models import Alias
from members.services import give_id


def _known(names: set[str]) -> set[str]:
    """Return those of the names (`scheme/id`) that mean a member."""
    wanted = Q(pk__in=())
    for scheme, _, text in (name.partition("/") for name in names):
        wanted |= Q(scheme=scheme, text=text)
    rows = Alias.objects.filter(wanted).exclude(scheme="").values_list("scheme", "text")
    return {f"{scheme}/{text}" for scheme, text in rows}


def _give(name: str, slug: str, person_id: int | None) -> None:
    scheme, _, text = name.partition("/")
    if person_id is None:
        raise Refused(Problem(f"member {slug}", "ids", "only a person can say whom an id means."))
    give_id(one=UpstreamId(scheme, text), slug=slug, person_id=person_id)


BY_ID = Naming("member_id", _known, _give)
