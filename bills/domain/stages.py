"""The stages of a bill: their names, what ends them, and which may follow which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Stage(StrEnum):
    """A stage of a bill, in the order of the House."""

    INTRODUCED = "introduced"
    FIRST_READING = "first_reading"
    SELECT_COMMITTEE = "select_committee"
    SECOND_READING = "second_reading"
    COMMITTEE_OF_WHOLE_HOUSE = "committee_of_whole_house"
    THIRD_READING = "third_reading"
    ROYAL_ASSENT = "royal_assent"

    @property
    def label(self) -> str:
        """The stage as a reader sees it."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())

    @property
    def rank(self) -> int:
        """The stage's place in the order of the House, from 0."""
        return _RANKS[self]


_RANKS = {stage: rank for rank, stage in enumerate(Stage)}
_LABELS = {
    Stage.COMMITTEE_OF_WHOLE_HOUSE: "Committee of the whole House",
    Stage.ROYAL_ASSENT: "Royal assent",
}
READINGS = (Stage.FIRST_READING, Stage.SECOND_READING, Stage.THIRD_READING)
HOUSE_STAGES = frozenset((*READINGS, Stage.COMMITTEE_OF_WHOLE_HOUSE))
# A bill is introduced once and assented to once; every other stage may be taken again.
ONCE = frozenset({Stage.INTRODUCED, Stage.ROYAL_ASSENT})


class StageOutcome(StrEnum):
    """How one sitting of one stage ended."""

    UNKNOWN = "unknown"
    INTERRUPTED = "interrupted"
    CONCLUDED = "concluded"
    AGREED = "agreed"
    NEGATIVED = "negatived"
    DIVIDED = "divided"
    DISCHARGED = "discharged"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


_OUTCOME_RANKS = {outcome: rank for rank, outcome in enumerate(StageOutcome)}


class SittingType(StrEnum):
    """The kind of sitting a stage was taken in."""

    UNKNOWN = "unknown"
    NORMAL = "normal"
    EXTENDED = "extended"
    URGENCY = "urgency"


class Status(StrEnum):
    """Whether a bill is alive, and if not, how it ended."""

    ACTIVE = "active"
    ENACTED = "enacted"
    NEGATIVED = "negatived"
    DISCHARGED = "discharged"
    WITHDRAWN = "withdrawn"
    DIVIDED = "divided"
    LAPSED = "lapsed"
    DROPPED = "dropped"


ENDINGS = {
    StageOutcome.NEGATIVED: Status.NEGATIVED,
    StageOutcome.DIVIDED: Status.DIVIDED,
    StageOutcome.DISCHARGED: Status.DISCHARGED,
    StageOutcome.WITHDRAWN: Status.WITHDRAWN,
    StageOutcome.DROPPED: Status.DROPPED,
}
_SETTLED = frozenset({StageOutcome.AGREED, StageOutcome.CONCLUDED})


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of one stage: what happened to a bill on a day.

    `turn` orders what happened at one stage on one day, as when an announced result was
    corrected before the House rose.
    """

    on: date
    stage: Stage
    outcome: StageOutcome = StageOutcome.UNKNOWN
    turn: int = 0

    @property
    def order(self) -> tuple[date, int, int, int]:
        """By day; within a day (all stages can fall on one, under urgency) by stage."""
        return (self.on, self.stage.rank, self.turn, _OUTCOME_RANKS[self.outcome])


def next_stage(stage: Stage, outcome: StageOutcome) -> Stage | None:
    """Return the stage that comes next, or None after Royal assent.

    A reading or committee stage that is not settled comes next itself. Stages that the House
    may skip (select committee for supply bills and under urgency, committee of the whole House
    where nobody wants it) are expected until the record shows that they were skipped.
    """
    if stage in HOUSE_STAGES and outcome not in _SETTLED:
        return stage
    order = list(Stage)
    return None if stage is order[-1] else order[stage.rank + 1]


def next_question(stage: Stage, outcome: StageOutcome) -> Stage | None:
    """Return the reading the House will next decide, or None where none is left."""
    upcoming = next_stage(stage, outcome)
    if upcoming is None:
        return None
    return next((reading for reading in READINGS if reading.rank >= upcoming.rank), None)


def out_of_order(sittings: Iterable[Sitting]) -> list[tuple[Sitting, Sitting]]:
    """Return each pair of stages that went backwards, earlier day first.

    A select committee's days are not compared: its first may sort before the reading that sent
    the bill there. A return to committee is a recommittal, and lawful.
    """
    house = sorted(
        (sitting for sitting in sittings if sitting.stage in HOUSE_STAGES | ONCE),
        key=lambda sitting: sitting.order,
    )
    return [
        (before, after)
        for before, after in pairwise(house)
        if after.stage.rank < before.stage.rank
        and (
            after.stage is not Stage.COMMITTEE_OF_WHOLE_HOUSE or before.stage is Stage.ROYAL_ASSENT
        )
    ]


def missing_readings(sittings: Iterable[Sitting]) -> list[Stage]:
    """Return the readings that a bill must have passed between two stages on record.

    Nothing is missing before the first stage that is on record: the record may begin late.
    """
    reached = {sitting.stage for sitting in sittings if sitting.stage is not Stage.INTRODUCED}
    ranks = [stage.rank for stage in reached]
    return [r for r in READINGS if r not in reached and ranks and min(ranks) < r.rank < max(ranks)]


def after_the_end(sittings: Sequence[Sitting]) -> list[tuple[Sitting, Sitting]]:
    """Return each (ending, later sitting) pair: a bill that ended may not move on.

    A later word on the same stage is a correction of its result, and lawful.
    """
    found: list[tuple[Sitting, Sitting]] = []
    ending: Sitting | None = None
    for sitting in sorted(sittings, key=lambda sitting: sitting.order):
        if ending and sitting.stage.rank > ending.stage.rank:
            found.append((ending, sitting))
        if sitting.outcome in ENDINGS:
            ending = sitting
        elif ending and sitting.stage is ending.stage:
            ending = None
    return found
