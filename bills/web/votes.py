"""A vote as pages show it: its sides, its voters line by line, and what to say of its numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString

from bills.domain.facts import HansardStatus
from bills.domain.stages import Stage
from bills.domain.votes import (
    ABSTAIN,
    AYE,
    NO,
    OPTION_LABELS,
    STANDARD_OPTIONS,
    Flag,
    VoteKind,
    VoteMethod,
    VoteResult,
    differences,
)
from bills.models import Cast, VoteCorrection
from bills.selectors import VoteOnDay
from bills.web import words
from bills.web.pictures import Part, Row, division
from bills.web.sources import Cited, Sources
from billtracker.days import wellington_day
from members.domain.attendance import Status as Presence
from members.models import Attendance, Member, Party
from members.web.parties import INDEPENDENT, PartyLabel, party_labels


@dataclass(frozen=True, slots=True)
class Side:
    """One option with its totals; `declared` None where the record gives no number."""

    option: str
    label: str
    declared: int | None
    counted: int | None

    @property
    def total(self) -> int | None:
        """The total as declared, else as counted."""
        return self.counted if self.declared is None else self.declared


@dataclass(frozen=True, slots=True)
class Line:
    """What one voter cast: a row of the table beneath the picture."""

    party: PartyLabel
    label: str
    member: Member | None
    votes: tuple[int, ...]
    strength: int | None
    not_cast: int | None


@dataclass(frozen=True, slots=True)
class Voter:
    """A member whose own side is on record; `how` tells of proxies and tellers."""

    label: str
    member: Member | None
    party: PartyLabel | None
    how: str


@dataclass(frozen=True, slots=True)
class Named:
    """Members whose own side is on record: of a split party, or of a personal vote."""

    party: PartyLabel | None
    side: str
    voters: tuple[Voter, ...]
    weight: int

    @property
    def unnamed(self) -> int:
        """How many of the party's votes on this side the record gives no names for."""
        return self.weight - len(self.voters)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction, told: what was announced, and what replaced it."""

    row: VoteCorrection
    announced: str
    corrected: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Away:
    """A member who was away on the sitting day of a vote."""

    row: Attendance
    status: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class VoteBrief:
    """A vote in a list: where, what came of it, and its numbers in a few words."""

    on: VoteOnDay
    heading: str
    result: str
    score: str
    method: str
    is_closest: bool = False


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote in full."""

    brief: VoteBrief
    day: date
    sides: tuple[Side, ...]
    lines: tuple[Line, ...]
    splits: tuple[Named, ...]
    personal: tuple[Named, ...]
    picture: SafeString | None
    flags: tuple[str, ...]
    remarks: tuple[str, ...]
    corrections: tuple[Corrected, ...]
    away: tuple[Away, ...]
    cited: Cited

    @property
    def on(self) -> VoteOnDay:
        """The vote as it stood on the day."""
        return self.brief.on

    @property
    def strength(self) -> int | None:
        """How many members the House had, where its roster is on record."""
        return sum(self.on.strengths.values()) or None

    @property
    def not_cast(self) -> int | None:
        """How many of them no vote was cast for; None where that cannot be told."""
        cast = sum(self.on.counted.values())
        missing = (self.strength or 0) - cast
        return missing if self.strength and cast and missing >= 0 else None


def heading(vote: VoteOnDay) -> str:
    """Return the stage of a vote, and what kind of question it was where it was no reading."""
    stage = Stage(vote.row.stage).label if vote.row.stage else ""
    kind = VoteKind(vote.row.kind)
    if kind is VoteKind.READING and stage:
        return stage
    return ": ".join(filter(None, [stage, words.KINDS[kind]]))


def result_words(vote: VoteOnDay) -> str:
    """Return what the House decided; a tie is lost, and a choice names what it chose."""
    sides = _sides(vote)
    if vote.result is None:
        known = [side for side in sides if side.total is not None]
        most = max(known, key=lambda side: side.total or 0, default=None)
        return f"Most votes went to {most.label}" if most else "No result is on record"
    if vote.result is VoteResult.NOT_AGREED and vote.majority == 0:
        return "Not agreed to: a tie is lost"
    return words.RESULTS[vote.result]


def brief(vote: VoteOnDay, *, is_closest: bool = False) -> VoteBrief:
    """Return a vote as a list shows it."""
    sides = _sides(vote)
    score = words.score({side.option: side.total for side in sides})
    if not score:
        score = "; ".join(f"{s.label}: {s.total}" for s in sides if s.total is not None)
    return VoteBrief(
        on=vote,
        heading=heading(vote),
        result=result_words(vote),
        score=score,
        method=words.METHODS[vote.facts.method],
        is_closest=is_closest,
    )


