"""What parties and members said they would do."""

from django.db import transaction

from bills.domain.facts import PositionFact
from bills.models import Bill, Position
from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Refused
from billtracker.provenance.merging import merge
from billtracker.provenance.services import Witness
from members.models import Member, Party


@transaction.atomic
def save_position(*, facts: PositionFact, witness: Witness) -> tuple[Change, list[Problem]]:
    """Bring a stated position to the record.

    A position on other stages, or of another day, is another position: the earlier one stays.
    """
    where = f"position of {facts.party or facts.member} on {facts.bill}, {facts.stated_on}"
    if bool(facts.party) == bool(facts.member):
        raise Refused(Problem(where, "party", "a position is a party's or a member's, not both."))
    if not facts.stages:
        raise Refused(Problem(where, "stages", "a position covers at least one stage."))
    bill = Bill.objects.filter(slug=facts.bill).first()
    if bill is None:
        sentence, waits_for = f"bill {facts.bill!r} is not on record.", (f"bill:{facts.bill}",)
        raise Refused(Problem(where, "bill", sentence, kind=Kind.WAITS, waits_for=waits_for))
    party = Party.objects.filter(slug=facts.party).first() if facts.party else None
    member = Member.objects.filter(slug=facts.member).first() if facts.member else None
    if party is None and member is None:
        field = "party" if facts.party else "member"
        voter = facts.party or facts.member
        raise Refused(Problem(where, field, f"{field} {voter!r} is not on record."))
    stages = sorted(facts.stages, key=lambda stage: stage.rank)
    known = Position.objects.select_related("origin__retrieval", "bill", "party", "member")
    merged = merge(
        known.filter(
            bill=bill,
            party=party,
            member=member,
            stated_on=facts.stated_on,
            stages=stages,
        ).first(),
        new=Position,
        values={
            "bill": bill,
            "party": party,
            "member": member,
            "stance": facts.stance,
            "stages": stages,
            "stated_on": facts.stated_on,
            "stated_by": facts.stated_by,
            "quote": facts.quote,
            "note": facts.note,
        },
        witness=witness,
        grounds=facts.grounds,
    )
    if merged.change is not Change.UNCHANGED:
        Bill.objects.filter(pk=bill.pk).mark_changed()
        voter = f"party:{facts.party}" if facts.party else f"member:{facts.member}"
        record(
            kind=f"position.{merged.change}",
            subjects=[f"bill:{bill.slug}", voter],
            before=merged.before or None,
            after=merged.after,
            occurred_on=facts.stated_on,
            origin=merged.row.origin,
        )
    return merged.change, merged.conflicts(where)
