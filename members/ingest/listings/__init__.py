"""Sources of members to what they print. Pure: no clock, no database.

`read_members` tells a list page, a member's own page, the old feed and recorded tables apart by
their shape; `read_popolo_file` reads Popolo. Both give a `Listing`.
"""

from members.ingest.listings.feed import read_feed
from members.ingest.listings.listed import Listed, Listing, Sat
from members.ingest.listings.pages import read_page
from members.ingest.listings.popolo import read_popolo
from members.ingest.listings.printed import decoded
from members.ingest.listings.tables import read_table

__all__ = ["Listed", "Listing", "Sat", "read_members", "read_popolo_file"]


def read_members(content: bytes, name: str) -> Listing:
    """Read what parliament.nz says of members, in any of the shapes it was ever kept in."""
    text = decoded(content, name)
    start = text.lstrip()[:100].lower()
    if start.startswith(("<?xml", "<feed")):
        return read_feed(text, name).checked()
    if start.startswith("sort_name"):
        return read_table(text, name).checked()
    return read_page(text, name).checked()


def read_popolo_file(content: bytes, name: str) -> Listing:
    """Read a Popolo file."""
    return read_popolo(decoded(content, name), name).checked()
