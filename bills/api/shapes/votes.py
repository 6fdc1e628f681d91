"""Shapes of votes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from bills.api.shapes.refs import BillRef, bill_ref
from bills.domain.votes import AYE, NO, OPTION_LABELS, VoteMethod
from bills.models import Cast, VoteCorrection
from bills.selectors import VoteDossier, VoteOnDay
from billtracker.api.links import Links
from billtracker.api.shapes import Grounded, Source, grounded
from members.api.shapes import (
    AttendanceShape,
    MemberRef,
    PartyRef,
    attendance_shape,
    member_ref,
    party_ref,
)
from members.domain.strength import INDEPENDENT
from members.models import Party


class TallyShape(TypedDict):
    """One option's total, as declared and as counted from its parts.

    Both are null for a vote on the voices; `counted` is null where nobody's part is on record.
    """

    option: str
    label: str
    declared: int | None
    counted: int | None


class NamedShape(TypedDict):
    """A member whom a split party named; null where the `label` matches no member on record."""

    member: MemberRef | None
    option: str
    label: str | None


class PartyVoteShape(TypedDict):
    """What a party cast for one option.

    `strength` is its members that day, null where that House is not known. `not_cast` is the
    strength less all that the party cast in the vote, for any option: the same in each of its
    rows. It is not a number of members who were away.
    """

    party: PartyRef
    option: str
    weight: int
    strength: int | None
    not_cast: int | None
    split: list[NamedShape]


class NotVotingShape(TypedDict):
    """A party that had members that day and cast nothing."""

    party: PartyRef
    strength: int


class MemberVoteShape(TypedDict):
    """What one member cast for themselves, or by proxy.

    `member` is null for an independent of whom the record has only the `label`.
    """

    member: MemberRef | None
    label: str | None
    party: PartyRef | None
    option: str
    proxy: bool
    proxy_holder: MemberRef | None
    teller: bool


class CorrectionShape(Grounded):
    """A result that was announced and later replaced; totals by option, {} if not affected."""

    id: str
    announced: dict[str, int]
    announced_result: str | None
    corrected: dict[str, int]
    corrected_result: str | None
    reason: str
    corrected_on: date
    by: str | None
    source: Source | None


class VoteShape(Grounded):
    """The decision of one question, as it stood on the day asked about."""

    id: str
    url: str
    html_url: str
    updated_at: datetime
    bills: list[BillRef]
    stage: str | None
    kind: str
    question: str
    method: str
    sitting_date: date
    held_at: datetime | None
    presiding: str | None
    result: str | None
    tallies: list[TallyShape]
    reconciled: bool
    majority: int | None
    party_votes: list[PartyVoteShape]
    not_voting: list[NotVotingShape]
    corrections: list[CorrectionShape]
    flags: list[str]
    hansard_status: str


class VoteDetail(VoteShape):
    """A vote with its members, and with those who were away on its sitting day."""

    member_votes: list[MemberVoteShape]
    absences: list[AttendanceShape]


def vote_detail(dossier: VoteDossier, links: Links) -> VoteDetail:
    """Return a vote, whole."""
    vote, parties = dossier.vote, dossier.parties
    return {
        **vote_shape(vote, parties, links),
        "member_votes": _member_votes(vote, parties, links),
        "absences": [attendance_shape(row, links) for row in dossier.absences],
    }


def vote_shape(vote: VoteOnDay, parties: Mapping[str, Party], links: Links) -> VoteShape:
    """Return a vote without its members."""
    row = vote.row
    return {
        "id": row.slug,
        "url": links.api("vote", row.slug),
        "html_url": links.page("vote", row.slug),
        "updated_at": row.updated_at,
        "bills": [bill_ref(covered.bill, links) for covered in row.covered.all()],
        "stage": row.stage or None,
        "kind": row.kind,
        "question": row.question,
        "method": row.method,
        "sitting_date": row.sitting_day.on,
        "held_at": row.held_at,
        "presiding": row.presiding or None,
        "result": vote.result,
        "tallies": _tallies(vote),
        "reconciled": vote.is_reconciled,
        "majority": vote.majority,
        "party_votes": _party_votes(vote, parties, links),
        "not_voting": _not_voting(vote, parties),
        "corrections": [correction_shape(c, row.slug) for c in vote.corrections],
        "flags": list(row.flags),
        "hansard_status": row.hansard_status,
        **grounded(row.origin, row.note),
    }


def _tallies(vote: VoteOnDay) -> list[TallyShape]:
    if vote.facts.method is VoteMethod.VOICE:
        return [
            {"option": o, "label": OPTION_LABELS[o], "declared": None, "counted": None}
            for o in (AYE, NO)
        ]
    return [
        {
            "option": tally.option,
            "label": tally.label,
            "declared": tally.declared,
            "counted": vote.counted.get(tally.option, 0) if vote.counted else None,
        }
        for tally in vote.tallies
    ]


def _own_casts(vote: VoteOnDay) -> list[Cast]:
    """Return what was cast, without the names under a split party, which its weight counts."""
    return [cast for cast in vote.row.casts.all() if not cast.under_id]


def _party_votes(
    vote: VoteOnDay, parties: Mapping[str, Party], links: Links
) -> list[PartyVoteShape]:
    named: dict[int, list[Cast]] = {}
    for cast in vote.row.casts.all():
        if cast.under_id:
            named.setdefault(cast.under_id, []).append(cast)
    totals = _totals(vote)
    rows: list[PartyVoteShape] = []
    for cast in _own_casts(vote):
        if cast.member or not cast.party:
            continue
        slug = cast.party.slug
        strength = vote.strengths.get(slug, 0) if vote.strengths else None
        rows.append(
            {
                "party": party_ref(parties[slug], vote.row.sitting_day.on),
                "option": cast.tally.option,
                "weight": cast.weight,
                "strength": strength,
                "not_cast": None if strength is None else strength - totals[slug],
                "split": [_named(one, links) for one in named.get(cast.pk, [])],
            }
        )
    return rows


def _totals(vote: VoteOnDay) -> Counter[str]:
    """Return what each party cast in all."""
    totals: Counter[str] = Counter()
    for cast in _own_casts(vote):
        if cast.party and not cast.member:
            totals[cast.party.slug] += cast.weight
    return totals


def _named(cast: Cast, links: Links) -> NamedShape:
    return {
        "member": member_ref(cast.member, links) if cast.member else None,
        "option": cast.tally.option,
        "label": cast.label or None,
    }


def _not_voting(vote: VoteOnDay, parties: Mapping[str, Party]) -> list[NotVotingShape]:
    """Return the parties that cast nothing, where a party vote's parts are on record at all."""
    totals = _totals(vote)
    if vote.facts.method is not VoteMethod.PARTY or not totals:
        return []
    return [
        {"party": party_ref(parties[slug], vote.row.sitting_day.on), "strength": strength}
        for slug, strength in sorted(vote.strengths.items())
        if slug != INDEPENDENT and strength and slug not in totals
    ]


