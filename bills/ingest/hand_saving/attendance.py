"""Attendance written in tables, by the day or for a time."""

from collections.abc import Iterable, Iterator
from datetime import date

from bills.ingest.hand_saving.placed import PlacedTable, put_each, unknown_of
from bills.ingest.hand_tables.names import Names, Unknown
from bills.ingest.hand_tables.reading import WrittenRow
from billtracker.intake.taken import Told, together
from billtracker.problems import Refused
from members.domain.facts import AttendanceFact
from members.models import SittingDay
from members.services import save_attendances


def save_attendance_of(tables: list[PlacedTable], names: Names) -> None:
    """Save where members were, on every day that a row gives."""
    sitting = _sitting_days(row for one in tables for row in one.table.rows)

    def attendance(one: PlacedTable) -> Iterator[Told[AttendanceFact]]:
        for row in one.table.rows:
            try:
                days = _days(row, sitting)
                member = names.member(row.values["member"], days[0])
            except Unknown as unknown:
                one.taken.note([unknown_of(row, "member", unknown)])
                continue
            except Refused as refusal:
                one.taken.note(refusal.problems)
                continue
            values = {k: row.values.get(k, "") for k in ("status", "evidence", "reason")}
            for day in days:
                record = f"attendance of {member} on {day}"
                if one.is_first(record, row):
                    facts = AttendanceFact(member, day, **values, grounds=row.grounds)
                    yield Told(record, facts, one.taken)

    put_each(tables, attendance, together(save_attendances))


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
