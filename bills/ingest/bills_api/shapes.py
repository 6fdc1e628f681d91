"""The shapes of upstream's answers, by its own names, and its words for ours.

Members that we take nothing from are left out; answers grow.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from bills.domain.facts import BillType
from bills.domain.stages import Stage, StageOutcome
from billtracker.problems import Problem, Refused

SITE = "https://bills.parliament.nz"
TYPES = {
    "Government": BillType.GOVERNMENT,
    "Member's": BillType.MEMBERS,
    "Members": BillType.MEMBERS,
    "Local": BillType.LOCAL,
    "Private": BillType.PRIVATE,
}
STAGES = dict(enumerate(Stage, start=1))
OUTCOMES = {
    "Unknown": StageOutcome.UNKNOWN,
    "Agreed": StageOutcome.AGREED,
    "Not Agreed": StageOutcome.NEGATIVED,
    "Interrupted": StageOutcome.INTERRUPTED,
    "Concluded": StageOutcome.CONCLUDED,
}
ENDS = {
    "Discharged": StageOutcome.DISCHARGED,
    "Divided": StageOutcome.DIVIDED,
    "Not Agreed": StageOutcome.NEGATIVED,
    "Rejected": StageOutcome.NEGATIVED,
    "Withdrawn": StageOutcome.WITHDRAWN,
}


def type_of(word: str, where: str) -> BillType:
    """Return the type that upstream's word means; raise Refused where it means none."""
    if word not in TYPES:
        raise Refused(Problem(where, "type", f"{word!r} is not a type of bill known here."))
    return TYPES[word]


# With its offset, and of a year that every clock can show.
type Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime(1801, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC)),
]


@dataclass(frozen=True, slots=True)
class BillRow:
    """A row of the list of bills."""

    id: str
    title: str
    billNumber: str | None  # noqa: N815 - upstream's own names, here and below
    itemType: str  # noqa: N815
    parliamentNumber: int  # noqa: N815
    status: str
    lastStageDate: Instant  # noqa: N815
    selectCommittee: str | None = None  # noqa: N815


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of the lists of proposed members' bills (which have no `sop`) and Amendment Papers."""

    id: str
    title: str
    parliamentNumber: int  # noqa: N815
    memberName: str | None = None  # noqa: N815
    publicationDate: Instant | None = None  # noqa: N815
    billNumber: str | None = None  # noqa: N815
    sop: str | int | None = None


@dataclass(frozen=True, slots=True)
class StageRow:
    """One sitting of one stage."""

    Id: str
    StageId: int
    StageDate: Instant
    OutcomeName: str = "Unknown"
    TypeName: str = "Unknown"
    StartDate: Instant | None = None
    EndDate: Instant | None = None


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee that has, or had, the bill."""

    Name: str
    StartDate: Instant
    EndDate: Instant | None = None


@dataclass(frozen=True, slots=True)
class CommitteeInfo:
    """The bill's time before select committees."""

    Committees: tuple[Committee, ...] = ()
    SubmissionCalled: bool | None = None
    ReportDueDate: Instant | None = None
    SubmissionDueDate: Instant | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in charge."""

    SortedName: str
    Order: int


@dataclass(frozen=True, slots=True)
class Association:
    """Another document that belongs to the bill; `ItemData` is JSON in a string."""

    TargetDocumentType: str
    TargetDocumentId: str = ""
    ItemDisplayName: str = ""
    ItemData: str | None = None


@dataclass(frozen=True, slots=True)
class ChildBill:
    """A bill that another was divided into. No recording has one: named as bills in whole are."""

    BillNumber: str
    ParliamentNumber: int | None = None


@dataclass(frozen=True, slots=True)
class WholeBill:
    """A bill in whole."""

    Id: str
    Title: str
    ParliamentNumber: int
    BillTypeCode: str
    Stages: tuple[StageRow, ...]
    BillNumber: str | None = None
    Description: str | None = None
    BillLegislationUrl: str | None = None
    BillStatusCode: str = ""
    TerminatedReasonName: str | None = None
    Act: str | None = None
    AssentNumber: str | None = None
    LastUpdatedDate: Instant | None = None
    Members: tuple[MemberRow, ...] = ()
    SelectCommitteeInfo: CommitteeInfo | None = None
    Associations: tuple[Association, ...] = ()
    ChildBills: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ParliamentRow:
    """A Parliament of the vocabularies."""

    number: int
    electionDate: Instant  # noqa: N815
    endDate: Instant | None = None  # noqa: N815
