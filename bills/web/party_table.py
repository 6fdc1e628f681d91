"""What each voter cast: the table of parties and independents beneath a vote's picture."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bills.models import Cast
from bills.selectors import VoteOnDay
from bills.web.sides import Side
from members.models import Member
from members.web.parties import INDEPENDENT, PartyLabel


@dataclass(frozen=True, slots=True)
class Line:
    """What one voter cast: a row of the table beneath the picture."""

    party: PartyLabel
    label: str
    member: Member | None
    votes: tuple[int, ...]
    strength: int | None
    not_cast: int | None


def party_lines(
    vote: VoteOnDay, sides: Sequence[Side], labels: Mapping[str, PartyLabel]
) -> tuple[Line, ...]:
    """Return a line per party, and one per independent, the largest voter first."""
    casts = [cast for cast in vote.row.casts.all() if not cast.under_id]
    if not casts:
        return ()
    totals: dict[tuple[str, str], Counter[str]] = {}
    members: dict[tuple[str, str], Member] = {}
    for cast in casts:
        voter = _voter(cast)
        totals.setdefault(voter, Counter())[cast.tally.option] += cast.weight
        if cast.member and not cast.party:
            members[voter] = cast.member
    silent = [p for p, n in vote.strengths.items() if p and n and (p, "") not in totals]
    for party in silent:
        totals[party, ""] = Counter()
    lines = [
        _line(voter, total, sides, vote.strengths, labels, members.get(voter))
        for voter, total in totals.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-sum(line.votes), line.label)))


def _voter(cast: Cast) -> tuple[str, str]:
    if cast.party:
        return cast.party.slug, ""
    return "", cast.member.name if cast.member else cast.label


def _line(
    voter: tuple[str, str],
    total: Counter[str],
    sides: Sequence[Side],
    strengths: Mapping[str, int],
    labels: Mapping[str, PartyLabel],
    member: Member | None,
) -> Line:
    slug, name = voter
    party = labels.get(slug, INDEPENDENT)
    strength = strengths.get(slug) if slug else (1 if member else None)
    missing = strength - total.total() if strength is not None else None
    return Line(
        party=party,
        label=name or party.short,
        member=member,
        votes=tuple(total[side.option] for side in sides),
        strength=strength,
        not_cast=missing if missing is not None and missing >= 0 else None,
    )
