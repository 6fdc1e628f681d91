"""A bill's time before select committees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bills.models import Referral
from bills.selectors import BillOnDay
from bills.web.sources import Cited, Sources


@dataclass(frozen=True, slots=True)
class Committee:
    """A bill's time before a committee, as it stood on the day."""

    row: Referral
    name: str
    reported_on: date | None
    cited: Cited


def committees(bill: BillOnDay, sources: Sources) -> Iterator[Committee]:
    """Yield the committees it had been referred to by the day, with what was known then."""
    for row in bill.row.referrals.all():
        if row.referred_on <= bill.day:
            reported = row.reported_on if row.reported_on and row.reported_on <= bill.day else None
            name = row.committee.removesuffix(" Committee")
            cited = sources.cite(row.origin, by=bill.day)
            yield Committee(row, f"{name} Committee", reported, cited)
