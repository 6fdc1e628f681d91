"""What a text says of a vote, as values: labels, names and wordings as printed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from billtracker.problems import Problem

type Totals = tuple[tuple[str, int], ...]


class Voter(StrEnum):
    """What kind of voter an entry names; JOINED is several names that nothing tells apart."""

    PARTY = "party"
    MEMBER = "member"
    INDEPENDENT = "independent"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text something stands: its line from 1, and its character where known."""

    line: int
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The sitting day a text is filed under, and the calendar day where it says another.

    `after` is the last moment printed above, so the vote was no earlier.
    """

    day: date | None = None
    held_on: date | None = None
    after: datetime | None = None


UNDATED = When()


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """One voter on one side: a party with its number, or a member.

    `names` are the members that a split party listed; `under` is the label that stood before an
    independent's name ("Independents", "Other").
    """

    label: str
    voter: Voter
    number: int | None = None
    names: tuple[str, ...] = ()
    proxy: bool = False
    teller: bool = False
    under: str = ""

    @property
    def weight(self) -> int | None:
        """The votes this entry is, or None where the text does not tell."""
        if self.voter in {Voter.MEMBER, Voter.INDEPENDENT}:
            return 1
        return self.number


@dataclass(frozen=True, slots=True)
class PrintedSide:
    """One side: its option, its total as declared (None where no total is printed), its parts."""

    option: str
    declared: int | None
    entries: tuple[PrintedEntry, ...]
    label: str
    place: Place

    @property
    def counted(self) -> int | None:
        """The sum of the parts, or None where a part does not tell its number."""
        weights = [entry.weight for entry in self.entries]
        return None if None in weights else sum(weight or 0 for weight in weights)


@dataclass(frozen=True, slots=True)
class PrintedCorrection:
    """A result said to have been announced otherwise, or corrected later.

    `by` is "leave", "speaker" or "" where the wording does not say. `question` and `bills` are
    filled for an entry that stands apart from its vote, days later.
    """

    wording: str
    place: Place
    by: str = ""
    announced: Totals = ()
    corrected: Totals = ()
    question: str = ""
    bills: tuple[str, ...] = ()
    stage: Stage | None = None
    when: When = UNDATED


@dataclass(frozen=True, slots=True)
class PrintedVote:
    """One question decided. `inferred` says in sentences what the question's words do not.

    `above` are the words before the question that tell what it was about (the amendment's
    text); `headings` is the path of headings, outermost first.
    """

    question: str
    kind: VoteKind
    method: VoteMethod
    place: Place
    sides: tuple[PrintedSide, ...] = ()
    bills: tuple[str, ...] = ()
    stage: Stage | None = None
    result: VoteResult | None = None
    result_words: tuple[str, ...] = ()
    referred_to: str = ""
    corrections: tuple[PrintedCorrection, ...] = ()
    headings: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    when: When = UNDATED
    inferred: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def declared(self) -> dict[str, int]:
        """The totals as declared, by option."""
        return {side.option: side.declared for side in self.sides if side.declared is not None}


class Happening(StrEnum):
    """What the Journals note beside votes."""

    INTRODUCED = "introduced"
    READ = "read"
    REFERRED = "referred"
    IN_COMMITTEE = "in_committee"
    PROGRESS = "progress"
    REPORTED = "reported"
    DIVIDED = "divided"
    DISCHARGED = "discharged"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    URGENCY = "urgency"
    SWORN = "sworn"
    ELECTED = "elected"
    RESIGNED = "resigned"
    LEFT_PARTY = "left_party"
    ABSENT = "absent"
    REGARDED_AS_PRESENT = "regarded_as_present"
    MET = "met"
    ADJOURNED = "adjourned"


@dataclass(frozen=True, slots=True)
class PrintedEvent:
    """One step of the course of business; `into` are the bills that a bill was divided into."""

    happening: Happening
    words: str
    place: Place
    when: When = UNDATED
    bills: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    stage: Stage | None = None
    committee: str = ""
    member: str = ""
    party: str = ""


@dataclass(slots=True)
class ReadWords:
    """All that was read from one text, in the text's order."""

    votes: list[PrintedVote] = field(default_factory=list)
    corrections: list[PrintedCorrection] = field(default_factory=list)
    events: list[PrintedEvent] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
