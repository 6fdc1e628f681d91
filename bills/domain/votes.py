"""Votes: options, tallies, results, and whether the numbers of a vote hold together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bills.domain.stages import StageOutcome

AYE, NO, ABSTAIN = "aye", "no", "abstain"
STANDARD_OPTIONS = (AYE, NO, ABSTAIN)
OPTION_LABELS = {AYE: "Ayes", NO: "Noes", ABSTAIN: "Abstentions"}


class VoteKind(StrEnum):
    """What kind of question a vote decided."""

    READING = "reading"
    REFERRAL = "referral"
    COMMITTEE_PART = "committee_part"
    AMENDMENT = "amendment"
    CLOSURE = "closure"
    URGENCY = "urgency"
    INSTRUCTION = "instruction"
    OTHER = "other"


class VoteMethod(StrEnum):
    """How the House voted. On the voices there are no numbers, which is not the same as none."""

    VOICE = "voice"
    PARTY = "party"
    PERSONAL = "personal"


class VoteResult(StrEnum):
    """What the House decided."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    LAPSED = "lapsed"
    OUT_OF_ORDER = "out_of_order"


class Flag(StrEnum):
    """Why a vote's numbers deserve a second look; the vote is kept as printed."""

    PARTS_DIFFER = "parts_differ"
    PARTS_MISSING = "parts_missing"
    OVER_HOUSE_SIZE = "over_house_size"
    PARTY_OVER_STRENGTH = "party_over_strength"
    MEMBER_ON_TWO_SIDES = "member_on_two_sides"
    RESULT_AGAINST_TALLY = "result_against_tally"


@dataclass(frozen=True, slots=True)
class Tally:
    """One option's total as declared; None where the record gives no number."""

    option: str
    declared: int | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter cast: a party (with its number) or a member (with 1).

    `names` are the members a split party named on this side, `printed` such names that match no
    member on record; together no more than `weight`, fewer if the record names fewer. `label`
    is the voter as printed, and all there is of an independent who is not on record. `party` of
    a member is the one they sat with.
    """

    option: str
    weight: int
    party: str | None = None
    member: str | None = None
    names: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    proxy: bool = False
    proxy_holder: str | None = None
    teller: bool = False
    label: str = ""

    @property
    def voter(self) -> str:
        """The one who voted: a member, a party, or a name as printed."""
        return self.member or self.party or self.label


def counted(ballots: Iterable[Ballot]) -> Counter[str]:
    """Return the sum of what was cast for each option."""
    totals: dict[str, int] = {}
    for ballot in ballots:
        totals[ballot.option] = totals.get(ballot.option, 0) + ballot.weight
    return Counter(totals)


def majority_result(totals: Mapping[str, int]) -> VoteResult | None:
    """Return the result of an aye-or-no question by the majority of votes cast.

    Abstentions do not count (SO 136(2) of 2011), and a tie is lost: there is no casting vote.
    None for a question with other options.
    """
    if AYE not in totals and NO not in totals:
        return None
    ayes, noes = totals.get(AYE, 0), totals.get(NO, 0)
    return VoteResult.AGREED if ayes > noes else VoteResult.NOT_AGREED


def differences(tallies: Iterable[Tally], ballots: Sequence[Ballot]) -> dict[str, int]:
    """Return, per option, declared minus counted where they differ; {} where nothing was cast."""
    if not ballots:
        return {}
    totals = counted(ballots)
    gaps = {
        tally.option: tally.declared - totals[tally.option]
        for tally in tallies
        if tally.declared is not None
    }
    return {option: gap for option, gap in gaps.items() if gap}


def on_two_sides(ballots: Iterable[Ballot]) -> list[str]:
    """Return the members recorded for more than one option (seen on 7 April 2011)."""
    sides: dict[str, str] = {}
    return sorted(
        {
            member
            for ballot in ballots
            for member in ((ballot.member, *ballot.names) if ballot.names else (ballot.member,))
            if member and sides.setdefault(member, ballot.option) != ballot.option
        }
    )


def over_strength(ballots: Iterable[Ballot], strengths: Mapping[str, int]) -> list[str]:
    """Return the parties that cast more votes than they had members; fewer is attendance."""
    cast: Counter[str] = Counter()
    for ballot in ballots:
        if ballot.party and not ballot.member:
            cast[ballot.party] += ballot.weight
    return sorted(party for party, votes in cast.items() if votes > strengths.get(party, 0))


def flags(
    tallies: Sequence[Tally],
    ballots: Sequence[Ballot],
    result: VoteResult | None,
    *,
    strengths: Mapping[str, int],
) -> list[Flag]:
    """Return what does not hold together in a vote, in the order of `Flag`.

    `strengths` counts the members of each party on the day, with independents under "";
    leave it empty where the House of that day is not known.
    """
    declared = {tally.option: tally.declared for tally in tallies if tally.declared is not None}
    totals = declared or dict(counted(ballots))
    expected = majority_result(totals) if totals else None
    size = sum(strengths.values())
    found = {
        Flag.PARTS_DIFFER: bool(differences(tallies, ballots)),
        Flag.PARTS_MISSING: bool(declared) and not ballots,
        Flag.OVER_HOUSE_SIZE: bool(size) and sum(totals.values()) > size,
        Flag.PARTY_OVER_STRENGTH: bool(size and over_strength(ballots, strengths)),
        Flag.MEMBER_ON_TWO_SIDES: bool(on_two_sides(ballots)),
        Flag.RESULT_AGAINST_TALLY: result in _BY_MAJORITY
        and expected is not None
        and result is not expected,
    }
    return [flag for flag in Flag if found[flag]]


OUTCOME_OF = {
    VoteResult.AGREED: StageOutcome.AGREED,
    VoteResult.NOT_AGREED: StageOutcome.NEGATIVED,
}
_BY_MAJORITY = frozenset({VoteResult.AGREED, VoteResult.NOT_AGREED})
