"""Written votes to facts: whom each row means, its ballot, and what cannot all be so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from bills.domain.facts import VoteFacts
from bills.domain.votes import Ballot, Tally, VoteMethod, on_two_sides
from bills.ingest.hand_tables.names import Names, Unknown
from bills.ingest.hand_tables.rows import Place, cleaned, read_cells
from bills.ingest.hand_tables.votes import Ending, WrittenVote
from billtracker.problems import Problem, Refused, Severity

type _Told = tuple[str, int | None, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row comes to: the option's total and label it tells, the ballot, and who cast it.

    `side` tells ballots of one voter for one option; `members` are all whom the ballot names.
    """

    told: _Told | None = None
    ballot: Ballot | None = None
    side: tuple[str, str] = ("", "")
    members: tuple[str, ...] = ()


class _Wrong(Exception):
    def __init__(self, sentence: str, column: str, value: str = "", **more: Any) -> None:
        super().__init__(sentence)
        self.column, self.value, self.more = column, value, more


class Casting:
    """Makes facts of written votes. An ending whose names mean one each is read only once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[tuple[VoteMethod, Ending], _Row] = {}

    def facts_of(self, vote: WrittenVote) -> tuple[VoteFacts, list[Problem]]:
        """Return a vote and what is odd in it; raise Refused with all that cannot be."""
        problems = list(vote.problems)
        values = dict(vote.values)
        problems += self._unknown_bills(vote)
        if problems and not {"method", "sitting_date"} <= values.keys():
            raise Refused(*problems)
        rows = list(self._rows(vote, problems))
        ballots = tuple([row.ballot for row in rows if row.ballot])
        tallies = _tallies(vote, rows, problems)
        problems += _twice(vote, rows)
        problems += self._not_sitting(vote, rows)
        if problems:
            raise Refused(*problems)
        facts = VoteFacts(
            slug=vote.slug, tallies=tallies, ballots=ballots, grounds=vote.grounds, **values
        )
        return facts, _on_two_sides(vote, rows, ballots)

    def _unknown_bills(self, vote: WrittenVote) -> Iterator[Problem]:
        for slug in vote.values.get("bills", ()):
            try:
                self._names.bill(slug)
            except Unknown as unknown:
                yield vote.place.problem(str(unknown), "bills", slug, **unknown.more)

    def _rows(self, vote: WrittenVote, problems: list[Problem]) -> Iterator[_Row]:
        method, known = vote.values["method"], self._known
        for line, ending in zip(vote.lines, vote.endings, strict=True):
            row = known.get((method, ending))
            if row is None:
                row = self._read(vote, ending, vote.at(line), problems)
            yield row

    def _read(
        self, vote: WrittenVote, ending: Ending, place: Place, problems: list[Problem]
    ) -> _Row:
        wrong: list[Problem] = []
        cells = cleaned(ending)
        said = ((c, cell, place) for c, cell in zip(vote.columns, cells, strict=True))
        values = read_cells(said, doubtful=False, problems=wrong)
        if wrong:
            problems += wrong
            return _Row()
        reading = _Reading(self._names, vote.values["method"], vote.values["sitting_date"], values)
        try:
            row = reading.row()
        except _Wrong as error:
            problems.append(place.problem(str(error), error.column, error.value, **error.more))
            return _Row()
        if reading.holds_any_day:
            self._known[reading.method, ending] = row
        return row

    def _not_sitting(self, vote: WrittenVote, rows: list[_Row]) -> Iterator[Problem]:
        on: date = vote.values["sitting_date"]
        away = set(chain.from_iterable(row.members for row in rows)) - self._names.sitting(on)
        for line, row in zip(vote.lines, rows, strict=True) if away else ():
            for member in away & set(row.members):
                yield vote.at(line).problem(f"{member} was not a member on {on}.", "voter", member)


@dataclass(slots=True)
class _Reading:
    """One ending being read, of a vote held by a method on a day."""

    names: Names
    method: VoteMethod
    on: date
    values: dict[str, Any]
    holds_any_day: bool = True

    def row(self) -> _Row:
        """Return what the ending comes to; raise _Wrong."""
        said = self.values
        option, voter, label = (said.get(name, "") for name in ("option", "voter", "label"))
        if not option:
            if said:
                raise _Wrong("name the option too.", "option")
            return _Row()
        declared, printed = said.get("declared"), said.get("option_label", "")
        told = None if declared is None and not printed else (option, declared, printed)
        if not voter and not label:
            if said.keys() - {"option", "declared", "option_label"}:
                raise _Wrong("name the voter too.", "voter")
            return _Row(told)
        ballot = self._ballot(option, voter, label)
        members = (*filter(None, [ballot.member]), *ballot.names)
        return _Row(told, ballot, (option, ballot.voter), members)

    def _ballot(self, option: str, voter: str, label: str) -> Ballot:
        said, party, member = self.values, None, None
        if voter:
            party, member = self._voter(voter)
        holder = said.get("proxy_holder")
        return Ballot(
            option,
            self._weight(party),
            party,
            member,
            tuple(self._member(name, "names", party) for name in said.get("names", ())),
            said.get("printed", ()),
            self._is_proxy(holder),
            self._member(holder, "proxy_holder") if holder else None,
            said.get("teller", False),
            label,
        )

    def _voter(self, voter: str) -> tuple[str | None, str | None]:
        is_party = voter in self.names.parties
        if self.method is VoteMethod.PARTY and is_party:
            return self.names.parties[voter], None
        if is_party and voter not in self.names.members:
            raise _Wrong("is a party; parties vote in party votes only.", "voter", voter)
        if self.method is VoteMethod.PARTY and voter not in self.names.members:
            self._found(lambda: self.names.party_or_member(voter), "voter", voter)
        return None, self._member(voter, "voter")

    def _is_proxy(self, holder: str | None) -> bool:
        is_proxy: bool = self.values.get("proxy", holder is not None)
        if holder and not is_proxy:
            raise _Wrong("who cast it is named, so it was a proxy.", "proxy", "no")
        return is_proxy

    def _weight(self, party: str | None) -> int:
        weight: int | None = self.values.get("weight")
        if weight is None and party:
            raise _Wrong("say how many votes the party cast.", "weight")
        if weight == 0:
            raise _Wrong("0 votes are no vote; leave the row out.", "weight", "0")
        if weight not in {None, 1} and not party:
            raise _Wrong("a member has 1 vote.", "weight", str(weight))
        return weight or 1

    def _member(self, written: str, column: str, party: str | None = None) -> str:
        self.holds_any_day &= len(self.names.members.get(written, ())) == 1
        return self._found(lambda: self.names.member(written, self.on, party), column, written)

    def _found(self, find: Callable[[], str], column: str, written: str) -> str:
        try:
            return find()
        except Unknown as unknown:
            raise _Wrong(str(unknown), column, written, **unknown.more) from unknown


def _tallies(vote: WrittenVote, rows: list[_Row], problems: list[Problem]) -> tuple[Tally, ...]:
    """Return the options whose total or label is told, in the order in which they are."""
    told: dict[_Told, int] = {}
    for line, row in zip(vote.lines, rows, strict=True):
        if row.told:
            told.setdefault(row.told, line)
    found: dict[str, tuple[int | None, str, int]] = {}
    for (option, declared, label), line in told.items():
        before, before_label, first = found.get(option, (None, "", line))
        place, at = vote.at(line), f"line {first} says"
        if declared is not None and before not in {None, declared}:
            sentence = f"says {declared}; {at} {before}."
            problems.append(place.problem(sentence, "declared", str(declared)))
        if label and before_label not in {"", label}:
            sentence = f"says {label!r}; {at} {before_label!r}."
            problems.append(place.problem(sentence, "option_label", label))
        total = declared if before is None else before
        found[option] = (total, before_label or label, first)
    return tuple(Tally(option, total, label) for option, (total, label, _) in found.items())


def _twice(vote: WrittenVote, rows: list[_Row]) -> Iterator[Problem]:
    sides = [row.side for row in rows if row.ballot]
    if len(set(sides)) == len(sides):
        return
    first: dict[tuple[str, str], int] = {}
    for line, row in zip(vote.lines, rows, strict=True):
        if row.ballot and first.setdefault(row.side, line) != line:
            option, voter = row.side
            sentence = f"{voter} is given twice for {option}: here and on line {first[row.side]}."
            yield vote.at(line).problem(sentence, "voter", voter)


def _on_two_sides(
    vote: WrittenVote, rows: list[_Row], ballots: tuple[Ballot, ...]
) -> list[Problem]:
    """Return a flag for each member on two sides, which the record keeps as it is given."""
    members = list(chain.from_iterable(row.members for row in rows))
    if len(set(members)) == len(members):
        return []
    found = []
    for member in on_two_sides(ballots):
        lines = [line for line, row in zip(vote.lines, rows, strict=True) if member in row.members]
        words = " and ".join(map(str, lines))
        sentence = f"{member} is on two sides: lines {words}."
        place = vote.at(lines[-1])
        found.append(place.problem(sentence, "voter", member, severity=Severity.FLAGGED))
    return found
