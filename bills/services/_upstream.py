"""Bills that vanished from the official list, and those that came back to it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from bills.models import Bill
from billtracker.events.services import Entry, record_all


@transaction.atomic
def mark_unlisted(*, listed: Collection[str], on: date) -> list[str]:
    """Mark the bills that a whole list, by upstream's ids, no longer has; unmark those it has.

    Nothing is removed: that a source no longer shows a bill is one more fact about it. Return the
    public ids of the bills whose mark changed.
    """
    known = Bill.objects.exclude(upstream_id="").order_by("slug")
    gone = list(known.filter(unlisted_on=None).exclude(upstream_id__in=listed))
    back = list(known.filter(unlisted_on__isnull=False, upstream_id__in=listed))
    _mark(gone, "bill.unlisted", on)
    _mark(back, "bill.listed_again", None)
    return [bill.slug for bill in [*gone, *back]]


def _mark(bills: list[Bill], kind: str, on: date | None) -> None:
    rows = Bill.objects.filter(pk__in=[bill.pk for bill in bills])
    rows.update(unlisted_on=on)
    rows.mark_changed()
    record_all(
        Entry(
            kind,
            [f"bill:{bill.slug}"],
            before={"unlisted_on": bill.unlisted_on and bill.unlisted_on.isoformat()},
            after={"unlisted_on": on and on.isoformat()},
            occurred_on=on,
        )
        for bill in bills
    )
