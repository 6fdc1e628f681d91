"""What was said, in force on a day, and whether it was kept by then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from bills.domain import positions as domain
from bills.domain.positions import Kept, Stance, Stated
from bills.domain.stages import READINGS, Stage
from bills.domain.votes import VoteKind
from bills.models import Bill, Position
from bills.selectors._votes import VoteOnDay, stood_on, votes_whole
from billtracker.db import planned
from members.models import Member


@dataclass(frozen=True, slots=True)
class PositionOnDay:
    """A position as it stood at the end of a day.

    `cast` is what its voter cast at those of its stages that had been voted on, {} where the
    record does not show the voter's own side.
    """

    row: Position
    stated: Stated
    superseded_by: Position | None
    cast: Mapping[Stage, Mapping[str, int]]

    @property
    def outcome(self) -> Kept | None:
        """Whether it was kept; None until one of its stages was voted on."""
        return domain.kept(self.stated.stance, list(self.cast.values()))

    @property
    def is_in_force(self) -> bool:
        """Whether nothing later was said about any of its stages."""
        return self.superseded_by is None


def voter_of(row: Position) -> str:
    """Return the one whose position it is, as outlooks and casts name voters."""
    return f"party:{row.party.slug}" if row.party else f"member:{row.member.slug}"  # type: ignore[union-attr]


def stated(row: Position) -> Stated:
    """Return a stored position as the domain knows it."""
    stages = frozenset(map(Stage, row.stages))
    return Stated(voter_of(row), Stance(row.stance), stages, row.stated_on)


def positions_on(bill: Bill, day: date, votes: Sequence[VoteOnDay]) -> list[PositionOnDay]:
    """Return what was said about a bill by the end of `day`, oldest first.

    `votes` are the bill's votes as they stood that day: they show what was kept.
    """
    return _judged(positions_whole().filter(bill=bill, stated_on__lte=day), votes)


def positions_of_member(member: Member, day: date) -> list[PositionOnDay]:
    """Return what a member said by the end of `day`, for themselves or their party, oldest first.

    The member's other names must be loaded. What they said for their party is told by the name
    of who said it. A handful of queries for any number of bills.
    """
    names = {member.name, *(alias.text for alias in member.aliases.all())}
    said_it = Q(member=member) | Q(stated_by__in=names)
    bills = set(Position.objects.filter(said_it).values_list("bill_id", flat=True))
    rows: dict[int, list[Position]] = {}
    for row in positions_whole().filter(bill__in=bills, stated_on__lte=day):
        rows.setdefault(row.bill_id, []).append(row)
    readings = votes_whole().filter(bills__in=bills, kind=VoteKind.READING).distinct()
    votes: dict[int, list[VoteOnDay]] = {}
    for vote in readings.filter(sitting_day__on__lte=day).order_by("sitting_day__on", "id"):
        for covered in vote.covered.all():
            votes.setdefault(covered.bill_id, []).append(stood_on(vote, day, {}))
    judged = [p for bill in rows for p in _judged(rows[bill], votes.get(bill, []))]
    own = [p for p in judged if p.row.member_id == member.pk or p.row.stated_by in names]
    return sorted(own, key=lambda p: (p.row.stated_on, p.row.pk))


def positions_whole() -> models.QuerySet[Position]:
    """Positions with who took them and what they rest on, oldest first."""
    rows = Position.objects.select_related("party", "member", "bill", "origin")
    rows = rows.prefetch_related("party__names", "origin__citations", "origin__retrieval__source")
    return planned(rows.order_by("stated_on", "id"))


def _judged(rows: Iterable[Position], votes: Sequence[VoteOnDay]) -> list[PositionOnDay]:
    pairs = [(row, stated(row)) for row in rows]
    by_stated = {id(position): row for row, position in pairs}
    cast = reading_casts(votes)
    said = [position for _, position in pairs]
    return [
        PositionOnDay(
            row=row,
            stated=position,
            superseded_by=_row_of(domain.superseding(position, said), by_stated),
            cast={
                stage: cast[stage].get(position.voter, {})
                for stage in sorted(position.stages, key=lambda stage: stage.rank)
                if stage in cast
            },
        )
        for row, position in pairs
    ]


def _row_of(position: Stated | None, rows: Mapping[int, Position]) -> Position | None:
    return rows[id(position)] if position else None


def reading_casts(votes: Sequence[VoteOnDay]) -> dict[Stage, dict[str, dict[str, int]]]:
    """Return, for each reading that was voted on, what each voter cast, option by option.

    Of two votes at one reading the later counts. Votes on the voices show no one's side.
    """
    cast: dict[Stage, dict[str, dict[str, int]]] = {}
    for vote in votes:
        stage = vote.facts.stage
        if vote.facts.kind is not VoteKind.READING or stage not in READINGS:
            continue
        if not vote.facts.ballots:
            continue
        sides: dict[str, dict[str, int]] = {}
        for ballot in vote.facts.ballots:
            if not (ballot.member or ballot.party):
                continue  # a name as printed, which means nobody on record
            voter = f"member:{ballot.member}" if ballot.member else f"party:{ballot.party}"
            options = sides.setdefault(voter, {})
            options[ballot.option] = options.get(ballot.option, 0) + ballot.weight
            for name in ballot.names:
                sides.setdefault(f"member:{name}", {})[ballot.option] = 1
        cast[stage] = sides
    return cast
