"""What sources say about members, as values: the shapes that parsers give and services take."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from billtracker.provenance.facts import Grounds
from members.domain.attendance import Evidence, Status

NO_GROUNDS = Grounds()


class Began(StrEnum):
    """Why a stint began."""

    ELECTION = "election"
    BY_ELECTION = "by_election"
    LIST_VACANCY = "list_vacancy"
    CHANGED_PARTY = "changed_party"


class Ended(StrEnum):
    """Why a stint ended. Empty while it is open."""

    ELECTION = "election"
    RESIGNATION = "resignation"
    DEATH = "death"
    CHANGED_PARTY = "changed_party"
    SEAT_VACATED = "seat_vacated"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class ParliamentFact:
    """A Parliament. It runs from its election to the day of the next, not counting that day."""

    number: int
    elected_on: date
    opened_on: date | None = None
    dissolved_on: date | None = None
    ended_on: date | None = None
    roster_is_complete: bool = False
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class PartyNameFact:
    """What a party was called from a day to another (not counting the last), and its colour."""

    name: str
    short_name: str
    colour: str
    start: date | None = None
    end: date | None = None
    name_mi: str = ""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party, its names over time, and the labels the record prints for it."""

    slug: str
    names: tuple[PartyNameFact, ...]
    labels: tuple[str, ...] = ()
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class StintFact:
    """A member's time for one party in one seat of one Parliament, `[start, end)`.

    `party` None is independent; `electorate` None is a list seat.
    """

    parliament: int
    start: date
    began: Began
    party: str | None = None
    electorate: str | None = None
    end: date | None = None
    ended: Ended | None = None
    note: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class UpstreamId:
    """What a source calls somebody; `scheme` says whose id it is (`parliament.nz`, `wikidata`)."""

    scheme: str
    text: str


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member, the other ways their name is written, their ids elsewhere, and their stints."""

    slug: str
    name: str
    sort_name: str
    stints: tuple[StintFact, ...] = ()
    aliases: tuple[str, ...] = ()
    ids: tuple[UpstreamId, ...] = ()
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class SittingDayFact:
    """A sitting day; `ended_on` is a later calendar day where urgency or extension carried on."""

    on: date
    parliament: int
    ended_on: date | None = None
    note: str = ""
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class AttendanceFact:
    """Where one member was on one sitting day, why, and what shows it."""

    member: str
    on: date
    status: Status
    evidence: Evidence
    reason: str = ""
    grounds: Grounds = NO_GROUNDS
