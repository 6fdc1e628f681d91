"""The line of a bill's stages, from introduction to assent, and every sitting on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bills.domain.stages import SittingType, Stage, StageOutcome, Status
from bills.models import Stage as StageRow
from bills.selectors import BillOnDay
from bills.web import words
from bills.web.sources import Cited, Sources
from billtracker.days import wellington_day

# Only the House's own stages are concluded or agreed to.
_OUTCOMES_OF = {
    Stage.INTRODUCED: {"concluded": "", "agreed to": ""},
    Stage.SELECT_COMMITTEE: {"": "began", "concluded": "ended"},
    Stage.ROYAL_ASSENT: {"": "given", "concluded": "given", "agreed to": "given"},
}
_STANDING = {
    "past": "no day on record",
    "skipped": "not taken",
    "here": "no day on record",
    "next": "next",
    "ahead": "to come",
    "never": "not reached",
}


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


def step_shown(row: StageRow, sources: Sources) -> Step:
    """Return one sitting of a stage in words; `sources` takes what it rests on."""
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


def _later(row: StageRow) -> str:
    """Say when it was really taken, where the sitting ran on into another day."""
    taken = row.started_at and wellington_day(row.started_at)
    return f"{taken:%A} {taken.day} {taken:%B}" if taken and taken > row.on else ""


def stations(bill: BillOnDay, steps: tuple[Step, ...]) -> Iterator[Station]:
    """Yield every stage a bill may pass, with the steps it took there."""
    state = bill.state
    here = state.stage.rank if state.stage else -1
    for stage in Stage:
        own = tuple(step for step in steps if step.stage == stage.label)
        if stage is Stage.SELECT_COMMITTEE and not own:
            own = tuple(_committee_steps(bill))
        place = _place(stage, here, state.next_stage, bill)
        yield Station(stage.label, place, "" if own else _STANDING[place], own)


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
