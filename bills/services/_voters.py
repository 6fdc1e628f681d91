"""Who could vote on the days of a set of votes, and the rows behind those who did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from bills.domain.facts import VoteFacts
from billtracker.problems import Problem, Refused
from members.models import Member, Party
from members.selectors import parties_of_members_on


@dataclass(frozen=True, slots=True)
class Voters:
    """Numbers of rows by slug, and the party each member sat with, by day."""

    parties: dict[str, int]
    members: dict[str, int]
    names: dict[str, str]
    sat_with: dict[date, dict[str, str | None]]
    named: dict[str, set[str]]

    @classmethod
    def of(cls, facts: Sequence[VoteFacts]) -> Self:
        """Load everyone these votes may name, in three queries."""
        named = {vote.slug: _named_in(vote) for vote in facts}
        wanted = set().union(*named.values())
        members = list(Member.objects.filter(slug__any=wanted).values_list("slug", "pk", "name"))
        return cls(
            parties=dict(Party.objects.values_list("slug", "pk")),
            members={slug: number for slug, number, _ in members},
            names={slug: name for slug, _, name in members},
            named=named,
            sat_with=parties_of_members_on(vote.sitting_date for vote in facts if vote.ballots),
        )

    def check(self, facts: VoteFacts, where: str) -> None:
        """Raise Refused, naming them, where voters are not on record or did not sit that day."""
        if wrong := list(self._wrong(facts, where)):
            raise Refused(*wrong)

    def with_parties(self, facts: VoteFacts) -> VoteFacts:
        """Return the vote with each member's party of that day, as rows give it back."""
        parties = zip(facts.ballots, self.parties_of(facts), strict=True)
        ballots = tuple(replace(ballot, party=party) for ballot, party in parties)
        return replace(facts, ballots=ballots)

    def parties_of(self, facts: VoteFacts) -> list[str | None]:
        """Return, for each ballot, the party that voted or that the member sat with."""
        sat_with = self.sat_with.get(facts.sitting_date, {})
        return [sat_with[b.member] if b.member else b.party for b in facts.ballots]

    def _wrong(self, facts: VoteFacts, where: str) -> Iterator[Problem]:
        sat_with = self.sat_with.get(facts.sitting_date, {})
        for slug in sorted({b.party for b in facts.ballots if b.party} - self.parties.keys()):
            yield Problem(where, "ballots", f"party {slug!r} is not on record.")
        named = self.named[facts.slug]
        for slug in sorted(named - self.members.keys()):
            yield Problem(where, "ballots", f"member {slug!r} is not on record.")
        holders = {ballot.proxy_holder for ballot in facts.ballots}
        for slug in sorted((named - holders) & self.members.keys() - sat_with.keys()):
            sentence = f"{self.names[slug]} was not a member on that day."
            yield Problem(where, "ballots", sentence)


def _named_in(facts: VoteFacts) -> set[str]:
    named = {ballot.member for ballot in facts.ballots if ballot.member}
    named.update(ballot.proxy_holder for ballot in facts.ballots if ballot.proxy_holder)
    named.update(name for ballot in facts.ballots for name in ballot.names)
    return named
