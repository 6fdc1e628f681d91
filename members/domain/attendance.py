"""Attendance: what a member's status on a sitting day can be, and how days are counted.

Attendance (a sitting day, SO 37 of 2014) is not presence in the precincts at a vote, and nothing
here may be concluded from a party's vote: a party can cast votes for members who are abroad.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Where a member was on a sitting day. No row at all means unknown."""

    IN_THE_HOUSE = "in_the_house"
    AT_COMMITTEE = "at_committee"
    OFFICIAL_BUSINESS = "official_business"
    INTER_PARLIAMENTARY = "inter_parliamentary"
    AWAY = "away"
    AWAY_WITH_PARTY_PERMISSION = "away_with_party_permission"
    AWAY_WITH_SPEAKER_PERMISSION = "away_with_speaker_permission"
    AWAY_WITHOUT_PERMISSION = "away_without_permission"
    SUSPENDED = "suspended"
    ORDERED_TO_WITHDRAW = "ordered_to_withdraw"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The status as a reader sees it."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {
    Status.IN_THE_HOUSE: "In the House",
    Status.AWAY: "Away (whose permission, if any, is not public)",
    Status.AWAY_WITH_PARTY_PERMISSION: "Away with their party's permission",
    Status.AWAY_WITH_SPEAKER_PERMISSION: "Away with the Speaker's permission",
}
# SO 37 of 2014: each of these is attendance.
ATTENDED = frozenset(
    {
        Status.IN_THE_HOUSE,
        Status.AT_COMMITTEE,
        Status.OFFICIAL_BUSINESS,
        Status.INTER_PARLIAMENTARY,
    }
)
# Ordered to leave for the rest of the day: attended, and yet not there at a later vote.
PART_OF_THE_DAY = frozenset({Status.ORDERED_TO_WITHDRAW})
ABSENT = frozenset(Status) - ATTENDED - PART_OF_THE_DAY - {Status.UNKNOWN}
AWAY_AT_A_VOTE = ABSENT | PART_OF_THE_DAY


class Evidence(StrEnum):
    """What an attendance row may rest on. A party's vote is not among them, and never may be."""

    JOURNALS = "journals"
    HANSARD = "hansard"
    PERSONAL_VOTE_IN_PERSON = "personal_vote_in_person"
    SUSPENSION = "suspension"
    STATEMENT = "statement"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Counts:
    """A member's sitting days, counted.

    `days` are the sitting days within the member's stints; `known` those with a status other
    than unknown. Only `known` may be a denominator: absences with leave are not published, so
    the unknown days are neither presence nor absence.
    """

    days: int
    known: int
    attended: int
    absent: int
    by_status: Mapping[Status, int]

    @property
    def unknown(self) -> int:
        """Sitting days on which nothing is on record."""
        return self.days - self.known


def count(
    rows: Mapping[date, Status],
    sitting_days: Iterable[date],
    stints: Iterable[tuple[date, date | None]],
) -> Counts:
    """Count a member's sitting days by status, leaving out days outside the stints.

    Stints are half-open, `[start, end)`. A row on a day that is not a sitting day counts for
    nothing.
    """
    periods = list(stints)
    days = {
        day
        for day in sitting_days
        if any(start <= day and (end is None or day < end) for start, end in periods)
    }
    statuses = Counter(
        rows[day] for day in days if rows.get(day, Status.UNKNOWN) is not Status.UNKNOWN
    )
    return Counts(
        days=len(days),
        known=statuses.total(),
        attended=sum(n for s, n in statuses.items() if s in ATTENDED | PART_OF_THE_DAY),
        absent=sum(n for s, n in statuses.items() if s in ABSENT),
        by_status=statuses,
    )
