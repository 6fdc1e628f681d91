"""Shapes of bills."""

from collections import Counter
from datetime import date, datetime
from typing import TypedDict

from bills.api.shapes.outlooks import OutlookShape, outlook_shape
from bills.api.shapes.positions import PositionShape, position_shape
from bills.api.shapes.refs import BillRef, bill_ref
from bills.api.shapes.votes import VoteShape, vote_shape
from bills.domain.stages import Stage as StageName
from bills.domain.stages import Status
from bills.models import BillRelation, Stage
from bills.selectors import BillDossier, BillOnDay
from billtracker.api.links import Links
from billtracker.api.shapes import Grounded, grounded
from members.api.shapes import MemberRef, member_ref


class SubmissionsShape(TypedDict):
    """Whether the committee took submissions on the day; null where that is not known."""

    open: bool | None
    close_on: date | None


class ActShape(TypedDict):
    """The Act a bill became."""

    title: str | None
    number: str | None
    assented_on: date | None


class RelationShape(TypedDict):
    """A tie to another bill or, for one that was reinstated, to a later Parliament."""

    kind: str
    bill: BillRef | None
    parliament: int | None
    on: date | None


class VersionShape(TypedDict):
    """A printing of a bill. Printings are not dated, so all are told for any day."""

    version: int
    number: str


class BillShape(Grounded):
    """A bill, as it stood at the end of the day asked about.

    `status` and `current_stage` are null where the record does not say.
    """

    id: str
    url: str
    html_url: str
    updated_at: datetime
    number: str | None
    title: str
    title_mi: str | None
    parliament: int
    type: str
    member_in_charge: MemberRef | None
    committee: str | None
    introduced_on: date | None
    status: str | None
    current_stage: str | None
    status_text: str
    last_moved_on: date | None
    next_stage: str | None
    submissions: SubmissionsShape
    report_due_on: date | None
    act: ActShape | None
    relations: list[RelationShape]
    versions: list[VersionShape]
    official_url: str | None
    legislation_url: str | None


class StageShape(Grounded):
    """One sitting of one stage. With `known_by` the day is only the latest it can have been."""

    id: str
    url: str
    html_url: str
    updated_at: datetime
    stage: str
    label: str
    on: date
    known_by: bool
    outcome: str
    sitting_type: str
    started_at: datetime | None
    ended_at: datetime | None


class BillDetail(BillShape):
    """A bill with its stages, its votes, what was said of it, and what comes next."""

    as_of: date
    description: str | None
    stages: list[StageShape]
    votes: list[VoteShape]
    positions: list[PositionShape]
    outlook: OutlookShape | None


def bill_detail(dossier: BillDossier, links: Links) -> BillDetail:
    """Return a bill, whole; of positions those in force."""
    bill, outlook = dossier.bill, dossier.outlook
    return {
        **bill_shape(bill, links),
        "as_of": bill.day,
        "description": bill.row.description or None,
        "stages": stage_shapes(bill, links),
        "votes": [vote_shape(vote, dossier.parties, links) for vote in dossier.votes],
        "positions": [position_shape(p, links) for p in dossier.positions if p.is_in_force],
        "outlook": outlook_shape(dossier, outlook, links) if outlook else None,
    }


def bill_shape(bill: BillOnDay, links: Links) -> BillShape:
    """Return a bill as lists show it."""
    row, state, referral = bill.row, bill.state, bill.referral
    member = row.member_in_charge
    return {
        "id": row.slug,
        "url": links.api("bill", row.slug),
        "html_url": links.page("bill", row.slug),
        "updated_at": row.updated_at,
        "number": row.number or None,
        "title": row.title,
        "title_mi": row.title_mi or None,
        "parliament": row.parliament.number,
        "type": row.type,
        "member_in_charge": member_ref(member, links) if member else None,
        "committee": bill.committee or None,
        "introduced_on": bill.introduced_on,
        "status": state.status,
        "current_stage": state.stage,
        "status_text": bill.status_text,
        "last_moved_on": state.moved_on,
        "next_stage": state.next_stage,
        "submissions": {
            "open": bill.submissions_open,
            "close_on": referral.submissions_close_on if referral else None,
        },
        "report_due_on": referral.report_due_on if referral else None,
        "act": _act(bill),
        "relations": [_relation(one, links) for one in bill.relations],
        "versions": [
            {"version": one.version, "number": one.number}
            for one in sorted(row.versions.all(), key=lambda version: version.version)
        ],
        "official_url": row.official_url or None,
        "legislation_url": row.legislation_url or None,
        **_grounded(bill),
    }


def _grounded(bill: BillOnDay) -> Grounded:
    """Return what a bill rests on; its note may tell of what came later, and is then left out."""
    grounds = grounded(bill.row.origin)
    return grounds if bill.is_latest else {**grounds, "note": None}


def _act(bill: BillOnDay) -> ActShape | None:
    if bill.state.status is not Status.ENACTED:
        return None
    return {
        "title": bill.row.act_title or None,
        "number": bill.row.act_number or None,
        "assented_on": bill.assented_on,
    }


def _relation(row: BillRelation, links: Links) -> RelationShape:
    return {
        "kind": row.kind,
        "bill": bill_ref(row.other, links) if row.other else None,
        "parliament": row.parliament.number if row.parliament else None,
        "on": row.on,
    }


def stage_shapes(bill: BillOnDay, links: Links) -> list[StageShape]:
    """Return a bill's sittings; an id is numbered from the second of one stage on one day."""
    shapes = []
    times: Counter[str] = Counter()
    for row in bill.stages:
        name = f"{bill.row.slug}-{row.stage.replace('_', '-')}-{row.on}"
        times[name] += 1
        number = f"-{times[name]}" if times[name] > 1 else ""
        shapes.append(_stage_shape(row, f"{name}{number}", bill.row.slug, links))
    return shapes


def _stage_shape(row: Stage, name: str, bill: str, links: Links) -> StageShape:
    return {
        "id": name,
        "url": links.api("bill", bill),
        "html_url": links.page("bill", bill),
        "updated_at": row.updated_at,
        "stage": row.stage,
        "label": StageName(row.stage).label,
        "on": row.on,
        "known_by": row.known_by,
        "outcome": row.outcome,
        "sitting_type": row.sitting_type,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        **grounded(row.origin, row.note),
    }
