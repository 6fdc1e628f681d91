"""A member as their page shows them."""

from dataclasses import dataclass, field

from bills.selectors import MemberPage
from bills.web import words
from bills.web.positions import Said, position_said
from bills.web.sources import Cited, Sources
from members.domain.attendance import Counts, Evidence, Status
from members.domain.facts import Began, Ended
from members.models import Attendance, Member, Membership
from members.web.parties import INDEPENDENT, PartyLabel, party_label

_EVIDENCE = {
    Evidence.JOURNALS: "Journals of the House",
    Evidence.HANSARD: "Hansard",
    Evidence.PERSONAL_VOTE_IN_PERSON: "a personal vote cast in person",
    Evidence.SUSPENSION: "suspension by the House",
    Evidence.STATEMENT: "a statement",
    Evidence.NEWS: "news reports",
}


@dataclass(frozen=True, slots=True)
class Stint:
    """A time in the House, in words; the last day is given, not the day after it."""

    row: Membership
    party: PartyLabel
    seat: str
    began: str
    ended: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Day:
    """What is on record of one sitting day."""

    row: Attendance
    status: str
    evidence: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class MemberShown:
    """All that the page of a member says, but for their votes, which come in pages."""

    member: Member
    aliases: tuple[str, ...]
    stints: tuple[Stint, ...]
    days: tuple[Day, ...]
    counts: Counts
    by_status: tuple[tuple[str, int], ...]
    positions: tuple[Said, ...]
    cited: Cited
    sources: Sources = field(default_factory=Sources)


def member_shown(page: MemberPage) -> MemberShown:
    """Return a member's page in words."""
    sources = Sources()
    member = page.member
    cited = sources.cite(member.origin)
    names = {alias.text for alias in member.aliases.all()} - {member.name}
    return MemberShown(
        member=member,
        aliases=tuple(sorted(names)),
        stints=tuple(_stint(row, page, sources) for row in member.memberships.all()),
        days=tuple(_day(row, sources) for row in reversed(page.attendance)),
        counts=page.counts,
        by_status=tuple((status.label, n) for status, n in page.counts.by_status.items()),
        positions=tuple(position_said(p, page.parties, sources) for p in page.positions),
        cited=cited,
        sources=sources,
    )


def _stint(row: Membership, page: MemberPage, sources: Sources) -> Stint:
    party = party_label(page.parties[row.party.slug], row.start) if row.party else INDEPENDENT
    return Stint(
        row=row,
        party=party,
        seat=row.electorate.name if row.electorate else "List",
        began=words.BEGAN[Began(row.began)],
        ended=words.ENDED[Ended(row.ended)] if row.ended else "",
        cited=sources.cite(row.origin),
    )


def _day(row: Attendance, sources: Sources) -> Day:
    return Day(
        row=row,
        status=Status(row.status).label,
        evidence=_EVIDENCE[Evidence(row.evidence)],
        cited=sources.cite(row.origin),
    )
