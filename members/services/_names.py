"""Names that a person gives: what a record prints, and whom or which party it means by it."""

from django.db import transaction

from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Grounds
from billtracker.provenance.services import Witness
from billtracker.text import folded
from members.models import Alias, Member, Party


@transaction.atomic
def name_member(*, name: str, slug: str, person_id: int | None) -> Change:
    """Make a printed name mean a member, from now on.

    Where it means somebody else already it then means both, and no longer says which. Raise
    Refused for a member who is not on record, or whom, with others, it means as it is.
    """
    member = Member.objects.filter(slug=slug).first()
    if member is None:
        raise _refused(name, f"no member {slug!r} is on record.")
    known = Alias.objects.filter(folded=folded(name), scheme="", party=None)
    meant = sorted(known.values_list("member__slug", flat=True))
    if meant == [slug]:
        return Change.UNCHANGED
    if slug in meant:
        both = " and ".join(str(one) for one in meant)
        raise _refused(name, f"it means {both} already; a name cannot say which of them.")
    _give(name, "member", member, person_id)
    return Change.CHANGED


@transaction.atomic
def name_party(*, name: str, slug: str, person_id: int | None) -> Change:
    """Make a printed label mean a party, from now on; raise Refused where it means another."""
    party = Party.objects.filter(slug=slug).first()
    if party is None:
        raise _refused(name, f"no party {slug!r} is on record.")
    known = Alias.objects.filter(folded=folded(name), scheme="", member=None)
    meant = known.values_list("party__slug", flat=True).first()
    if meant == slug:
        return Change.UNCHANGED
    if meant:
        raise _refused(name, f"it means {meant} already; a label means one party.")
    _give(name, "party", party, person_id)
    return Change.CHANGED


def _give(name: str, kind: str, owner: Member | Party, person_id: int | None) -> None:
    # The event comes first: its lock keeps two people from naming the same at once.
    record(
        kind=f"{kind}.changed",
        subjects=[f"{kind}:{owner.slug}"],
        after={"alias": name},
        origin=Witness(person_id=person_id).origin(Grounds()),
    )
    Alias.objects.create(text=name, folded=folded(name), **{kind: owner})


def _refused(name: str, sentence: str) -> Refused:
    return Refused(Problem(f"name {name!r}", "means", sentence))