def briefs(votes: Sequence[VoteOnDay]) -> list[VoteBrief]:
    """Return votes as a list shows them, those with the narrowest majority marked."""
    margins = [abs(vote.majority) for vote in votes if vote.majority is not None]
    closest = min(margins, default=None)
    return [
        brief(
            vote,
            is_closest=len(votes) > 1
            and vote.majority is not None
            and abs(vote.majority) == closest,
        )
        for vote in votes
    ]


def shown(
    vote: VoteOnDay,
    *,
    parties: Mapping[str, Party],
    absences: Sequence[Attendance],
    sources: Sources,
) -> VoteShown:
    """Return a vote with all that a page says of it; `sources` takes what it rests on."""
    labels = party_labels(parties, vote.facts.sitting_date)
    cited = sources.cite(vote.row.origin)
    sides = _sides(vote)
    lines = _lines(vote, sides, labels)
    is_personal = vote.facts.method is VoteMethod.PERSONAL
    return VoteShown(
        brief=brief(vote),
        day=vote.facts.sitting_date,
        sides=sides,
        lines=lines,
        splits=() if is_personal else tuple(_splits(vote, sides, labels)),
        personal=tuple(_personal(vote, sides, labels)) if is_personal else (),
        picture=_picture(vote, sides, lines),
        flags=tuple(_flagged(vote, sides)),
        remarks=tuple(_remarks(vote)),
        corrections=tuple(_told(row, sources) for row in vote.corrections),
        away=tuple(
            Away(row, Presence(row.status).label, sources.cite(row.origin)) for row in absences
        ),
        cited=cited,
    )


def _sides(vote: VoteOnDay) -> tuple[Side, ...]:
    has_casts = bool(vote.facts.ballots)
    sides = {
        tally.option: Side(
            option=tally.option,
            label=words.option_label(tally),
            declared=tally.declared,
            counted=vote.counted.get(tally.option, 0) if has_casts else None,
        )
        for tally in vote.tallies
    }
    if AYE in sides:
        sides.setdefault(
            ABSTAIN, Side(ABSTAIN, OPTION_LABELS[ABSTAIN], None, 0 if has_casts else None)
        )
    standard = [sides.pop(option) for option in STANDARD_OPTIONS if option in sides]
    return (*standard, *sides.values())


def _lines(
    vote: VoteOnDay, sides: Sequence[Side], labels: Mapping[str, PartyLabel]
) -> tuple[Line, ...]:
    """Return a line per party, and one per independent, the largest voter first."""
    casts = [cast for cast in vote.row.casts.all() if not cast.under_id]
    if not casts:
        return ()
    totals: dict[tuple[str, str], Counter[str]] = {}
    members: dict[tuple[str, str], Member] = {}
    for cast in casts:
        voter = _voter(cast)
        totals.setdefault(voter, Counter())[cast.tally.option] += cast.weight
        if cast.member and not cast.party:
            members[voter] = cast.member
    silent = [p for p, n in vote.strengths.items() if p and n and (p, "") not in totals]
    for party in silent:
        totals[party, ""] = Counter()
    lines = [
        _line(voter, total, sides, vote.strengths, labels, members.get(voter))
        for voter, total in totals.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-sum(line.votes), line.label)))


def _voter(cast: Cast) -> tuple[str, str]:
    if cast.party:
        return cast.party.slug, ""
    return "", cast.member.name if cast.member else cast.label


def _line(
    voter: tuple[str, str],
    total: Counter[str],
    sides: Sequence[Side],
    strengths: Mapping[str, int],
    labels: Mapping[str, PartyLabel],
    member: Member | None,
) -> Line:
    slug, name = voter
    party = labels.get(slug, INDEPENDENT)
    strength = strengths.get(slug) if slug else (1 if member else None)
    missing = strength - total.total() if strength is not None else None
    return Line(
        party=party,
        label=name or party.short,
        member=member,
        votes=tuple(total[side.option] for side in sides),
        strength=strength,
        not_cast=missing if missing is not None and missing >= 0 else None,
    )


