"""A bill as its page shows it: the line of its stages, what was said, what is to come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.safestring import SafeString

from bills.domain.facts import BillType, RelationKind
from bills.domain.outlook import Basis, Verdict
from bills.domain.outlook import Side as Expected
from bills.domain.positions import Stance
from bills.domain.stages import SittingType, Stage, StageOutcome, Status
from bills.domain.votes import ABSTAIN, AYE, NO, OPTION_LABELS
from bills.models import Bill, BillRelation, Referral
from bills.models import Stage as StageRow
from bills.selectors import BillDossier, BillOnDay, OutlookOnDay, PositionOnDay
from bills.web import words
from bills.web.pictures import Part, Row, division
from bills.web.sources import Cited, Sources
from bills.web.votes import VoteBrief, VoteShown, brief, shown
from billtracker.days import wellington_day
from members.models import Member, Party
from members.web.parties import INDEPENDENT, PartyLabel, party_label, party_labels


@dataclass(frozen=True, slots=True)
class Step:
    """One sitting of a stage."""

    on: date
    stage: str
    outcome: str
    sitting: str
    known_by: bool = False
    later: str = ""
    note: str = ""
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """One stage on the line from introduction to assent; `place` is past, here, next or ahead."""

    label: str
    place: str
    standing: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Committee:
    """A bill's time before a committee, as it stood on the day."""

    row: Referral
    name: str
    reported_on: date | None
    cited: Cited


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds the bill to another, in words."""

    words: str
    other: Bill | None
    parliament: int | None
    on: date | None
    cited: Cited


@dataclass(frozen=True, slots=True)
class Done:
    """What the voter of a position did at one of its stages."""

    stage: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A position: who, when, what for which stages, and what came of it."""

    on: PositionOnDay
    party: PartyLabel | None
    member: Member | None
    said: str
    stages: str
    done: tuple[Done, ...]
    outcome: str
    cited: Cited

    @property
    def bill(self) -> Bill:
        """The bill it is about."""
        return self.on.row.bill

    @property
    def remarks(self) -> list[str]:
        """What the record adds to it."""
        return [text for text in dict.fromkeys([self.on.row.note, self.cited.note]) if text]


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


@dataclass(frozen=True, slots=True)
class BillShown:
    """All that the page of a bill says."""

    on: BillOnDay
    type: str
    stations: tuple[Station, ...]
    steps: tuple[Step, ...]
    outlook: OutlookShown | None
    votes: tuple[VoteShown, ...]
    positions: tuple[Said, ...]
    committees: tuple[Committee, ...]
    ties: tuple[Tie, ...]
    cited: Cited
    sources: Sources = field(default_factory=Sources)


def bill_shown(page: BillDossier) -> BillShown:
    """Return a bill's page in words and pictures."""
    sources = Sources()
    bill = page.bill
    cited = sources.cite(bill.row.origin)
    steps = tuple(_step(row, sources) for row in bill.stages)
    return BillShown(
        on=bill,
        type=words.BILL_TYPES[BillType(bill.row.type)],
        stations=tuple(_stations(bill, steps)),
        steps=steps,
        outlook=_outlook(page, sources),
        votes=tuple(
            shown(
                vote,
                parties=page.parties,
                absences=page.absences.get(vote.facts.sitting_date, []),
                sources=sources,
            )
            for vote in page.votes
        ),
        positions=tuple(position_said(p, page.parties, sources) for p in page.positions),
        committees=tuple(_committees(bill, sources)),
        ties=tuple(_ties(bill.relations, page.related_from, sources)),
        cited=cited,
        sources=sources,
    )


def _step(row: StageRow, sources: Sources) -> Step:
    outcome = words.OUTCOMES[StageOutcome(row.outcome)]
    outcome = _OUTCOMES_OF.get(Stage(row.stage), {}).get(outcome, outcome)
    return Step(
        on=row.on,
        stage=Stage(row.stage).label,
        outcome=outcome,
        sitting=words.SITTINGS[SittingType(row.sitting_type)],
        known_by=row.known_by,
        later=_later(row),
        note=row.note,
        cited=sources.cite(row.origin),
    )


