"""How a bill is named in the shape of something else."""

from typing import TypedDict

from bills.models import Bill
from billtracker.api.links import Links


class BillRef(TypedDict):
    """A bill, named."""

    id: str
    title: str
    url: str
    html_url: str


def bill_ref(bill: Bill, links: Links) -> BillRef:
    """Return a bill, named."""
    return {
        "id": bill.slug,
        "title": bill.title,
        "url": links.api("bill", bill.slug),
        "html_url": links.page("bill", bill.slug),
    }
