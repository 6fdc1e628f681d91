"""What sources say about bills, as values: the shapes that parsers give and services take.

People, parties and bills are named by their slugs here; parsers that only have names as printed
leave that to `bills.ingest.resolve`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bills.domain.positions import Stance
from bills.domain.stages import Sitting, SittingType, Stage, StageOutcome
from bills.domain.votes import Ballot, Tally, VoteKind, VoteMethod, VoteResult
from billtracker.provenance.facts import Grounds

NO_GROUNDS = Grounds()


class BillType(StrEnum):
    """Who may bring in a bill, and how."""

    GOVERNMENT = "government"
    MEMBERS = "members"
    LOCAL = "local"
    PRIVATE = "private"


class RelationKind(StrEnum):
    """What binds a bill to another bill, or to a later Parliament."""

    DIVIDED_INTO = "divided_into"
    REINSTATED = "reinstated"
    COGNATE = "cognate"
    REPLACED_BY = "replaced_by"


class HansardStatus(StrEnum):
    """How final the official report of a vote is."""

    UNKNOWN = "unknown"
    UNCORRECTED = "uncorrected"
    CORRECTED = "corrected"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class StageFact:
    """One sitting of one stage.

    `on` is the sitting day in Wellington, which under urgency or in an extended sitting may be
    days before `started_at`. With `known_by` the day is only the latest on which it can have
    happened. `key` is upstream's own id of the row, where there is one.
    """

    stage: Stage
    on: date
    outcome: StageOutcome = StageOutcome.UNKNOWN
    known_by: bool = False
    sitting_type: SittingType = SittingType.UNKNOWN
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""
    key: str = ""
    grounds: Grounds = NO_GROUNDS

    @property
    def sitting(self) -> Sitting:
        """The part of the fact that moves the bill."""
        return Sitting(self.on, self.stage, self.outcome)


@dataclass(frozen=True, slots=True)
class ReferralFact:
    """A bill's time before a select committee."""

    committee: str
    referred_on: date
    report_due_on: date | None = None
    reported_on: date | None = None
    submissions_called: bool | None = None
    submissions_close_on: date | None = None
    recommendation: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class RelationFact:
    """A tie to another bill (its slug), or, for a reinstatement, to a later Parliament."""

    kind: RelationKind
    bill: str = ""
    parliament: int | None = None
    on: date | None = None
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class ActFact:
    """The Act a bill became; `number` is year/number, as 2026/24."""

    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListedFact:
    """The official list's own word for where a bill is, and the date it prints beside it."""

    stage: str
    on: date
    committee: str = ""


@dataclass(frozen=True, slots=True)
class BillFacts:
    """One bill as one source states it. What the source does not say is empty or None."""

    parliament: int
    number: str
    title: str
    type: BillType
    title_mi: str = ""
    member_in_charge: str | None = None
    stages: tuple[StageFact, ...] = ()
    referrals: tuple[ReferralFact, ...] = ()
    relations: tuple[RelationFact, ...] = ()
    act: ActFact | None = None
    listed: ListedFact | None = None
    description: str = ""
    upstream_id: str = ""
    official_url: str = ""
    legislation_url: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class ProposedBillFact:
    """A bill that a member proposes for the ballot; `bill` is the slug of what it became.

    `member` is the slug of whom `member_name`, as printed, means.
    """

    upstream_id: str
    title: str
    parliament: int | None = None
    member_name: str = ""
    member: str = ""
    published_on: date | None = None
    bill: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class AmendmentPaperFact:
    """Amendments printed before they are moved: an Amendment Paper, formerly a SOP.

    `number` counts within the Parliament that it was lodged in, which need not be the one that
    introduced the bill. `title` is the bill's; `member` is the slug of whom `member_name`, as
    printed, means.
    """

    upstream_id: str
    title: str
    number: str = ""
    parliament: int | None = None
    member_name: str = ""
    member: str = ""
    published_on: date | None = None
    bill: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class CorrectionFact:
    """A result that was announced and later replaced, by leave or by the Speaker.

    Totals are by option. Where only the result is known to have changed they are empty.
    """

    corrected_on: date
    reason: str
    announced: dict[str, int] = field(default_factory=dict)
    corrected: dict[str, int] = field(default_factory=dict)
    announced_result: VoteResult | None = None
    corrected_result: VoteResult | None = None
    by: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """The decision of one question, as it stands after every correction.

    `slug` is the public id; `bills` are the slugs of every bill the question covered, in the
    order of the question. A vote on the voices has no tallies. `result` is None where the House
    chose between options that are not aye and no.
    """

    slug: str
    question: str
    kind: VoteKind
    method: VoteMethod
    sitting_date: date
    bills: tuple[str, ...] = ()
    result: VoteResult | None = None
    stage: Stage | None = None
    held_at: datetime | None = None
    tallies: tuple[Tally, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    corrections: tuple[CorrectionFact, ...] = ()
    presiding: str = ""
    hansard_status: HansardStatus = HansardStatus.UNKNOWN
    note: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class PositionFact:
    """What a party or a member (exactly one of the two) said it would do on some stages."""

    bill: str
    stance: Stance
    stages: tuple[Stage, ...]
    stated_on: date
    party: str | None = None
    member: str | None = None
    stated_by: str = ""
    quote: str = ""
    note: str = ""
    grounds: Grounds = NO_GROUNDS