def _member_votes(
    vote: VoteOnDay, parties: Mapping[str, Party], links: Links
) -> list[MemberVoteShape]:
    return [
        {
            "member": member_ref(cast.member, links) if cast.member else None,
            "label": cast.label or None,
            "party": party_ref(parties[cast.party.slug], vote.row.sitting_day.on)
            if cast.party
            else None,
            "option": cast.tally.option,
            "proxy": cast.proxy,
            "proxy_holder": member_ref(cast.proxy_holder, links) if cast.proxy_holder else None,
            "teller": cast.teller,
        }
        for cast in _own_casts(vote)
        if cast.member or not cast.party
    ]


def correction_shape(row: VoteCorrection, vote: str) -> CorrectionShape:
    """Return a correction; `source` is the first of its sources."""
    grounds = grounded(row.origin)
    return {
        "id": f"{vote}-correction-{row.place + 1}",
        "announced": row.announced,
        "announced_result": row.announced_result or None,
        "corrected": row.corrected,
        "corrected_result": row.corrected_result or None,
        "reason": row.reason,
        "corrected_on": row.corrected_on,
        "by": row.by or None,
        "source": first(grounds["sources"]),
        **grounds,
    }


def first(sources: Sequence[Source]) -> Source | None:
    """Return the first of a fact's sources, if it has any."""
    return next(iter(sources), None)
