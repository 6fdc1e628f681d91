"""What was said, in force on a day, and whether it was kept by then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bills.domain import positions as domain
from bills.domain.positions import Kept, Stance, Stated
from bills.domain.stages import READINGS, Stage
from bills.domain.votes import VoteKind
from bills.models import Bill, Position
from bills.selectors._votes import VoteOnDay
from billtracker.db import planned


@dataclass(frozen=True, slots=True)
class PositionOnDay:
    """A position as it stood at the end of a day."""

    row: Position
    stated: Stated
    superseded_by: Position | None
    outcome: Kept | None

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
    rows = Position.objects.filter(bill=bill, stated_on__lte=day)
    rows = rows.select_related("party", "member", "bill", "origin")
    rows = rows.prefetch_related("party__names", "origin__citations", "origin__retrieval__source")
    found = list(planned(rows.order_by("stated_on", "id")))
    pairs = [(row, stated(row)) for row in found]
    by_stated = {id(position): row for row, position in pairs}
    cast = reading_casts(votes)
    said = [position for _, position in pairs]
    return [
        PositionOnDay(
            row=row,
            stated=position,
            superseded_by=_row_of(domain.superseding(position, said), by_stated),
            outcome=domain.kept(
                position.stance,
                [
                    cast[stage].get(position.voter, {})
                    for stage in sorted(position.stages, key=lambda stage: stage.rank)
                    if stage in cast
                ],
            ),
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
            voter = f"member:{ballot.member}" if ballot.member else f"party:{ballot.party}"
            options = sides.setdefault(voter, {})
            options[ballot.option] = options.get(ballot.option, 0) + ballot.weight
            for name in ballot.names:
                sides.setdefault(f"member:{name}", {})[ballot.option] = 1
        cast[stage] = sides
    return cast
