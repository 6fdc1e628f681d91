"""What tables by hand say, brought to the services; what they refuse is told by its line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bills.domain.facts import (
    ActFact,
    BillFacts,
    BillType,
    PositionFact,
    ReferralFact,
    StageFact,
)
from bills.domain.stages import Stage
from bills.ingest import saving
from bills.ingest.hand_names import names_in
from bills.ingest.hand_tables.casting import Casting
from bills.ingest.hand_tables.columns import REFERRALS
from bills.ingest.hand_tables.names import Names, Unknown
from bills.ingest.hand_tables.reading import HandTable, WrittenRow
from bills.ingest.hand_tables.rows import Place
from bills.ingest.records import Records
from bills.models import Bill
from bills.services import save_position, slug_of_bill
from billtracker.intake.taken import Taken, Told, put, singly
from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Confidence, Derivation, Grounds, Reference
from billtracker.provenance.models import Origin
from members.domain.facts import AttendanceFact
from members.models import SittingDay
from members.services import save_attendance

type Read = Sequence[tuple[Taken, HandTable]]

# Where the services' own words for a part of a record are not the name of its column.
_COLUMN_OF = {"tallies": "declared", "ballots": "voter", "stages": "stage"}


def save(read: Read) -> None:
    """Save what was read of several tables: whatever is named comes before what names it."""
    for taken, table in read:
        taken.note(table.problems)
    by_kind: dict[str, list[_Table]] = {}
    for taken, table in read:
        by_kind.setdefault(table.kind, []).append(_Table(taken, table))
    _save_bills(by_kind.get("bills", []))
    # Only now are the bills of this chunk on record.
    names = names_in(table for _, table in read)
    _save_parts([*by_kind.get("stages", []), *by_kind.get("referrals", [])], names)
    _save_votes(by_kind.get("votes", []), names)
    _save_positions(by_kind.get("positions", []), names)
    _save_attendance(by_kind.get("attendance", []), names)


@dataclass(slots=True)
class _Table:
    """A table being saved, with the place of each record in it by the record's name."""

    taken: Taken
    table: HandTable
    places: dict[str, Place] = field(default_factory=dict)

    def is_first(self, record: str, place: Place) -> bool:
        """Note where a record stands; say whether it had not been given before."""
        first = self.places.setdefault(record, replace(place, record=record))
        if first.line == place.line:
            return True
        sentence = f"{record} is on line {first.line} already, which was taken."
        self.taken.note([place.problem(sentence)])
        return False

    def tell_places(self) -> None:
        """Say of each problem that a service found where in the table its record stands."""
        self.taken.report.problems[:] = map(self._placed, self.taken.report.problems)

    def _placed(self, problem: Problem) -> Problem:
        place = self.places.get(problem.record)
        if problem.cell or place is None:
            return problem
        column = problem.field.partition(".")[0]
        there = place.problem("", _COLUMN_OF.get(column, column))
        return replace(problem, record=there.record, field=there.field, cell=there.cell)


def _save_records(tables: list[_Table], records_of: Callable[[_Table], Records]) -> None:
    saving.save([(one.taken, records_of(one)) for one in tables])
    for one in tables:
        one.tell_places()


def _save_bills(tables: list[_Table]) -> None:
    def records_of(one: _Table) -> Records:
        facts = [(_bill(row), row.place) for row in one.table.rows]
        return Records(
            bills=[f for f, place in facts if one.is_first(f"bill {slug_of_bill(f)}", place)]
        )

    _save_records(tables, records_of)


def _bill(row: WrittenRow) -> BillFacts:
    values = dict(row.values)
    introduced_on = values.pop("introduced_on", None)
    title, number = values.pop("act_title", ""), values.pop("act_number", "")
    return BillFacts(
        number=values.pop("number", ""),
        stages=(StageFact(Stage.INTRODUCED, introduced_on, grounds=row.grounds),)
        if introduced_on
        else (),
        act=ActFact(title, number) if title else None,
        grounds=row.grounds,
        **values,
    )


def _save_parts(tables: list[_Table], names: Names) -> None:
    """Save stages and referrals, each under its bill, of which nothing else is said."""
    rows = Bill.objects.filter(slug__in=names.bills).select_related("parliament", "origin")
    known = {bill.slug: bill for bill in rows.prefetch_related("origin__citations")}

    def records_of(one: _Table) -> Records:
        parts: dict[str, dict[str, list[Any]]] = {}
        for row, slug in _of_known_bills(one, names):
            kind, part, day = _part(one.table.kind, row)
            if one.is_first(f"bill {slug}, {day}", row.place):
                one.places.setdefault(f"bill {slug}", replace(row.place, record=f"bill {slug}"))
                parts.setdefault(slug, {}).setdefault(kind, []).append(part)
        return Records(bills=[_as_known(known[slug], **given) for slug, given in parts.items()])

    _save_records(tables, records_of)


def _part(kind: str, row: WrittenRow) -> tuple[str, StageFact | ReferralFact, str]:
    values = {name: value for name, value in row.values.items() if name != "bill"}
    if kind == REFERRALS.name:
        return (
            kind,
            ReferralFact(**values, grounds=row.grounds),
            f"sent on {values['referred_on']}",
        )
    stage = StageFact(**values, grounds=row.grounds)
    return kind, stage, f"{stage.stage.label} on {stage.on}, {stage.outcome}"


