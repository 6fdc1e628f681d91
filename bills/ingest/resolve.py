"""Finding the member a printed name means, and saying so where it means none or several."""

from dataclasses import replace

from bills.domain.facts import BillFacts
from billtracker.problems import Problem, Severity
from members.selectors import members_by_slug, members_named


def with_members(bills: list[BillFacts]) -> tuple[list[BillFacts], list[Problem]]:
    """Return the bills with each member in charge as a slug, and a flag for each not found.

    What is a slug already stays. A name that means nobody, or several, is left out.
    """
    printed = {bill.member_in_charge for bill in bills if bill.member_in_charge}
    slugs = members_by_slug(printed)
    named = members_named(printed - slugs.keys())
    problems: list[Problem] = []

    def resolved(bill: BillFacts) -> BillFacts:
        name = bill.member_in_charge
        if not name or name in slugs:
            return bill
        meant = named[name]
        if len(meant) == 1:
            return replace(bill, member_in_charge=meant[0])
        sentence = (
            f"{name!r} means " + (" or ".join(meant) or "no member on record") + "; left out."
        )
        where = f"bill {bill.number or bill.title}"
        problems.append(Problem(where, "member_in_charge", sentence, Severity.FLAGGED))
        return replace(bill, member_in_charge=None)

    return [resolved(bill) for bill in bills], problems
