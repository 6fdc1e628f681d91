"""Who cast what, from entries as printed. Pure; nobody is guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from bills.domain.votes import Ballot
from bills.ingest.heard.roll import Roll
from bills.ingest.votes.names import split
from bills.ingest.votes.printed import PrintedEntry, PrintedSide, PrintedVote, Voter
from billtracker.problems import Kind, Problem, Severity
from billtracker.text import folded

_MOST_NAMED = 3


@dataclass(slots=True)
class Ballots:
    """Makes a vote's ballots and collects what is wrong with them.

    `where` names the body, `place` the vote in it: a name that means nobody is one matter of the
    body, however many of its votes print it.
    """

    roll: Roll
    day: date
    where: str
    place: str
    problems: list[Problem] = field(default_factory=list)

    def of(self, vote: PrintedVote) -> tuple[Ballot, ...]:
        """Return the ballots; none at all where the text does not tell all of them apart.

        A list with a hole would look like parts that do not add up, so then only the totals are
        taken.
        """
        sides = [(side, [*self._told_apart(side)]) for side in vote.sides]
        unclear = [e for _, es in sides for e in es if e.voter is Voter.JOINED or e.weight is None]
        if unclear:
            self.problems.append(self._unclear(unclear))
            return ()
        return tuple(
            ballot for side, entries in sides for e in entries for ballot in self._ballot(side, e)
        )

    def _told_apart(self, side: PrintedSide) -> Iterator[PrintedEntry]:
        """Yield the entries, with joined names parted by the surnames of that day's members."""
        for entry in side.entries:
            is_joined = entry.voter is Voter.JOINED
            names = split(entry.label, self.roll.surnames(self.day)) if is_joined else []
            if not names:
                yield entry
                continue
            for name in names:
                yield PrintedEntry(name, Voter.MEMBER, proxy=entry.proxy and name is names[-1])

    def _ballot(self, side: PrintedSide, entry: PrintedEntry) -> Iterator[Ballot]:
        if entry.voter is not Voter.PARTY:
            yield self._single(side, entry)
        elif entry.number:
            yield self._party(side, entry, entry.number)

    def _party(self, side: PrintedSide, entry: PrintedEntry, number: int) -> Ballot:
        party = self.roll.party(entry.label)
        if party is None:
            meant = self.roll.members_called(entry.label, self.day) if number == 1 else []
            if len(meant) != 1:
                self.problems.append(self._unknown_party(entry.label, number))
            return Ballot(side.option, number, member=meant[0] if len(meant) == 1 else None)
        ballot = Ballot(side.option, number, party=party)
        for name in entry.names:
            meant = self.roll.members_called(name, self.day, party)
            if len(meant) == 1:
                ballot = replace(ballot, names=(*ballot.names, *meant))
            else:
                self.problems.append(self._unknown_member(name, meant))
                ballot = replace(ballot, printed=(*ballot.printed, name))
        return ballot

    def _single(self, side: PrintedSide, entry: PrintedEntry) -> Ballot:
        meant = self.roll.members_called(entry.label, self.day)
        ballot = Ballot(side.option, 1, proxy=entry.proxy, teller=entry.teller)
        if len(meant) == 1:
            return replace(ballot, member=meant[0])
        self.problems.append(self._unknown_member(entry.label, meant))
        return replace(ballot, label=entry.label)

    def _unknown_party(self, label: str, number: int) -> Problem:
        voter = (f"voter:{self.day}/{folded(label)}",) if number == 1 else ()
        return Problem(
            f"{self.where}, votes that name {label!r}",
            "party",
            f"{label!r} is no party on record; these votes wait until it is.",
            kind=Kind.UNKNOWN_NAME,
            waits_for=(f"party:{folded(label)}", *voter),
            candidates=self.roll.parties_near(label),
        )

    def _unknown_member(self, name: str, meant: list[str]) -> Problem:
        if not self.roll.sitting(self.day):
            return self._no_member(name)
        means = " or ".join(meant) or "nobody on record"
        return Problem(
            self.where,
            "members",
            f"{name!r} means {means} who sat then; kept as printed.",
            Severity.FLAGGED,
            Kind.UNKNOWN_NAME,
            waits_for=(f"voter:{self.day}/{folded(name)}", f"member:{folded(name)}"),
            candidates=tuple(meant) or self.roll.members_near(name, self.day),
        )

    def _no_member(self, name: str) -> Problem:
        return Problem(
            self.where,
            "members",
            "no member who sat then is on record; names are kept as printed.",
            Severity.FLAGGED,
            Kind.WAITS,
            waits_for=(f"voter:{self.day}/{folded(name)}",),
        )

    def _unclear(self, entries: list[PrintedEntry]) -> Problem:
        first = entries[0]
        is_joined = first.voter is Voter.JOINED
        labels = ", ".join(repr(entry.label) for entry in entries[:_MOST_NAMED])
        why = "are names that nothing tells apart" if is_joined else "has no number"
        return Problem(
            self.place,
            "ballots",
            f"{labels} {why}; only the totals of this vote are taken.",
            Severity.FLAGGED,
            Kind.UNKNOWN_NAME if is_joined else Kind.IMPOSSIBLE,
            waits_for=(f"voter:{self.day}/{first.label}",) if is_joined else (),
        )