def _splits(
    vote: VoteOnDay, sides: Sequence[Side], labels: Mapping[str, PartyLabel]
) -> Iterator[Named]:
    """Yield each side of each party that did not vote as one, the larger part first."""
    casts = list(vote.row.casts.all())
    of_party: dict[str, list[Cast]] = {}
    for cast in casts:
        if cast.party and not cast.under_id:
            of_party.setdefault(cast.party.slug, []).append(cast)
    side_of = {side.option: side.label for side in sides}
    for slug, own in of_party.items():
        names = [cast for cast in casts if cast.under_id in {c.pk for c in own}]
        if len({cast.tally.option for cast in own}) < 2 and not names:  # noqa: PLR2004
            continue
        for cast in sorted(own, key=lambda cast: -cast.weight):
            named = (cast,) if cast.member else tuple(n for n in names if n.under_id == cast.pk)
            label = labels.get(slug, INDEPENDENT)
            voters = tuple(_named(member, labels) for member in named)
            yield Named(label, side_of[cast.tally.option], voters, cast.weight)


def _personal(
    vote: VoteOnDay, sides: Sequence[Side], labels: Mapping[str, PartyLabel]
) -> Iterator[Named]:
    casts = list(vote.row.casts.all())
    for side in sides:
        own = [cast for cast in casts if cast.tally.option == side.option]
        if own:
            own.sort(key=lambda c: c.member.sort_name if c.member else c.label)
            voters = tuple(_named(cast, labels) for cast in own)
            yield Named(None, side.label, voters, sum(cast.weight for cast in own))


def _named(cast: Cast, labels: Mapping[str, PartyLabel]) -> Voter:
    holder = f", held by {cast.proxy_holder.name}" if cast.proxy_holder else ""
    how = [f"by proxy{holder}" if cast.proxy else "", "teller" if cast.teller else ""]
    return Voter(
        label=cast.label,
        member=cast.member,
        party=labels.get(cast.party.slug) if cast.party else None,
        how=", ".join(filter(None, how)),
    )


def _picture(vote: VoteOnDay, sides: Sequence[Side], lines: Sequence[Line]) -> SafeString | None:
    if not any(side.total for side in sides):
        return None
    rows = [
        Row(
            side.label if side.option in STANDARD_OPTIONS else f"{side.label}:",
            side.total or 0,
            tuple(
                Part(line.label, line.votes[place], line.party.colour, line.party.lang)
                for line in lines
                if line.votes[place]
            ),
        )
        for place, side in enumerate(sides)
        if side.total is not None and (side.total or side.option in {AYE, NO})
    ]
    is_yes_or_no = [side.option for side in sides][:2] == [AYE, NO]
    return division(
        rows,
        ident=f"picture-{vote.row.slug}",
        title=f"{heading(vote)}: {result_words(vote)}",
        has_majority_line=is_yes_or_no,
    )


def _flagged(vote: VoteOnDay, sides: Sequence[Side]) -> Iterator[str]:
    """Yield what does not add up, in words and then in numbers."""
    yield from (words.FLAGS[Flag(flag)] for flag in vote.row.flags)
    gaps = differences(vote.tallies, vote.facts.ballots)
    for side in sides:
        if gap := gaps.get(side.option):
            yield (
                f"{side.label}: {side.declared} announced, {side.counted} by adding up"
                f" ({abs(gap)} {'more' if gap > 0 else 'fewer'} announced)."
            )


def _remarks(vote: VoteOnDay) -> Iterator[str]:
    if len(vote.row.corrections.all()) > len(vote.corrections):
        yield (
            "These are the totals as announced. They were corrected later; who cast what is"
            " shown as corrected."
        )
    if vote.row.held_at:
        taken = wellington_day(vote.row.held_at)
        if taken - vote.facts.sitting_date >= timedelta(days=1):
            yield f"Taken on {taken:%A} {taken.day} {taken:%B}, in the sitting of the day above."
    if vote.row.presiding:
        yield f"In the chair: {vote.row.presiding}."
    if remark := words.HANSARD[HansardStatus(vote.row.hansard_status)]:
        yield remark
    if vote.row.note:
        yield vote.row.note


def _told(row: VoteCorrection, sources: Sources) -> Corrected:
    return Corrected(
        row=row,
        announced=_totals_words(row.announced, row.announced_result),
        corrected=_totals_words(row.corrected, row.corrected_result),
        cited=sources.cite(row.origin),
    )


def _totals_words(totals: Mapping[str, int], result: str) -> str:
    said = words.score(dict(totals)) or words.counted_words(dict(totals))
    outcome = words.RESULTS[VoteResult(result)].lower() if result else ""
    return ", ".join(filter(None, [said, outcome])) or "totals not on record"
