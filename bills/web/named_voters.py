"""Members named on a side of a vote: in a personal vote, or where a party split."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bills.models import Cast
from bills.selectors import VoteOnDay
from bills.web.sides import Side
from members.models import Member
from members.web.parties import INDEPENDENT, PartyLabel


@dataclass(frozen=True, slots=True)
class Voter:
    """A member whose own side is on record; `how` tells of proxies and tellers."""

    label: str
    member: Member | None
    party: PartyLabel | None
    how: str


@dataclass(frozen=True, slots=True)
class Named:
    """Members whose own side is on record: of a split party, or of a personal vote."""

    party: PartyLabel | None
    side: str
    voters: tuple[Voter, ...]
    weight: int

    @property
    def unnamed(self) -> int:
        """How many of the party's votes on this side the record gives no names for."""
        return self.weight - len(self.voters)


def split_parties(
    vote: VoteOnDay, sides: Sequence[Side], labels: Mapping[str, PartyLabel]
) -> Iterator[Named]:
    """Yield each side of each party that did not vote as one, the larger part first."""
    casts = list(vote.row.casts.all())
    of_party: dict[str, list[Cast]] = {}
    for cast in casts:
        if cast.party and not cast.under_id:
            of_party.setdefault(cast.party.slug, []).append(cast)
    side_of = {side.option: side.label for side in sides}
    for slug, own in of_party.items():
        names = [cast for cast in casts if cast.under_id in {c.pk for c in own}]
        if len({cast.tally.option for cast in own}) < 2 and not names:  # noqa: PLR2004
            continue
        for cast in sorted(own, key=lambda cast: -cast.weight):
            named = (cast,) if cast.member else tuple(n for n in names if n.under_id == cast.pk)
            label = labels.get(slug, INDEPENDENT)
            voters = tuple(_named(member, labels) for member in named)
            yield Named(label, side_of[cast.tally.option], voters, cast.weight)


def personal_votes(
    vote: VoteOnDay, sides: Sequence[Side], labels: Mapping[str, PartyLabel]
) -> Iterator[Named]:
    """Yield each side of a personal vote that anyone took, its voters by name."""
    casts = list(vote.row.casts.all())
    for side in sides:
        own = [cast for cast in casts if cast.tally.option == side.option]
        if own:
            own.sort(key=lambda c: c.member.sort_name if c.member else c.label)
            voters = tuple(_named(cast, labels) for cast in own)
            yield Named(None, side.label, voters, sum(cast.weight for cast in own))


def _named(cast: Cast, labels: Mapping[str, PartyLabel]) -> Voter:
    holder = f", held by {cast.proxy_holder.name}" if cast.proxy_holder else ""
    how = [f"by proxy{holder}" if cast.proxy else "", "teller" if cast.teller else ""]
    return Voter(
        label=cast.label,
        member=cast.member,
        party=labels.get(cast.party.slug) if cast.party else None,
        how=", ".join(filter(None, how)),
    )
