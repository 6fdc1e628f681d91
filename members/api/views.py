"""Reads about members."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from pydantic import Field

from billtracker.api.errors import not_found
from billtracker.api.pagination import Order, page_of
from billtracker.api.parameters import Day, ListParameters, Number
from billtracker.api.views import Asked, ReadList
from members.api.shapes import (
    AttendancePage,
    AttendanceShape,
    attendance_shape,
    counts_shape,
    member_ref,
)
from members.domain.attendance import Status
from members.models import Member
from members.selectors import Period, attendance_on_record

NOTE = (
    "Absences with leave are not published, so most days are unknown: neither presence nor "
    "absence. Nothing is inferred from a party vote, for a party casts the votes of members who "
    "are away. Counted are the sitting days on record, not every day the House sat."
)


class AttendanceParameters(ListParameters):
    """What a member's attendance can be asked for. `status` leaves the counts as they are."""

    parliament: Number | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    status: Status | None = None


class MemberAttendance(ReadList[AttendanceParameters]):
    """A member's sitting days by status, and the rows that say so, oldest first."""

    parameters = AttendanceParameters
    shape = AttendanceShape

    def answer(self, asked: Asked[AttendanceParameters], **path: str) -> Mapping[str, Any]:
        """Return the counts and a page of the rows."""
        parameters, links = asked.parameters, asked.links
        period = Period(parameters.parliament, parameters.from_, parameters.to)
        try:
            found = attendance_on_record(path["slug"], period, parameters.status)
        except Member.DoesNotExist as error:
            raise not_found(f"No member {path['slug']} is on record.") from error
        page = page_of(found.rows, Order(F("sitting_day__on")), parameters, links)
        answer: AttendancePage = {
            "member": member_ref(found.member, links),
            "counts": counts_shape(found.counts),
            "note": NOTE,
            **page.told([attendance_shape(row, links) for row in page.rows]),
        }
        return answer
