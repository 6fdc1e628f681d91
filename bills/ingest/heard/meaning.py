"""A vote as printed to the facts of a vote, with the roll's help. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from bills.domain.facts import CorrectionFact, VoteFacts
from bills.domain.votes import Tally, majority_result
from bills.ingest.heard.ballots import Ballots
from bills.ingest.heard.roll import KnownBill, Roll
from bills.ingest.heard.texts import Text
from bills.ingest.votes.printed import PrintedCorrection, PrintedVote
from billtracker.problems import Kind, Problem, refused
from billtracker.provenance.facts import Derivation, Grounds, Reference
from billtracker.text import folded

_SLUG = re.compile(r"\d{1,3}-\d{1,5}[A-Z]?")
_PUBLISHER = "New Zealand Parliament"


@dataclass(slots=True)
class Meaning:
    """Finds what the names of one text mean; collects what they do not."""

    text: Text
    roll: Roll
    problems: list[Problem] = field(default_factory=list)

    def votes(self) -> list[VoteFacts]:
        """Return the votes whose names all mean something, in the text's order; no slugs yet."""
        told = [self._vote(vote) for vote in self.text.words.votes]
        return [facts for facts in told if facts is not None]

    def grounds(self, day: date, inferred: tuple[str, ...] = ()) -> Grounds:
        """Return what facts of a day rest on: the publication, and what had to be inferred."""
        printed = f"{day.day} {day:%B %Y}"
        reference = Reference(
            f"{self.text.publication}, {printed}", _PUBLISHER, self.text.url, day
        )
        how = Derivation.INFERRED if inferred else Derivation.STATED
        return Grounds((reference,), derivation=how, note=" ".join(inferred))

    def bills(self, titles: tuple[str, ...], day: date) -> list[KnownBill] | None:
        """Return the bills that titles mean on a day, or None where one of them waits."""
        house = self.roll.house_on(day)
        if house is None:
            self.problems.append(self._no_house(day))
            return None
        found = [self._bill(house, title, day) for title in titles]
        known = [bill for bill in found if bill is not None]
        return list(dict.fromkeys(known)) if len(known) == len(found) else None

    def correction(self, printed: PrintedCorrection, day: date) -> CorrectionFact:
        """Return a correction, with the results that the totals before and after it give."""
        on = printed.when.day or day
        announced, corrected = dict(printed.announced), dict(printed.corrected)
        return CorrectionFact(
            corrected_on=on,
            reason=printed.wording,
            announced=announced,
            corrected=corrected,
            announced_result=majority_result(announced),
            corrected_result=majority_result(corrected),
            by=printed.by,
            grounds=self.grounds(on),
        )

    def _vote(self, vote: PrintedVote) -> VoteFacts | None:
        place = f"{self.text.name}, line {vote.place.line}"
        self.problems += vote.problems
        day = vote.when.day
        if day is None:
            sentence = "no sitting day is told; say which."
            self.problems.append(Problem(place, "day", sentence))
            return None
        said = (self.text.bill,) if self.text.bill else ()
        bills = self.bills(vote.bills or said, day)
        reader = Ballots(self.roll, day, self.text.name, place)
        ballots = reader.of(vote)
        self.problems += reader.problems
        if bills is None or refused(reader.problems):
            return None
        corrections = tuple(self.correction(printed, day) for printed in vote.corrections)
        return VoteFacts(
            slug="",
            question=vote.question,
            kind=vote.kind,
            method=vote.method,
            sitting_date=day,
            bills=tuple(bill.slug for bill in bills),
            result=vote.result,
            stage=vote.stage,
            tallies=tuple(_tallies(vote, corrections)),
            ballots=ballots,
            corrections=corrections,
            grounds=self.grounds(day, vote.inferred),
        )

    def _bill(self, house: int, title: str, day: date) -> KnownBill | None:
        found = self.roll.bills_called(house, title, day)
        if len(found) == 1:
            return found[0]
        called = self.roll.bills_called(house, title)
        named = "/".join([str(house), *([str(day)] if called else []), folded(title)])
        named = title if _SLUG.fullmatch(title) else named
        meant = " or ".join(bill.slug for bill in found or called)
        sentence = (
            f"it means {meant}, and which of them was before the House on {day} is not on record;"
            if called
            else f"no bill of Parliament {house} on record is called so;"
        )
        near = self.roll.bills_near(house, title)
        self.problems.append(
            Problem(
                f"{self.text.name}, what is told of {title!r}",
                "bill",
                f"{sentence} what is told of it waits.",
                kind=Kind.UNKNOWN_NAME if called else Kind.WAITS,
                waits_for=(f"bill:{named}",),
                candidates=tuple(bill.slug for bill in found or called) or near,
            )
        )
        return None

    def _no_house(self, day: date) -> Problem:
        return Problem(
            f"{self.text.name}, what is told of {day}",
            "day",
            f"no Parliament on record holds {day}; what is told of it waits.",
            kind=Kind.WAITS,
            waits_for=(f"house:{day}",),
        )


def _tallies(vote: PrintedVote, corrections: tuple[CorrectionFact, ...]) -> list[Tally]:
    """Return the totals as they stand after the last correction that gives any."""
    last = next((c.corrected for c in reversed(corrections) if c.corrected), {})
    return [Tally(side.option, last.get(side.option, side.declared)) for side in vote.sides]
