"""The list of bills, and the vocabularies: row by row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bills.domain.facts import BillFacts, ListedFact, StageFact
from bills.domain.stages import Stage
from bills.ingest.bills_api.shapes import SITE, BillRow, ParliamentRow, type_of
from bills.ingest.records import Records
from billtracker.days import wellington_day
from billtracker.problems import Problem, Refused
from billtracker.tables import as_value, check_text
from billtracker.text import squeezed
from members.domain.facts import ParliamentFact


def each(rows: Any, where: str, read: Callable[[Records, Any, str], None]) -> Records:
    """Read each row into records; one that misfits is a problem, and stops no other."""
    if not isinstance(rows, list):
        raise Refused(Problem(where, "body", "a list was expected."))
    records = Records()
    for place, row in enumerate(rows, start=1):
        number = row.get("billNumber") if isinstance(row, dict) else None
        which = f"{where}, row {place}{f' ({number})' if number else ''}"
        try:
            check_text(row, which)
            read(records, row, which)
        except Refused as refusal:
            records.problems += refusal.problems
    return records


def bill_row(records: Records, raw: Any, where: str) -> None:
    """Read a row of the list of bills."""
    row = as_value(BillRow, raw, where, forbid_more=False)
    # A Wellington time stamped Z: its date is already the day that is meant.
    day = row.lastStageDate.date()
    is_enacted = row.status == "Royal Assent"
    records.bills.append(
        BillFacts(
            parliament=row.parliamentNumber,
            number=squeezed(row.billNumber or ""),
            title=squeezed(row.title),
            type=type_of(row.itemType, where),
            stages=(StageFact(Stage.ROYAL_ASSENT, day),) if is_enacted else (),
            listed=ListedFact(row.status, day, row.selectCommittee or ""),
            upstream_id=row.id,
            official_url=f"{SITE}/v/6/{row.id}",
        )
    )


def parliament_row(records: Records, raw: Any, where: str) -> None:
    """Read a Parliament of the vocabularies."""
    row = as_value(ParliamentRow, raw, where, forbid_more=False)
    # Upstream's end is the eve of the next election; ours is that election's own day.
    eve = row.endDate and wellington_day(row.endDate)
    records.parliaments.append(
        ParliamentFact(
            number=row.number,
            elected_on=wellington_day(row.electionDate),
            ended_on=eve and eve + timedelta(days=1),
        )
    )
