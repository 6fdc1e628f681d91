"""Proposed members' bills and Amendment Papers: rows of their lists, and named by bills in whole.

The lists are described (domain.md B1), not recorded: what a row must have is asked of it, and
what it does not say is left out.
"""

import re
from typing import Any

from bills.domain.facts import AmendmentPaperFact, ProposedBillFact
from bills.domain.numbers import bill_slug, parse_number
from bills.ingest.bills_api.shapes import PaperRow, WholeBill
from bills.ingest.records import Records
from billtracker.days import wellington_day
from billtracker.problems import Problem, Refused
from billtracker.tables import as_value
from billtracker.text import squeezed

# `634 - Gas (Market Transparency) Amendment Bill`
_NUMBERED = re.compile(r"(\d+)\s*[-\u2013\u2014]\s*(.+)")


def proposed_bill_row(records: Records, raw: Any, where: str) -> None:
    """Read a row of the list of proposed members' bills."""
    row = as_value(PaperRow, raw, where, forbid_more=False)
    records.proposed_bills.append(
        ProposedBillFact(
            upstream_id=row.id,
            title=squeezed(row.title),
            parliament=row.parliamentNumber,
            member_name=squeezed(row.memberName or ""),
            published_on=row.publicationDate and wellington_day(row.publicationDate),
        )
    )


def amendment_paper_row(records: Records, raw: Any, where: str) -> None:
    """Read a row of the list of Amendment Papers; raise Refused where it has two numbers."""
    row = as_value(PaperRow, raw, where, forbid_more=False)
    number, title = _number_and_title(row.title)
    said = squeezed(str(row.sop or ""))
    if said and number and said != number:
        sentence = f"is {said!r} in one place and {number!r} in the title."
        raise Refused(Problem(where, "sop", sentence))
    records.amendment_papers.append(
        AmendmentPaperFact(
            upstream_id=row.id,
            title=title,
            number=said or number,
            parliament=row.parliamentNumber,
            member_name=squeezed(row.memberName or ""),
            published_on=row.publicationDate and wellington_day(row.publicationDate),
            bill=_bill_of(row),
        )
    )


def read_papers(bill: WholeBill, records: Records) -> None:
    """Read the papers that a bill in whole names; of which Parliament they are it does not say."""
    slug = bill_slug(bill.ParliamentNumber, parse_number(bill.BillNumber), squeezed(bill.Title))
    for paper in bill.Associations:
        number, title = _number_and_title(paper.ItemDisplayName)
        key = paper.TargetDocumentId
        if not key or not title:
            continue
        if paper.TargetDocumentType == "ProposedMembersBill":
            records.proposed_bills.append(ProposedBillFact(key, title, bill=slug))
        if paper.TargetDocumentType == "AmendmentToBill":
            records.amendment_papers.append(AmendmentPaperFact(key, title, number, bill=slug))


def _number_and_title(printed: str) -> tuple[str, str]:
    title = squeezed(printed)
    match = _NUMBERED.fullmatch(title)
    return (match[1], match[2]) if match else ("", title)


def _bill_of(row: PaperRow) -> str:
    number = parse_number(row.billNumber)
    return bill_slug(row.parliamentNumber, number, "") if number.is_usable else ""
