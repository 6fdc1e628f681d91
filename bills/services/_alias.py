"""Titles that a person says the record prints for a bill."""

from django.db import transaction

from bills.models import Bill, BillAlias
from billtracker.problems import Problem, Refused
from billtracker.text import folded
from members.models import Parliament


@transaction.atomic
def give_title(*, slug: str, parliament: int, title: str) -> BillAlias:
    """Let a title, as printed in a Parliament, mean a bill from now on.

    Raise Refused where the bill or the Parliament is not on record, or the title says nothing.
    """
    where = f"bill {slug}"
    bill = Bill.objects.filter(slug=slug).first()
    house = Parliament.objects.filter(number=parliament).first()
    if bill is None:
        raise Refused(Problem(where, "slug", "this bill is not on record."))
    if house is None:
        raise Refused(Problem(where, "parliament", f"Parliament {parliament} is not on record."))
    if not folded(title):
        raise Refused(Problem(where, "title", "a title has letters or numbers in it."))
    alias, _ = BillAlias.objects.update_or_create(
        parliament=house, folded=folded(title), defaults={"bill": bill}
    )
    return alias
