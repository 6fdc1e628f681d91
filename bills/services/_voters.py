"""The rows behind a vote's voters."""

from collections.abc import Sequence
from dataclasses import replace

from bills.domain.facts import VoteFacts
from bills.domain.votes import Ballot
from billtracker.problems import Problem, Refused
from members.models import Member, Membership, Party
from members.selectors import members_by_slug, parties_by_slug, stints_open_on


class Voters:
    """The rows behind a vote's voters, or a refusal that names whoever is not on record."""

    def __init__(
        self,
        parties: dict[str, Party],
        members: dict[str, Member],
        stints: dict[str, Membership],
    ) -> None:
        self.parties = parties
        self.members = members
        self.stints = stints

    @classmethod
    def of(cls, facts: VoteFacts, where: str) -> "Voters":
        named = {name for ballot in facts.ballots for name in ballot.names}
        voting = {ballot.member for ballot in facts.ballots if ballot.member}
        holders = {ballot.proxy_holder for ballot in facts.ballots if ballot.proxy_holder}
        labels = {ballot.party for ballot in facts.ballots if ballot.party}
        members = members_by_slug(named | voting | holders)
        parties = {k: party for k, party in parties_by_slug().items() if k in labels}
        stints = stints_open_on(facts.sitting_date, named | voting)
        wrong = [
            Problem(where, "ballots", f"party {slug!r} is not on record.")
            for slug in sorted(labels - parties.keys())
        ]
        wrong += [
            Problem(where, "ballots", f"member {slug!r} is not on record.")
            for slug in sorted((named | voting | holders) - members.keys())
        ]
        wrong += [
            Problem(where, "ballots", f"{members[slug]} was not a member on that day.")
            for slug in sorted((named | voting) & (members.keys() - stints.keys()))
        ]
        if wrong:
            raise Refused(*wrong)
        return cls(parties, members, stints)

    def with_parties(self, ballots: Sequence[Ballot]) -> tuple[Ballot, ...]:
        """Return the ballots with each member's party as it was on that day."""
        return tuple(
            replace(ballot, party=self._party_of(ballot.member)) if ballot.member else ballot
            for ballot in ballots
        )

    def _party_of(self, member: str) -> str | None:
        party = self.stints[member].party
        if party is None:
            return None
        self.parties[party.slug] = party
        return party.slug
