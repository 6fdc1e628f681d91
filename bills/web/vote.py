"""A vote in full: its picture, its voters line by line, and what to say of its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from bills.domain.votes import AYE, NO, STANDARD_OPTIONS, VoteMethod
from bills.selectors import VoteOnDay
from bills.web.corrections import Corrected, corrected
from bills.web.named_voters import Named, personal_votes, split_parties
from bills.web.party_table import Line, party_lines
from bills.web.pictures import Part, Row, division
from bills.web.sides import Side, sides_of
from bills.web.sources import Cited, Sources
from bills.web.vote_remarks import flags, remarks
from bills.web.votes import VoteBrief, brief, heading, result_words
from members.domain.attendance import Status as Presence
from members.models import Attendance, Party
from members.web.parties import party_labels


@dataclass(frozen=True, slots=True)
class Away:
    """A member who was away on the sitting day of a vote."""

    row: Attendance
    status: str
    cited: Cited


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


def vote_shown(
    vote: VoteOnDay,
    *,
    parties: Mapping[str, Party],
    absences: Sequence[Attendance],
    sources: Sources,
) -> VoteShown:
    """Return a vote with all that a page says of it; `sources` takes what it rests on."""
    labels = party_labels(parties, vote.facts.sitting_date)
    cited = sources.cite(vote.row.origin)
    sides = sides_of(vote)
    lines = party_lines(vote, sides, labels)
    is_personal = vote.facts.method is VoteMethod.PERSONAL
    return VoteShown(
        brief=brief(vote),
        day=vote.facts.sitting_date,
        sides=sides,
        lines=lines,
        splits=() if is_personal else tuple(split_parties(vote, sides, labels)),
        personal=tuple(personal_votes(vote, sides, labels)) if is_personal else (),
        picture=_picture(vote, sides, lines),
        flags=tuple(flags(vote, sides)),
        remarks=tuple(remarks(vote)),
        corrections=tuple(corrected(row, sources) for row in vote.corrections),
        away=tuple(
            Away(row, Presence(row.status).label, sources.cite(row.origin)) for row in absences
        ),
        cited=cited,
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
