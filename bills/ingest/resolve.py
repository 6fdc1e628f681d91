"""Finding the member a printed name means, and saying so where it means none or several."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bills.domain.facts import AmendmentPaperFact, BillFacts, ProposedBillFact
from billtracker.intake.taken import Told
from billtracker.problems import Kind, Problem, Severity
from billtracker.text import folded
from members.selectors import members_by_slug, members_named


def with_members(told: Sequence[Told[BillFacts]]) -> list[Told[BillFacts]]:
    """Return the bills with each member in charge as a slug, and note each that is not found.

    What is a slug already stays. A name that means nobody, or several, is left out and waits.
    """
    printed = {one.facts.member_in_charge or "" for one in told} - {""}
    slugs = members_by_slug(printed)
    named = members_named(printed - slugs.keys())

    def resolved(one: Told[BillFacts]) -> Told[BillFacts]:
        name = one.facts.member_in_charge
        if not name or name in slugs:
            return one
        meant = named[name]
        if len(meant) == 1:
            return replace(one, facts=replace(one.facts, member_in_charge=meant[0]))
        one.taken.note([_unknown(name, meant, one.record)])
        return replace(one, facts=replace(one.facts, member_in_charge=None))

    return [resolved(one) for one in told]


def with_papers_members[Facts: (ProposedBillFact, AmendmentPaperFact)](
    papers: Iterable[Told[Facts]],
) -> list[Told[Facts]]:
    """Return the papers with each member that a printed name means, and note who is not found."""
    told = list(papers)
    named = members_named({one.facts.member_name for one in told} - {""})

    def resolved(one: Told[Facts]) -> Told[Facts]:
        name = one.facts.member_name
        meant = named.get(name, [])
        if len(meant) == 1:
            return replace(one, facts=replace(one.facts, member=meant[0]))
        if name:
            one.taken.note([_unknown(name, meant, one.record)])
        return one

    return [resolved(one) for one in told]


def _unknown(name: str, meant: list[str], record: str) -> Problem:
    means = " or ".join(meant) or "no member on record"
    return Problem(
        record,
        "member_in_charge",
        f"{name!r} means {means}; left out.",
        Severity.FLAGGED,
        Kind.UNKNOWN_NAME,
        waits_for=(f"member:{folded(name)}",),
        candidates=tuple(meant),
    )
