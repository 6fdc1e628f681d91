"""Who could vote on the days of a set of votes, and the rows behind those who did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from bills.domain.facts import VoteFacts
from bills.domain.votes import Ballot
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
        members = list(Member.objects.filter(slug__in=wanted).values_list("slug", "pk", "name"))
        return cls(
            parties=dict(Party.objects.values_list("slug", "pk")),
            members={slug: number for slug, number, _ in members},
            names={slug: name for slug, _, name in members},
            named=named,
            sat_with=parties_of_members_on(vote.sitting_date for vote in facts if vote.ballots),
        )

    def checked(self, facts: VoteFacts, where: str) -> VoteFacts:
        """Return the vote with each member's party of that day.

        Raise Refused, naming who is not on record or did not sit.
        """
        sat_with = self.sat_with.get(facts.sitting_date, {})
        if wrong := list(self._wrong(facts, sat_with, where)):
            raise Refused(*wrong)
        ballots = tuple(_with_party(ballot, sat_with) for ballot in facts.ballots)
        return replace(facts, ballots=ballots)

    def _wrong(
        self, facts: VoteFacts, sat_with: dict[str, str | None], where: str
    ) -> Iterator[Problem]:
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
    named = set[str]()
    for ballot in facts.ballots:
        named.update(ballot.names)
        named.update(filter(None, (ballot.member, ballot.proxy_holder)))
    return named


def _with_party(ballot: Ballot, sat_with: dict[str, str | None]) -> Ballot:
    if not ballot.member or ballot.party == sat_with[ballot.member]:
        return ballot
    # Spelt out, for dataclasses.replace costs four times as much and a vote has 123 of these.
    return Ballot(
        ballot.option,
        ballot.weight,
        sat_with[ballot.member],
        ballot.member,
        ballot.names,
        ballot.printed,
        ballot.proxy,
        ballot.proxy_holder,
        ballot.teller,
        ballot.label,
    )
