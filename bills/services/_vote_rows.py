"""The rows that a set of votes is made of, written by COPY: a vote is nothing but its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from bills.domain import votes as domain
from bills.domain.facts import VoteFacts
from bills.domain.votes import OPTION_LABELS, Ballot, Flag
from bills.models import Cast, Tally, Vote, VoteBill, VoteCorrection
from bills.services._known_votes import KnownVotes
from bills.services._voters import Voters
from billtracker.db import copy_rows, delete_rows, insert_all, new_ids, update_all
from billtracker.provenance.facts import Grounds
from billtracker.provenance.services import Witness, make_origins
from members.services import ensure_sitting_days

_COLUMNS = (
    "vote_id",
    "tally_id",
    "party_id",
    "member_id",
    "under_id",
    "weight",
    "proxy",
    "proxy_holder_id",
    "teller",
    "label",
    "place",
)
type _Row = tuple[int | str | None, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A vote to write: over the row it has, or as a new one."""

    facts: VoteFacts
    witness: Witness
    flags: Sequence[Flag]
    row: Vote | None
    before: VoteFacts | None


def write_votes(votes: Sequence[Written], known: KnownVotes) -> list[Vote]:
    """Write votes with all their parts; return their rows, in order."""
    if not votes:
        return []
    make_origins(_grounds(votes))
    days = ensure_sitting_days(
        (one.facts.sitting_date, one.witness, one.facts.grounds) for one in votes
    )
    rows = [_row(one, days) for one in votes]
    insert_all([row for row, one in zip(rows, votes, strict=True) if one.row is None])
    _update([row for row, one in zip(rows, votes, strict=True) if one.row])
    copy_rows(
        VoteBill,
        ("vote_id", "bill_id", "place"),
        (
            (row.pk, known.bills[slug], place)
            for row, one in zip(rows, votes, strict=True)
            for place, slug in enumerate(one.facts.bills)
        ),
    )
    _write_casts(rows, votes, known.voters)
    insert_all(
        [
            correction
            for row, one in zip(rows, votes, strict=True)
            for correction in _corrections(row, one)
        ]
    )
    return rows


def _grounds(votes: Sequence[Written]) -> Iterator[tuple[Witness, Grounds]]:
    for one in votes:
        yield one.witness, one.facts.grounds
        for correction in one.facts.corrections:
            yield one.witness, correction.grounds


def _row(one: Written, days: dict[date, int]) -> Vote:
    facts = one.facts
    row = one.row or Vote(slug=facts.slug)
    row.question = facts.question
    row.kind = facts.kind
    row.method = facts.method
    row.stage = facts.stage or ""
    row.sitting_day_id = days[facts.sitting_date]
    row.held_at = facts.held_at
    row.result = facts.result or ""
    row.presiding = facts.presiding
    row.hansard_status = facts.hansard_status
    row.flags = list(one.flags)
    row.note = facts.note
    row.origin = one.witness.origin(facts.grounds)
    if one.witness.person_id is not None:
        row.pinned = ["whole"]
    return row


def _update(rows: Sequence[Vote]) -> None:
    """Write known votes over, and take away the parts that are written anew."""
    if not rows:
        return
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    names = [
        field.name for field in Vote._meta.concrete_fields if field.name not in {"id", "slug"}
    ]
    update_all(rows, names)
    for part in (VoteBill, Cast, Tally):
        delete_rows(part, "vote_id", (row.pk for row in rows))


def _write_casts(rows: Sequence[Vote], votes: Sequence[Written], voters: Voters) -> None:
    tallies = [
        {
            tally.option: Tally(
                vote=row,
                option=tally.option,
                label=tally.label,
                declared=tally.declared,
                place=place,
            )
            for place, tally in enumerate(with_options(one.facts))
        }
        for row, one in zip(rows, votes, strict=True)
    ]
    insert_all([tally for of_vote in tallies for tally in of_vote.values()])
    copy_rows(Cast, _COLUMNS, (cast for _, cast in _casts(votes, tallies, voters, split=False)))
    _write_split(list(_casts(votes, tallies, voters, split=True)), voters)


def _casts(
    votes: Sequence[Written],
    tallies: Sequence[dict[str, Tally]],
    voters: Voters,
    *,
    split: bool,
) -> Iterator[tuple[Ballot, _Row]]:
    """Yield the casts of ballots that name members of a split party, or of those that do not."""
    parties, members = voters.parties, voters.members
    for one, options in zip(votes, tallies, strict=True):
        sat_with = voters.parties_of(one.facts)
        for place, ballot in enumerate(one.facts.ballots):
            if bool(ballot.names or ballot.printed) is not split:
                continue
            party, tally = sat_with[place], options[ballot.option]
            yield (
                ballot,
                (
                    tally.vote_id,
                    tally.pk,
                    parties[party] if party else None,
                    members[ballot.member] if ballot.member else None,
                    None,
                    ballot.weight,
                    ballot.proxy,
                    members[ballot.proxy_holder] if ballot.proxy_holder else None,
                    ballot.teller,
                    ballot.label,
                    place,
                ),
            )


def _write_split(split: Sequence[tuple[Ballot, _Row]], voters: Voters) -> None:
    """Write the casts of split parties, and under each the members that it named."""
    if not split:
        return
    numbers = new_ids(Cast, len(split))
    columns = ("id", *_COLUMNS)
    copy_rows(Cast, columns, ((n, *row) for n, (_, row) in zip(numbers, split, strict=True)))
    copy_rows(
        Cast,
        _COLUMNS,
        (
            _named(name, place, under, row, voters)
            for under, (ballot, row) in zip(numbers, split, strict=True)
            for place, name in enumerate((*ballot.names, *ballot.printed))
        ),
    )


def _named(name: str, place: int, under: int, row: _Row, voters: Voters) -> _Row:
    vote, tally, party, *_ = row
    member = voters.members.get(name)
    label = name if member is None else ""
    return (vote, tally, party, member, under, 1, False, None, False, label, place)


def with_options(facts: VoteFacts) -> list[domain.Tally]:
    """Return labelled tallies, with one of no total for each option that only ballots mention."""
    known = {tally.option for tally in facts.tallies}
    silent = dict.fromkeys(b.option for b in facts.ballots if b.option not in known)
    tallies = [*facts.tallies, *(domain.Tally(option, None) for option in silent)]
    return [replace(t, label=t.label or OPTION_LABELS.get(t.option, t.option)) for t in tallies]


def _corrections(row: Vote, one: Written) -> Iterator[VoteCorrection]:
    known = len(one.before.corrections) if one.before else 0
    for place, correction in enumerate(one.facts.corrections[known:], start=known):
        yield VoteCorrection(
            vote=row,
            corrected_on=correction.corrected_on,
            announced=correction.announced,
            corrected=correction.corrected,
            announced_result=correction.announced_result or "",
            corrected_result=correction.corrected_result or "",
            reason=correction.reason,
            by=correction.by,
            place=place,
            origin=one.witness.origin(correction.grounds),
        )
