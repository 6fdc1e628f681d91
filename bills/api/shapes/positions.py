"""Shapes of positions."""

from datetime import date, datetime

from bills.api.shapes.refs import BillRef, bill_ref
from bills.api.shapes.votes import first
from bills.domain.positions import Kept
from bills.models import Position
from bills.selectors import PositionOnDay
from billtracker.api.links import Links
from billtracker.api.shapes import Grounded, Source, grounded
from members.api.shapes import MemberRef, PartyRef, member_ref, party_ref


class PositionShape(Grounded):
    """What a party or a member (the other is null) said it would do.

    `superseded_by` is the id of the position that replaced it; `outcome` is null until a stage
    it covers was voted on.
    """

    id: str
    url: str
    html_url: str
    updated_at: datetime
    party: PartyRef | None
    member: MemberRef | None
    bill: BillRef
    stance: str
    stages: list[str]
    stated_on: date
    stated_by: str | None
    quote: str | None
    source: Source | None
    superseded_by: str | None
    outcome: Kept | None


def position_shape(position: PositionOnDay, links: Links) -> PositionShape:
    """Return a position as it stood on the day asked about."""
    row = position.row
    grounds = grounded(row.origin, row.note)
    superseded_by = position.superseded_by
    return {
        "id": position_id(row),
        "url": links.api("bill", row.bill.slug),
        "html_url": links.page("bill", row.bill.slug),
        "updated_at": row.updated_at,
        "party": party_ref(row.party, row.stated_on) if row.party else None,
        "member": member_ref(row.member, links) if row.member else None,
        "bill": bill_ref(row.bill, links),
        "stance": row.stance,
        "stages": list(row.stages),
        "stated_on": row.stated_on,
        "stated_by": row.stated_by or None,
        "quote": row.quote or None,
        "source": first(grounds["sources"]),
        "superseded_by": position_id(superseded_by) if superseded_by else None,
        "outcome": position.outcome,
        **grounds,
    }


def position_id(row: Position) -> str:
    """Return what tells a position from all others: bill, whose, day, and stages."""
    voter = row.party or row.member
    slug = voter.slug if voter else ""
    words = "-".join(row.stages).replace("_", "-")
    return f"{row.bill.slug}-{slug}-{row.stated_on}-{words}"
