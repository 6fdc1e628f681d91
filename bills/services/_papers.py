"""Proposed members' bills and Amendment Papers, looked up by the set."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from bills.domain.facts import AmendmentPaperFact, ProposedBillFact
from bills.models import AmendmentPaper, Bill, ProposedBill
from billtracker.events.services import record
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Severity, refused
from billtracker.provenance.merging import Merged, merge
from billtracker.provenance.stated import Saved, Stated
from members.models import Member, Parliament

type Paper = ProposedBillFact | AmendmentPaperFact


@transaction.atomic
def save_proposed_bills(stated: Sequence[Stated[ProposedBillFact]]) -> list[Saved]:
    """Bring proposed members' bills to the record; return what came of each."""
    named = _Named.by([one.facts for one in stated])
    rows = ProposedBill.objects.select_related("origin", "parliament", "member", "bill")
    known = {row.upstream_id: row for row in rows.filter(upstream_id__in=named.papers)}

    def save(one: Stated[ProposedBillFact]) -> Change:
        merged = merge(
            known.get(one.facts.upstream_id),
            new=ProposedBill,
            values={**named.values(one.facts), "bill": named.bills.get(one.facts.bill)},
            witness=one.witness,
            grounds=one.facts.grounds,
        )
        _log("proposed_bill", merged, [merged.row.bill] if merged.row.bill else [])
        return merged.change

    return _each(stated, named, save)


@transaction.atomic
def save_amendment_papers(stated: Sequence[Stated[AmendmentPaperFact]]) -> list[Saved]:
    """Bring Amendment Papers to the record; return what came of each.

    A paper keeps every bill that any body ties it to.
    """
    named = _Named.by([one.facts for one in stated])
    rows = AmendmentPaper.objects.select_related("origin", "parliament", "member")
    found = rows.filter(upstream_id__in=named.papers).prefetch_related("bills")
    known = {row.upstream_id: row for row in found}

    def save(one: Stated[AmendmentPaperFact]) -> Change:
        merged = merge(
            known.get(one.facts.upstream_id),
            new=AmendmentPaper,
            values={**named.values(one.facts), "number": one.facts.number},
            witness=one.witness,
            grounds=one.facts.grounds,
        )
        bill = named.bills.get(one.facts.bill)
        bills = set(merged.row.bills.all())
        if bill and bill not in bills:
            merged.row.bills.add(bill)
            bills.add(bill)
            is_known = merged.change is not Change.INSERTED
            change = Change.CHANGED if is_known else Change.INSERTED
            merged = replace(merged, change=change, after={**merged.after, "bill": bill.slug})
        _log("amendment_paper", merged, bills)
        return merged.change

    return _each(stated, named, save)


@dataclass(frozen=True, slots=True)
class _Named:
    """What the papers name, as far as it is on record."""

    papers: set[str]
    bills: dict[str, Bill]
    members: dict[str, Member]
    parliaments: dict[int | None, Parliament]

    @classmethod
    def by(cls, papers: Sequence[Paper]) -> "_Named":
        numbers = {paper.parliament for paper in papers if paper.parliament}
        bills = Bill.objects.filter(slug__in={paper.bill for paper in papers})
        members = Member.objects.filter(slug__in={paper.member for paper in papers})
        parliaments = Parliament.objects.filter(number__in=numbers)
        return cls(
            {paper.upstream_id for paper in papers},
            {bill.slug: bill for bill in bills},
            {member.slug: member for member in members},
            {parliament.number: parliament for parliament in parliaments},
        )

    def missing(self, facts: Paper, where: str) -> Iterator[Problem]:
        """Yield what is not on record: without its Parliament a paper is refused."""
        if facts.parliament and facts.parliament not in self.parliaments:
            sentence = f"Parliament {facts.parliament} is not on record."
            name = f"parliament:{facts.parliament}"
            yield Problem(where, "parliament", sentence, kind=Kind.WAITS, waits_for=(name,))
        if facts.bill and facts.bill not in self.bills:
            sentence = f"bill {facts.bill!r} is not on record; left out."
            about = (where, "bill", sentence, Severity.FLAGGED, Kind.WAITS)
            yield Problem(*about, waits_for=(f"bill:{facts.bill}",))

    def values(self, facts: Paper) -> dict[str, Any]:
        """Return the columns that both kinds have."""
        return {
            "upstream_id": facts.upstream_id,
            "title": facts.title,
            "parliament": self.parliaments.get(facts.parliament),
            "member_name": facts.member_name,
            "member": self.members.get(facts.member),
            "published_on": facts.published_on,
        }


def _each[Facts: Paper](
    stated: Sequence[Stated[Facts]], named: _Named, save: Callable[[Stated[Facts]], Change]
) -> list[Saved]:
    """Save each that is not refused; return what came of each."""
    results = []
    for one in stated:
        problems = list(named.missing(one.facts, f"paper {one.facts.title}"))
        results.append(Saved(None if refused(problems) else save(one), problems))
    return results


def _log(noun: str, merged: Merged[Any], bills: Iterable[Bill]) -> None:
    row = merged.row
    if merged.change is not Change.UNCHANGED:
        record(
            kind=f"{noun}.{merged.change}",
            subjects=[
                f"{noun}:{row.upstream_id}",
                *(f"bill:{bill.slug}" for bill in bills),
                *([f"member:{row.member.slug}"] if row.member else []),
            ],
            before=merged.before or None,
            after=merged.after,
            occurred_on=row.published_on,
            origin=row.origin,
        )
