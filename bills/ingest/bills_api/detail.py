"""A bill in whole: its stages, its time before committees, and what belongs to it."""

import json
from datetime import date, datetime
from typing import Any

from bills.domain.facts import (
    ActFact,
    BillFacts,
    ReferralFact,
    RelationFact,
    RelationKind,
    StageFact,
)
from bills.domain.numbers import bill_slug, parse_number
from bills.domain.stages import SittingType, StageOutcome
from bills.ingest.bills_api.papers import read_papers
from bills.ingest.bills_api.shapes import (
    ENDS,
    OUTCOMES,
    SITE,
    STAGES,
    ChildBill,
    StageRow,
    WholeBill,
    type_of,
)
from bills.ingest.records import Records
from billtracker.days import in_utc, wellington_day
from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.tables import Table, as_value, check_text
from billtracker.text import squeezed


def detail(answer: Table, name: str) -> Records:
    """Read a bill in whole; raise Refused where any part of it misfits."""
    check_text(answer, name)
    bill = as_value(WholeBill, answer, name, forbid_more=False)
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
            type=type_of(bill.BillTypeCode, where),
            member_in_charge=in_charge[0].SortedName if in_charge else None,
            stages=tuple(stages),
            referrals=tuple(_referrals(bill, where)),
            relations=tuple(_relations(bill, where, records.problems)),
            act=ActFact(squeezed(bill.Act), bill.AssentNumber or "") if bill.Act else None,
            description=squeezed(bill.Description or ""),
            upstream_id=bill.Id,
            official_url=f"{SITE}/v/6/{bill.Id}",
            legislation_url=bill.BillLegislationUrl or "",
        )
    )
    read_papers(bill, records)
    return records


def _relations(bill: WholeBill, where: str, problems: list[Problem]) -> list[RelationFact]:
    """Return what the bill was divided into; a child that cannot be read stops no other."""
    relations = []
    for raw in bill.ChildBills:
        try:
            relations.append(RelationFact(RelationKind.DIVIDED_INTO, _child(raw, bill, where)))
        except Refused as refusal:
            sentence = f"a child bill was left out: {refusal.problems[0].sentence}"
            problems.append(
                Problem(where, "ChildBills", sentence, Severity.FLAGGED, Kind.IMPOSSIBLE)
            )
    return relations


def _child(raw: Any, bill: WholeBill, where: str) -> str:
    """Return the slug of a child bill; raise Refused where it has no number to be known by."""
    child = as_value(ChildBill, raw, where, forbid_more=False)
    number = parse_number(child.BillNumber)
    if not number.is_usable:
        raise Refused(Problem(where, "ChildBills", f"{child.BillNumber!r} is no bill number."))
    return bill_slug(child.ParliamentNumber or bill.ParliamentNumber, number, "")


def _stage(raw: StageRow, where: str, problems: list[Problem]) -> StageFact:
    stage = STAGES.get(raw.StageId)
    if stage is None:
        raise Refused(Problem(where, "StageId", f"{raw.StageId} is not a stage known here."))
    outcome = OUTCOMES.get(raw.OutcomeName)
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


def _ending(bill: WholeBill, stages: list[StageFact]) -> StageFact | None:
    """Return how a bill ended, where upstream says how but gives no day for it."""
    outcome = ENDS.get(bill.TerminatedReasonName or "")
    if outcome is None or bill.LastUpdatedDate is None or not stages:
        return None
    last = max(stages, key=lambda stage: stage.sitting.order)
    if last.outcome is outcome:
        return None
    day = wellington_day(bill.LastUpdatedDate)
    # The day moves with every update, so the row has a key of its own to be known again by.
    return StageFact(stage=last.stage, on=day, outcome=outcome, known_by=True, key="ending")


def _referrals(bill: WholeBill, where: str) -> list[ReferralFact]:
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


def _reported_on(bill: WholeBill, where: str) -> date | None:
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
