"""Would it pass? The numbers for the next question, from what is on the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bills.domain.positions import OPTION_OF, Stance
from bills.domain.votes import ABSTAIN, AYE, NO


class Verdict(StrEnum):
    """What the numbers say. Unknown wherever the silent could still decide."""

    PASSES = "passes"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a voter's side in an outlook rests on."""

    STATED = "stated"
    LAST_VOTE = "last_vote"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Side:
    """One voter in an outlook: its strength, the option it is expected to take, and why."""

    voter: str
    strength: int
    basis: Basis
    option: str | None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The numbers, and how far they are from the other result.

    `swing` is how many votes would have to change sides; `absences` how many votes of the
    winning side would have to be missing.
    """

    verdict: Verdict
    ayes: int
    noes: int
    abstentions: int
    unknown: int
    sides: tuple[Side, ...]

    @property
    def margin(self) -> int:
        """Ayes less noes."""
        return self.ayes - self.noes

    @property
    def swing(self) -> int | None:
        """How few votes changing sides would turn the result; None while it is unknown."""
        if self.verdict is Verdict.UNKNOWN:
            return None
        if self.verdict is Verdict.PASSES:
            return (self.margin + 1) // 2
        return -self.margin // 2 + 1

    @property
    def absences(self) -> int | None:
        """How many of the winning side would have to be away to turn the result.

        A tie is lost, so a majority is undone by as many absences as it is wide, and a defeat
        by one more than that; None where it has no supporter, or while it is unknown.
        """
        if self.verdict is Verdict.UNKNOWN or not self.ayes:
            return None
        return self.margin if self.verdict is Verdict.PASSES else 1 - self.margin


def _side(
    voter: str,
    strength: int,
    stance: Stance | None,
    last_cast: Mapping[str, int] | None,
) -> Side:
    if stance is not None:
        return Side(voter, strength, Basis.STATED, OPTION_OF.get(stance), stance)
    if last_cast:
        # A party that split last time has no one side to expect.
        option = next(iter(last_cast)) if len(last_cast) == 1 else None
        return Side(voter, strength, Basis.LAST_VOTE, option)
    return Side(voter, strength, Basis.NONE, None)


def outlook(
    strengths: Mapping[str, int],
    stances: Mapping[str, Stance],
    last_votes: Mapping[str, Mapping[str, int]],
) -> Outlook:
    """Work out the next question from each voter's strength, stance and last vote on the bill.

    `strengths` holds every party, and every independent as a voter of 1. What a voter said
    comes before how it last voted; a voter with neither is unknown, and so are those who said
    they were undecided or would leave it to conscience.
    """
    sides: Sequence[Side] = tuple(
        _side(voter, strength, stances.get(voter), last_votes.get(voter))
        for voter, strength in strengths.items()
        if strength
    )
    totals = dict.fromkeys((AYE, NO, ABSTAIN, None), 0)
    for side in sides:
        totals[side.option] = totals.get(side.option, 0) + side.strength
    return Outlook(
        verdict=_verdict(totals[AYE], totals[NO], totals[None]),
        ayes=totals[AYE],
        noes=totals[NO],
        abstentions=totals[ABSTAIN],
        unknown=totals[None],
        sides=tuple(sides),
    )


def _verdict(ayes: int, noes: int, unknown: int) -> Verdict:
    if ayes > noes + unknown:
        return Verdict.PASSES
    if ayes + unknown <= noes and ayes + noes + unknown:
        return Verdict.FAILS
    return Verdict.UNKNOWN