# Only the House's own stages are concluded or agreed to.
_OUTCOMES_OF = {
    Stage.INTRODUCED: {"concluded": "", "agreed to": ""},
    Stage.SELECT_COMMITTEE: {"": "began", "concluded": "ended"},
    Stage.ROYAL_ASSENT: {"": "given", "concluded": "given", "agreed to": "given"},
}


def _later(row: StageRow) -> str:
    """Say when it was really taken, where the sitting ran on into another day."""
    taken = row.started_at and wellington_day(row.started_at)
    return f"{taken:%A} {taken.day} {taken:%B}" if taken and taken > row.on else ""


def _stations(bill: BillOnDay, steps: tuple[Step, ...]) -> Iterator[Station]:
    state = bill.state
    here = state.stage.rank if state.stage else -1
    for stage in Stage:
        own = tuple(step for step in steps if step.stage == stage.label)
        if stage is Stage.SELECT_COMMITTEE and not own:
            own = tuple(_committee_steps(bill))
        place = _place(stage, here, state.next_stage, bill)
        yield Station(stage.label, place, "" if own else _STANDING[place], own)


_STANDING = {
    "past": "no day on record",
    "skipped": "not taken",
    "here": "no day on record",
    "next": "next",
    "ahead": "to come",
    "never": "not reached",
}


def _place(stage: Stage, here: int, upcoming: Stage | None, bill: BillOnDay) -> str:
    if stage.rank == here:
        return "here"
    if stage.rank < here:
        return "past"
    if bill.state.status is not Status.ACTIVE:
        return "never"
    return "next" if stage is upcoming else "ahead"


def _committee_steps(bill: BillOnDay) -> Iterator[Step]:
    """Yield a committee's days from the referral, where no stage row tells them."""
    label = Stage.SELECT_COMMITTEE.label
    if bill.referral:
        yield Step(bill.referral.referred_on, label, "began", "")
    if bill.reported_on:
        yield Step(bill.reported_on, label, "reported", "")


def _committees(bill: BillOnDay, sources: Sources) -> Iterator[Committee]:
    for row in bill.row.referrals.all():
        if row.referred_on <= bill.day:
            reported = row.reported_on if row.reported_on and row.reported_on <= bill.day else None
            name = row.committee.removesuffix(" Committee")
            yield Committee(row, f"{name} Committee", reported, sources.cite(row.origin))


def _ties(
    relations: list[BillRelation], related_from: list[BillRelation], sources: Sources
) -> Iterator[Tie]:
    for row in relations:
        kind = RelationKind(row.kind)
        number = row.parliament.number if row.parliament else None
        yield Tie(words.RELATIONS[kind], row.other, number, row.on, sources.cite(row.origin))
    known = {(row.kind, row.other_id) for row in relations}
    for row in related_from:
        kind = RelationKind(row.kind)
        if kind is RelationKind.COGNATE and (row.kind, row.bill_id) in known:
            continue
        yield Tie(words.RELATIONS_FROM[kind], row.bill, None, row.on, sources.cite(row.origin))


def position_said(position: PositionOnDay, parties: Mapping[str, Party], sources: Sources) -> Said:
    """Return a position in words, with what its voter then did."""
    row = position.row
    stance = Stance(row.stance)
    party = party_label(parties[row.party.slug], row.stated_on) if row.party else None
    stages = sorted(position.stated.stages, key=lambda stage: stage.rank)
    outcome = position.outcome
    return Said(
        on=position,
        party=party,
        member=row.member,
        said=words.STANCES[stance].format(they="it" if party else "they", their="its"),
        stages=words.stages_words(stages),
        done=tuple(_done(stage, position) for stage in stages if stage in position.cast),
        outcome=words.KEPT[outcome] if outcome else "",
        cited=sources.cite(row.origin),
    )


def _done(stage: Stage, position: PositionOnDay) -> Done:
    cast = position.cast[stage]
    if not cast:
        return Done(stage.label, "its own side is not on record")
    return Done(stage.label, words.counted_words(cast))


def _outlook(page: BillDossier, sources: Sources) -> OutlookShown | None:
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


_SIDES = {**OPTION_LABELS, "": "Not known"}


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
