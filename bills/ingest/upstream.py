"""Answers of bills.parliament.nz to facts. Pure: no clock, no network, no database.

Three shapes (recorded 2026-06-13): the list (`POST /api/data/search`), a bill
(`GET /api/data/Bill/{id}`), and the vocabularies (`POST /api/data/facet`). A body that is none
of them, or is cut off, is refused whole.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator

from bills.domain.facts import (
    ActFact,
    BillFacts,
    BillType,
    ListedFact,
    ReferralFact,
    StageFact,
)
from bills.domain.stages import SittingType, Stage, StageOutcome
from bills.ingest.records import Records
from billtracker.days import in_utc, wellington_day
from billtracker.problems import Problem, Refused, Severity
from billtracker.tables import Table, as_value
from billtracker.text import squeezed
from members.domain.facts import ParliamentFact

SITE = "https://bills.parliament.nz"
_TYPES = {
    "Government": BillType.GOVERNMENT,
    "Member's": BillType.MEMBERS,
    "Members": BillType.MEMBERS,
    "Local": BillType.LOCAL,
    "Private": BillType.PRIVATE,
}
_STAGES = dict(enumerate(Stage, start=1))
_OUTCOMES = {
    "Unknown": StageOutcome.UNKNOWN,
    "Agreed": StageOutcome.AGREED,
    "Not Agreed": StageOutcome.NEGATIVED,
    "Interrupted": StageOutcome.INTERRUPTED,
    "Concluded": StageOutcome.CONCLUDED,
}
_ENDS = {
    "Discharged": StageOutcome.DISCHARGED,
    "Divided": StageOutcome.DIVIDED,
    "Not Agreed": StageOutcome.NEGATIVED,
    "Rejected": StageOutcome.NEGATIVED,
    "Withdrawn": StageOutcome.WITHDRAWN,
}


def _in_this_world(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
    if not 1800 < moment.year < 2200:  # noqa: PLR2004 - so that every clock can show it
        raise ValueError("no Parliament sat or sits then")
    return moment


type Instant = Annotated[datetime, AfterValidator(_in_this_world)]


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    title: str
    billNumber: str | None  # noqa: N815 - upstream's own names, here and below
    itemType: str  # noqa: N815
    parliamentNumber: int  # noqa: N815
    status: str
    lastStageDate: Instant  # noqa: N815
    selectCommittee: str | None = None  # noqa: N815


@dataclass(frozen=True, slots=True)
class _Stage:
    Id: str
    StageId: int
    StageDate: Instant
    OutcomeName: str = "Unknown"
    TypeName: str = "Unknown"
    StartDate: Instant | None = None
    EndDate: Instant | None = None


@dataclass(frozen=True, slots=True)
class _Committee:
    Name: str
    StartDate: Instant
    EndDate: Instant | None = None


@dataclass(frozen=True, slots=True)
class _CommitteeInfo:
    Committees: tuple[_Committee, ...] = ()
    SubmissionCalled: bool | None = None
    ReportDueDate: Instant | None = None
    SubmissionDueDate: Instant | None = None


@dataclass(frozen=True, slots=True)
class _Member:
    SortedName: str
    Order: int


@dataclass(frozen=True, slots=True)
class _Association:
    TargetDocumentType: str
    ItemData: str | None = None


@dataclass(frozen=True, slots=True)
class _Bill:
    Id: str
    Title: str
    ParliamentNumber: int
    BillTypeCode: str
    Stages: tuple[_Stage, ...]
    BillNumber: str | None = None
    Description: str | None = None
    BillLegislationUrl: str | None = None
    BillStatusCode: str = ""
    TerminatedReasonName: str | None = None
    Act: str | None = None
    AssentNumber: str | None = None
    LastUpdatedDate: Instant | None = None
    Members: tuple[_Member, ...] = ()
    SelectCommitteeInfo: _CommitteeInfo | None = None
    Associations: tuple[_Association, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parliament:
    number: int
    electionDate: Instant  # noqa: N815
    endDate: Instant | None = None  # noqa: N815


def parse_answer(content: bytes, name: str) -> Records:
    """Read any of upstream's answers; a row that misfits becomes a problem, the others are read.

    Raise Refused, with nothing taken, where the body is not JSON or none of the known shapes.
    """
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem(name, "body", f"not whole JSON: {error}.")) from error
    shapes: dict[str, Callable[[Table, str], Records]] = {
        "results": _listing,
        "Stages": _detail,
        "parliaments": _facets,
    }
    for member, read in shapes.items():
        if isinstance(answer, dict) and member in answer:
            return read(answer, name)
    raise Refused(Problem(name, "body", "not an answer of the bills API that is known here."))


def _each(records: Records, rows: Any, where: str, read: Callable[[Any, str], None]) -> Records:
    if not isinstance(rows, list):
        raise Refused(Problem(where, "body", "a list was expected."))
    for place, row in enumerate(rows, start=1):
        number = row.get("billNumber") if isinstance(row, dict) else None
        try:
            read(row, f"{where}, row {place}{f' ({number})' if number else ''}")
        except Refused as refusal:
            records.problems += refusal.problems
    return records


def _listing(answer: Table, name: str) -> Records:
    records = Records()

    def read(raw: Any, where: str) -> None:
        row = as_value(_Row, raw, where, forbid_more=False)
        # A Wellington time stamped Z: its date is already the day that is meant.
        day = row.lastStageDate.date()
        is_enacted = row.status == "Royal Assent"
        records.bills.append(
            BillFacts(
                parliament=row.parliamentNumber,
                number=squeezed(row.billNumber or ""),
                title=squeezed(row.title),
                type=_type(row.itemType, where),
                stages=(StageFact(Stage.ROYAL_ASSENT, day),) if is_enacted else (),
                listed=ListedFact(row.status, day, row.selectCommittee or ""),
                upstream_id=row.id,
                official_url=f"{SITE}/v/6/{row.id}",
            )
        )

    return _each(records, answer["results"], name, read)


def _facets(answer: Table, name: str) -> Records:
    records = Records()

    def read(raw: Any, where: str) -> None:
        row = as_value(_Parliament, raw, where, forbid_more=False)
        # Upstream's end is the eve of the next election; ours is that election's own day.
        eve = row.endDate and wellington_day(row.endDate)
        records.parliaments.append(
            ParliamentFact(
                number=row.number,
                elected_on=wellington_day(row.electionDate),
                ended_on=eve and eve + timedelta(days=1),
            )
        )

    return _each(records, answer["parliaments"], name, read)


def _detail(answer: Table, name: str) -> Records:
    bill = as_value(_Bill, answer, name, forbid_more=False)
    where = f"{name} ({bill.BillNumber})"
    records = Records()
    stages = [_stage(stage, where, records.problems) for stage in bill.Stages]
    if ending := _ending(bill, stages):
        stages.append(ending)
    in_charge = sorted(bill.Members, key=lambda member: member.Order)
    if len(in_charge) > 1:
        others = "; ".join(member.SortedName for member in in_charge[1:])
        sentence = f"also in the charge of {others}; the first named is kept."
        records.problems.append(Problem(where, "Members", sentence, Severity.FLAGGED))
    records.bills.append(
        BillFacts(
            parliament=bill.ParliamentNumber,
            number=squeezed(bill.BillNumber or ""),
            title=squeezed(bill.Title),
            type=_type(bill.BillTypeCode, where),
            member_in_charge=in_charge[0].SortedName if in_charge else None,
            stages=tuple(stages),
            referrals=tuple(_referrals(bill, where)),
            act=ActFact(squeezed(bill.Act), bill.AssentNumber or "") if bill.Act else None,
            description=squeezed(bill.Description or ""),
            upstream_id=bill.Id,
            official_url=f"{SITE}/v/6/{bill.Id}",
            legislation_url=bill.BillLegislationUrl or "",
        )
    )
    return records


def _type(word: str, where: str) -> BillType:
    if word not in _TYPES:
        raise Refused(Problem(where, "type", f"{word!r} is not a type of bill known here."))
    return _TYPES[word]


def _stage(raw: _Stage, where: str, problems: list[Problem]) -> StageFact:
    stage = _STAGES.get(raw.StageId)
    if stage is None:
        raise Refused(Problem(where, "StageId", f"{raw.StageId} is not a stage known here."))
    outcome = _OUTCOMES.get(raw.OutcomeName)
    if outcome is None:
        sentence = f"{raw.OutcomeName!r} is not an outcome known here; kept as unknown."
        problems.append(Problem(where, f"{stage} outcome", sentence, Severity.FLAGGED))
    word = raw.TypeName.lower()
    return StageFact(
        stage=stage,
        on=wellington_day(raw.StageDate),
        outcome=outcome or StageOutcome.UNKNOWN,
        sitting_type=SittingType(word) if word in list(SittingType) else SittingType.UNKNOWN,
        started_at=in_utc(raw.StartDate),
        ended_at=in_utc(raw.EndDate),
        key=raw.Id,
    )


def _ending(bill: _Bill, stages: list[StageFact]) -> StageFact | None:
    """Return how a bill ended, where upstream says how but gives no day for it."""
    outcome = _ENDS.get(bill.TerminatedReasonName or "")
    if outcome is None or bill.LastUpdatedDate is None or not stages:
        return None
    last = max(stages, key=lambda stage: stage.sitting.order)
    if last.outcome is outcome:
        return None
    day = wellington_day(bill.LastUpdatedDate)
    # The day moves with every update, so the row has a key of its own to be known again by.
    return StageFact(stage=last.stage, on=day, outcome=outcome, known_by=True, key="ending")


def _referrals(bill: _Bill, where: str) -> list[ReferralFact]:
    info = bill.SelectCommitteeInfo
    if info is None or not info.Committees:
        return []
    committees = sorted(info.Committees, key=lambda committee: committee.StartDate)
    earlier = [ReferralFact(c.Name, wellington_day(c.StartDate)) for c in committees[:-1]]
    last = committees[-1]
    return [
        *earlier,
        ReferralFact(
            committee=last.Name,
            referred_on=wellington_day(last.StartDate),
            report_due_on=info.ReportDueDate and wellington_day(info.ReportDueDate),
            reported_on=_reported_on(bill, where),
            submissions_called=info.SubmissionCalled,
            submissions_close_on=info.SubmissionDueDate and wellington_day(info.SubmissionDueDate),
        ),
    ]


def _reported_on(bill: _Bill, where: str) -> date | None:
    """Return the day the final report was presented; upstream keeps it as JSON in a string."""
    for association in bill.Associations:
        if association.TargetDocumentType != "SelectCommitteeReport":
            continue
        try:
            data = json.loads(association.ItemData or "{}")
            if data.get("Status") == "Final" and data.get("PresentedDate"):
                return datetime.fromisoformat(data["PresentedDate"]).date()
        except (ValueError, AttributeError, TypeError, RecursionError) as error:
            raise Refused(Problem(where, "Associations", f"ItemData: {error}.")) from error
    return None
