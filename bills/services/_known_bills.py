"""What is on record of the bills of a set, and of what they name, in one query a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q, QuerySet

from bills.domain.facts import BillFacts
from bills.domain.numbers import bill_slug, parse_number
from bills.models import Bill, BillVersion, Referral, Stage
from members.models import Member, Parliament
from members.selectors import members_by_slug


@dataclass(frozen=True, slots=True)
class KnownBills:
    """Rows by what names them: bills by slug and upstream id, their parts by the bill's number."""

    by_slug: dict[str, Bill]
    by_upstream_id: dict[str, Bill]
    stages: dict[int, list[Stage]]
    referrals: dict[tuple[int, date], Referral]
    versions: set[tuple[int, int]]
    parliaments: dict[int, Parliament]
    members: dict[str, Member]

    @classmethod
    def of(cls, facts: Sequence[BillFacts]) -> Self:
        """Load everything that these facts may meet."""
        slugs = {bill_slug(f.parliament, parse_number(f.number), f.title) for f in facts}
        ids = {f.upstream_id for f in facts} - {""}
        bills = list(
            Bill.objects.filter(Q(slug__any=slugs) | Q(upstream_id__any=ids)).select_related(
                "origin__retrieval", "parliament", "member_in_charge"
            )
        )
        stages: dict[int, list[Stage]] = {}
        for stage in _parts(Stage.objects.order_by("id"), bills):
            stages.setdefault(stage.bill_id, []).append(stage)
        referrals = _parts(Referral.objects.order_by("-id"), bills)
        versions = BillVersion.objects.filter(bill__any=[bill.pk for bill in bills])
        return cls(
            by_slug={bill.slug: bill for bill in bills},
            by_upstream_id={bill.upstream_id: bill for bill in bills if bill.upstream_id},
            stages=stages,
            referrals={(row.bill_id, row.referred_on): row for row in referrals},
            versions=set(versions.values_list("bill", "version")),
            parliaments={
                p.number: p
                for p in Parliament.objects.filter(number__in={f.parliament for f in facts})
            },
            members=members_by_slug(f.member_in_charge or "" for f in facts),
        )

    def bill(self, facts: BillFacts) -> Bill | None:
        """Return the row of this bill, by upstream's id before its own public id."""
        slug = bill_slug(facts.parliament, parse_number(facts.number), facts.title)
        return self.by_upstream_id.get(facts.upstream_id) or self.by_slug.get(slug)


def _parts[Part: (Stage, Referral)](rows: QuerySet[Part], bills: Sequence[Bill]) -> Iterator[Part]:
    """Yield the bills' parts, each with its bill, which else would be fetched for each."""
    by_number = {bill.pk: bill for bill in bills}
    for row in rows.filter(bill__any=list(by_number)).select_related("origin__retrieval"):
        row.bill = by_number[row.bill_id]
        yield row
