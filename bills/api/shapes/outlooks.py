"""Shapes of outlooks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict

from bills.api.shapes.positions import PositionShape, position_shape
from bills.api.shapes.refs import BillRef, bill_ref
from bills.api.shapes.votes import VoteShape, vote_shape
from bills.domain.outlook import Side, Verdict
from bills.selectors import BillDossier, OutlookOnDay, PositionOnDay
from billtracker.api.links import Links
from billtracker.api.shapes import Source
from billtracker.provenance.facts import Derivation
from members.api.shapes import MemberRef, PartyRef, member_ref, party_ref
from members.models import Party


class VoteRef(TypedDict):
    """A vote, named."""

    id: str
    sitting_date: date
    url: str
    html_url: str


class SideShape(TypedDict):
    """One party, or one member who sits for none: what it is expected to cast, and why.

    `stance` is what it said, null unless the basis is `stated`; the `position` or the `vote` is
    what the side rests on.
    """

    party: PartyRef | None
    member: MemberRef | None
    strength: int
    stance: str | None
    option: str | None
    basis: str
    position: PositionShape | None
    vote: VoteRef | None


class OutlookShape(TypedDict):
    """The numbers for a reading, from what was on record at the end of a day.

    Numbers are null where the House of that day is not known. `swing` is how few votes would
    have to change sides to turn the result, `absences_to_turn` how few of the winning side
    would have to be missing.
    """

    id: str
    url: str
    html_url: str
    updated_at: datetime
    bill: BillRef
    stage: str
    as_of: date
    verdict: str
    ayes: int | None
    noes: int | None
    abstentions: int | None
    unknown: int | None
    margin: int | None
    swing: int | None
    absences_to_turn: int | None
    by_party: list[SideShape]
    actual: VoteShape | None
    derivation: str
    sources: list[Source]


def outlook_shape(dossier: BillDossier, outlook: OutlookOnDay, links: Links) -> OutlookShape:
    """Return an outlook; its sources are those of the positions it rests on."""
    bill, numbers = dossier.bill.row, outlook.numbers
    words = {"stage": outlook.stage.value, "as_of": outlook.day.isoformat()}
    positions = {p.row.pk: p for p in dossier.positions}
    sides = [
        _side(side, dossier, outlook, positions, links)
        for side in (numbers.sides if numbers else ())
    ]
    actual = outlook.actual
    return {
        "id": f"{bill.slug}-{outlook.stage.replace('_', '-')}-outlook",
        "url": links.api("outlook", bill.slug, **words),
        "html_url": links.page("bill", bill.slug),
        "updated_at": max(
            [
                bill.updated_at,
                *(position.row.updated_at for position in dossier.positions),
                *(vote.row.updated_at for vote in dossier.votes),
            ]
        ),
        "bill": bill_ref(bill, links),
        "stage": outlook.stage,
        "as_of": outlook.day,
        "verdict": numbers.verdict if numbers else Verdict.UNKNOWN,
        "ayes": numbers.ayes if numbers else None,
        "noes": numbers.noes if numbers else None,
        "abstentions": numbers.abstentions if numbers else None,
        "unknown": numbers.unknown if numbers else None,
        "margin": numbers.margin if numbers else None,
        "swing": numbers.swing if numbers else None,
        "absences_to_turn": numbers.absences if numbers else None,
        "by_party": sides,
        "actual": vote_shape(actual, dossier.parties, links) if actual else None,
        "derivation": Derivation.ARITHMETIC,
        "sources": _sources(sides),
    }


def _side(
    side: Side,
    dossier: BillDossier,
    outlook: OutlookOnDay,
    positions: Mapping[int, PositionOnDay],
    links: Links,
) -> SideShape:
    kind, _, slug = side.voter.partition(":")
    said = outlook.positions.get(side.voter) if side.stance else None
    last = outlook.last_votes.get(side.voter) if side.basis == "last_vote" else None
    return {
        "party": _party(dossier.parties, slug, outlook.day) if kind == "party" else None,
        "member": member_ref(dossier.members[slug], links) if kind == "member" else None,
        "strength": side.strength,
        "stance": side.stance,
        "option": side.option,
        "basis": side.basis,
        "position": position_shape(positions[said.pk], links) if said else None,
        "vote": {
            "id": last.row.slug,
            "sitting_date": last.row.sitting_day.on,
            "url": links.api("vote", last.row.slug),
            "html_url": links.page("vote", last.row.slug),
        }
        if last
        else None,
    }


def _party(parties: Mapping[str, Party], slug: str, day: date) -> PartyRef:
    return party_ref(parties[slug], day)


def _sources(sides: list[SideShape]) -> list[Source]:
    found: list[Source] = []
    for side in sides:
        for source in side["position"]["sources"] if side["position"] else ():
            if source not in found:
                found.append(source)
    return found
