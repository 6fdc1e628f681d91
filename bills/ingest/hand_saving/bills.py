"""Bills written in tables, and their stages and referrals in tables of their own."""

from collections.abc import Iterable
from typing import Any

from bills.domain.facts import ActFact, BillFacts, BillType, ReferralFact, StageFact
from bills.domain.stages import Stage
from bills.ingest.hand_saving.placed import PlacedTable, of_known_bills, save_records
from bills.ingest.hand_tables.columns import REFERRALS
from bills.ingest.hand_tables.names import Names
from bills.ingest.hand_tables.reading import WrittenRow
from bills.ingest.records import Records
from bills.models import Bill
from bills.services import slug_of_bill
from billtracker.provenance.facts import Confidence, Derivation, Grounds, Reference
from billtracker.provenance.models import Origin


def save_bills_of(tables: list[PlacedTable]) -> None:
    """Save bills; a second row of a bill is refused."""

    def records_of(one: PlacedTable) -> Records:
        facts = [(_bill(row), row) for row in one.table.rows if _is_whole(row, one)]
        return Records(
            bills=[f for f, row in facts if one.is_first(f"bill {slug_of_bill(f)}", row)]
        )

    save_records(tables, records_of)


def _is_whole(row: WrittenRow, one: PlacedTable) -> bool:
    if "act_number" in row.values and "act_title" not in row.values:
        one.taken.note([row.place.problem("name the Act too.", "act_title")])
        return False
    return True


def _bill(row: WrittenRow) -> BillFacts:
    values = dict(row.values)
    introduced_on = values.pop("introduced_on", None)
    title, number = values.pop("act_title", ""), values.pop("act_number", "")
    return BillFacts(
        number=values.pop("number", ""),
        stages=(StageFact(Stage.INTRODUCED, introduced_on, grounds=row.grounds),)
        if introduced_on
        else (),
        act=ActFact(title, number) if title else None,
        grounds=row.grounds,
        **values,
    )


def save_parts_of(tables: list[PlacedTable], names: Names) -> None:
    """Save stages and referrals, each under its bill, of which nothing else is said."""
    rows = Bill.objects.filter(slug__in=names.bills).select_related("parliament", "origin")
    known = {bill.slug: bill for bill in rows.prefetch_related("origin__citations")}

    def records_of(one: PlacedTable) -> Records:
        parts: dict[str, dict[str, list[Any]]] = {}
        for row, slug in of_known_bills(one, names):
            kind, part, day = _part(one.table.kind, row)
            if one.is_first(f"bill {slug}, {day}", row):
                one.stands(f"bill {slug}", row.place, row.values)
                parts.setdefault(slug, {}).setdefault(kind, []).append(part)
        return Records(bills=[_as_known(known[slug], **given) for slug, given in parts.items()])

    save_records(tables, records_of)


def _part(kind: str, row: WrittenRow) -> tuple[str, StageFact | ReferralFact, str]:
    values = {name: value for name, value in row.values.items() if name != "bill"}
    if kind == REFERRALS.name:
        return (
            kind,
            ReferralFact(**values, grounds=row.grounds),
            f"sent on {values['referred_on']}",
        )
    stage = StageFact(**values, grounds=row.grounds)
    return kind, stage, f"{stage.stage.label} on {stage.on}, {stage.outcome}"


def _as_known(
    bill: Bill, stages: Iterable[StageFact] = (), referrals: Iterable[ReferralFact] = ()
) -> BillFacts:
    """Return what is on record of a bill, on the grounds on record, with more parts."""
    return BillFacts(
        parliament=bill.parliament.number,
        number=bill.number,
        title=bill.title,
        type=BillType(bill.type),
        upstream_id=bill.upstream_id,
        stages=tuple(stages),
        referrals=tuple(referrals),
        grounds=_grounds_of(bill.origin),
    )


def _grounds_of(origin: Origin) -> Grounds:
    citations = sorted(origin.citations.all(), key=lambda citation: citation.place)
    return Grounds(
        tuple(Reference(c.title, c.publisher, c.url, c.published_on) for c in citations),
        Confidence(origin.confidence),
        Derivation(origin.derivation),
        origin.note,
    )
