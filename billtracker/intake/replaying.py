"""Reading kept bodies again, so that the record can be made anew from them."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet

from billtracker.events.services import newest as newest_event
from billtracker.intake.pipeline import Tell, by_the_chunk, read_again, read_what_waited
from billtracker.intake.sources import SourcePlan, do_afterwards
from billtracker.outcome import Report
from billtracker.provenance.models import Retrieval

type _Kept = tuple[int, str, str, int]


def replay(plans: Iterable[SourcePlan], tell: Tell, *, every: bool = False) -> Report:
    """Read the newest body of every name again, source by source; say what came of them.

    With `every` it is each body that was ever kept, in the order in which they came: what only
    an older one said comes back too. On a record that is whole, the newest alone change nothing.
    """
    before, by_key = newest_event(), {plan.key: plan for plan in plans}
    total = Report()
    for key, kept in groupby(_kept(by_key, every=every), lambda one: one[1]):
        for chunk in by_the_chunk(kept, name=lambda one: one[2], size=lambda one: one[3]):
            total.add(read_again(by_key[key], _rows(chunk), tell))
    total.add(read_what_waited(tell))
    if newest_event() > before:
        do_afterwards(before)
    return total


def _kept(by_key: dict[str, SourcePlan], *, every: bool) -> list[_Kept]:
    rows = Retrieval.objects.filter(source__key__in=by_key)
    if every:
        return list(_named(rows.order_by("id")))
    newest = _named(rows.order_by("source", "url", "-id").distinct("source", "url"))
    order = list(by_key)
    return sorted(newest, key=lambda one: (order.index(one[1]), one[0]))


def _named(rows: QuerySet[Retrieval]) -> Iterable[_Kept]:
    return rows.values_list("pk", "source__key", "url", "body__size")


def _rows(chunk: list[_Kept]) -> list[Retrieval]:
    rows = Retrieval.objects.filter(pk__in=[one[0] for one in chunk])
    return list(rows.order_by("id").select_related("body", "source"))
