"""The outlook for a reading: what the record points to, voter by voter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from bills.domain.outlook import Basis, Verdict
from bills.domain.outlook import Side as Expected
from bills.domain.stages import Status
from bills.domain.votes import ABSTAIN, AYE, NO, OPTION_LABELS
from bills.selectors import BillDossier, OutlookOnDay
from bills.web import words
from bills.web.pictures import Part, Row, division
from bills.web.sources import Cited, Sources
from bills.web.votes import VoteBrief, brief
from members.models import Member
from members.web.parties import INDEPENDENT, PartyLabel, party_labels

_SIDES = {**OPTION_LABELS, "": "Not known"}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One voter's line in an outlook."""

    party: PartyLabel
    member: Member | None
    strength: int
    side: str
    basis: str
    on: date | None = None
    by: str = ""
    quote: str = ""
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class OutlookShown:
    """The numbers for a reading, before it is held or as they stood before it was."""

    stage: str
    day: date
    is_known: bool
    is_silent: bool
    verdict: str
    score: str
    unknown: int
    swing: int | None
    absences: int | None
    lines: tuple[Reckoned, ...]
    picture: SafeString | None
    actual: VoteBrief | None


def outlook_shown(page: BillDossier, sources: Sources) -> OutlookShown | None:
    """Return the outlook; for a bill that has ended only where it can be reckoned."""
    on = page.outlook
    if on is None or (on.numbers is None and page.bill.state.status is not Status.ACTIVE):
        return None
    labels = party_labels(page.parties, on.reckoned_on)
    numbers = on.numbers
    lines = [
        _reckoned(side, on, labels, page, sources) for side in (numbers.sides if numbers else ())
    ]
    lines.sort(key=lambda line: (-line.strength, line.party.short))
    totals = {
        "": numbers.unknown if numbers else 0,
        AYE: numbers.ayes if numbers else 0,
        NO: numbers.noes if numbers else 0,
        ABSTAIN: numbers.abstentions if numbers else 0,
    }
    return OutlookShown(
        stage=on.stage.label,
        day=on.reckoned_on,
        is_known=bool(numbers),
        is_silent=all(line.basis == "none" for line in lines),
        verdict=words.VERDICTS[numbers.verdict if numbers else Verdict.UNKNOWN],
        score=words.score({k: v for k, v in totals.items() if k}),
        unknown=totals[""],
        swing=numbers.swing if numbers else None,
        absences=numbers.absences if numbers else None,
        lines=tuple(lines),
        picture=_outlook_picture(on, lines, totals) if numbers else None,
        actual=brief(on.actual) if on.actual else None,
    )


def _reckoned(
    side: Expected,
    on: OutlookOnDay,
    labels: Mapping[str, PartyLabel],
    page: BillDossier,
    sources: Sources,
) -> Reckoned:
    kind, _, slug = side.voter.partition(":")
    party = labels[slug] if kind == "party" else INDEPENDENT
    member = page.members.get(slug) if kind == "member" else None
    where = _SIDES[side.option or ""]
    if side.basis is Basis.STATED:
        row = on.positions[side.voter]
        return Reckoned(
            *(party, member, side.strength, where, "stated", row.stated_on, row.stated_by),
            quote=row.quote,
            cited=sources.cite(row.origin),
        )
    if side.basis is Basis.LAST_VOTE:
        last = on.last_votes[side.voter]
        return Reckoned(
            *(party, member, side.strength, where, "last vote", last.facts.sitting_date),
            by=last.facts.stage.label.lower() if last.facts.stage else "",
        )
    return Reckoned(party, member, side.strength, where, "none")


def _outlook_picture(
    on: OutlookOnDay, lines: list[Reckoned], totals: Mapping[str, int]
) -> SafeString:
    rows = [
        Row(
            label,
            totals[option],
            tuple(
                Part(
                    line.member.name if line.member else line.party.short,
                    line.strength,
                    line.party.colour,
                    line.party.lang,
                )
                for line in lines
                if line.side == label
            ),
        )
        for option, label in _SIDES.items()
        if totals[option] or option in {AYE, NO}
    ]
    return division(
        rows,
        ident="picture-outlook",
        title=f"{on.stage.label}: what the record points to",
        has_majority_line=not totals[""],
    )