def _as_known(
    bill: Bill, stages: Iterable[StageFact] = (), referrals: Iterable[ReferralFact] = ()
) -> BillFacts:
    """Return what is on record of a bill, on the grounds on record, with more parts."""
    return BillFacts(
        parliament=bill.parliament.number,
        number=bill.number,
        title=bill.title,
        type=BillType(bill.type),
        upstream_id=bill.upstream_id,
        stages=tuple(stages),
        referrals=tuple(referrals),
        grounds=_grounds_of(bill.origin),
    )


def _grounds_of(origin: Origin) -> Grounds:
    citations = sorted(origin.citations.all(), key=lambda citation: citation.place)
    return Grounds(
        tuple(Reference(c.title, c.publisher, c.url, c.published_on) for c in citations),
        Confidence(origin.confidence),
        Derivation(origin.derivation),
        origin.note,
    )


def _of_known_bills(one: _Table, names: Names) -> Iterator[tuple[WrittenRow, str]]:
    for row in one.table.rows:
        try:
            yield row, names.bill(row.values["bill"])
        except Unknown as unknown:
            one.taken.note([_unknown(row, "bill", unknown)])


def _unknown(row: WrittenRow, column: str, unknown: Unknown) -> Problem:
    return row.place.problem(str(unknown), column, str(row.values[column]), **unknown.more)


def _save_votes(tables: list[_Table], names: Names) -> None:
    casting = Casting(names)

    def records_of(one: _Table) -> Records:
        records = Records()
        for vote in one.table.votes:
            one.places[vote.place.record] = vote.place
            try:
                facts, odd = casting.facts_of(vote)
            except Refused as refusal:
                one.taken.note(refusal.problems)
            else:
                one.taken.note(odd)
                records.votes.append(facts)
        return records

    _save_records(tables, records_of)


def _save_positions(tables: list[_Table], names: Names) -> None:
    def positions(one: _Table) -> Iterator[Told[PositionFact]]:
        for row, bill in _of_known_bills(one, names):
            column = "party" if "party" in row.values else "member"
            values = {**row.values, "bill": bill}
            try:
                if "party" in values:
                    values["party"] = names.party(values["party"])
                if "member" in values:
                    values["member"] = names.member(values["member"], values["stated_on"])
            except Unknown as unknown:
                one.taken.note([_unknown(row, column, unknown)])
                continue
            facts = PositionFact(**values, grounds=row.grounds)
            who, stages = facts.party or facts.member, ", ".join(facts.stages)
            record = f"position of {who} on {bill}, {facts.stated_on}, {stages}"
            if one.is_first(record, row.place):
                yield Told(record, facts, one.taken)

    _put(tables, positions, save_position)


def _save_attendance(tables: list[_Table], names: Names) -> None:
    sitting = _sitting_days(row for one in tables for row in one.table.rows)

    def attendance(one: _Table) -> Iterator[Told[AttendanceFact]]:
        for row in one.table.rows:
            try:
                days = _days(row, sitting)
                member = names.member(row.values["member"], days[0])
            except Unknown as unknown:
                one.taken.note([_unknown(row, "member", unknown)])
                continue
            except Refused as refusal:
                one.taken.note(refusal.problems)
                continue
            values = {k: row.values.get(k, "") for k in ("status", "evidence", "reason")}
            for day in days:
                record = f"attendance of {member} on {day}"
                if one.is_first(record, row.place):
                    facts = AttendanceFact(member, day, **values, grounds=row.grounds)
                    yield Told(record, facts, one.taken)

    _put(tables, attendance, save_attendance)


def _sitting_days(rows: Iterable[WrittenRow]) -> list[date]:
    """Return the sitting days on record within the times that rows give, oldest first."""
    spells = [(v["from"], v["to"]) for row in rows if {"from", "to"} <= (v := row.values).keys()]
    if not spells:
        return []
    first, last = min(start for start, _ in spells), max(end for _, end in spells)
    found = SittingDay.objects.filter(on__range=(first, last)).order_by("on")
    return list(found.values_list("on", flat=True))


def _days(row: WrittenRow, sitting: list[date]) -> list[date]:
    given = row.values.keys() & {"on", "from", "to"}
    if given == {"on"}:
        return [row.values["on"]]
    if given != {"from", "to"}:
        raise Refused(row.place.problem("give the day (on), or a time (from and to).", "on"))
    start, end = row.values["from"], row.values["to"]
    days = [day for day in sitting if start <= day <= end]
    if not days:
        sentence = f"no sitting day on record lies from {start} to {end}."
        raise Refused(row.place.problem(sentence, "from", str(start)))
    return days


def _put[Facts](
    tables: list[_Table],
    told: Callable[[_Table], Iterable[Told[Facts]]],
    save: Callable[..., Change],
) -> None:
    def save_one(one: Told[Facts]) -> Change:
        try:
            return save(facts=one.facts, witness=one.witness)
        except Refused as refusal:
            raise Refused(*(replace(p, record=one.record) for p in refusal.problems)) from refusal

    put([one for table in tables for one in told(table)], singly(save_one))
    for table in tables:
        table.tell_places()
