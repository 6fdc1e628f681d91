"""What binds bills to each other and to later Parliaments."""

from collections.abc import Iterable

from django.db import transaction

from bills.domain.facts import RelationFact, RelationKind
from bills.models import Bill, BillRelation
from bills.services._states import rebuild_states
from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Refused
from billtracker.provenance.merging import Merged, merge
from billtracker.provenance.services import Witness
from members.models import Parliament


@transaction.atomic
def save_relations(*, slug: str, relations: Iterable[RelationFact], witness: Witness) -> Change:
    """Bring a bill's ties to the record, once every bill they name is there."""
    bill = Bill.objects.select_related("origin").filter(slug=slug).first()
    if bill is None:
        sentence, waits_for = f"bill {slug!r} is not on record.", (f"bill:{slug}",)
        where = f"relations of bill {slug}"
        raise Refused(Problem(where, "bill", sentence, kind=Kind.WAITS, waits_for=waits_for))
    merged = [_save_relation(bill, relation, witness) for relation in relations]
    for part in merged:
        if part.change is Change.UNCHANGED:
            continue
        other = part.row.other
        record(
            kind=f"relation.{part.change}",
            subjects=[f"bill:{slug}", *([f"bill:{other.slug}"] if other else [])],
            before=part.before or None,
            after=part.after,
            occurred_on=part.row.on,
            origin=part.row.origin,
        )
    changed = any(part.change is not Change.UNCHANGED for part in merged)
    if changed:
        Bill.objects.filter(pk=bill.pk).mark_changed()
        rebuild_states({bill.pk: bill.origin})
    return Change.CHANGED if changed else Change.UNCHANGED


def _save_relation(bill: Bill, facts: RelationFact, witness: Witness) -> Merged[BillRelation]:
    where = f"bill {bill.slug}, relation {facts.kind}"
    other = Bill.objects.filter(slug=facts.bill).first() if facts.bill else None
    parliament = Parliament.objects.filter(number=facts.parliament or 0).first()
    if facts.kind is RelationKind.REINSTATED:
        if parliament is None or facts.bill:
            sentence = f"a reinstatement names a Parliament on record, not {facts.parliament}."
            raise Refused(Problem(where, "parliament", sentence))
    elif other is None or other == bill:
        sentence = f"bill {facts.bill!r} is not another on record."
        waits_for = (f"bill:{facts.bill}",)
        raise Refused(Problem(where, "bill", sentence, kind=Kind.WAITS, waits_for=waits_for))
    known = BillRelation.objects.select_related("origin", "other", "parliament")
    return merge(
        known.filter(bill=bill, kind=facts.kind, other=other, parliament=parliament).first(),
        new=BillRelation,
        values={
            "bill": bill,
            "kind": facts.kind,
            "other": other,
            "parliament": parliament,
            "on": facts.on,
        },
        witness=witness,
        grounds=facts.grounds,
    )
