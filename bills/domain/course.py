"""A bill's course: its status and stage on every day, derived from dated facts alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bills.domain.stages import (
    ENDINGS,
    Sitting,
    Stage,
    StageOutcome,
    Status,
    next_stage,
)


@dataclass(frozen=True, slots=True)
class State:
    """Where a bill was from a day on: what held at the end of that day in Wellington.

    `status` and `stage` are None where the record does not say (a list entry that reads
    "Terminated" and no more).
    """

    since: date
    status: Status | None
    stage: Stage | None
    outcome: StageOutcome = StageOutcome.UNKNOWN
    moved_on: date | None = None

    @property
    def next_stage(self) -> Stage | None:
        """What comes next for a bill that is alive."""
        if self.status is not Status.ACTIVE or self.stage is None:
            return None
        return next_stage(self.stage, self.outcome)


def _moved(state: State | None, sitting: Sitting) -> State:
    if state and _is_echo(state, sitting):
        return state
    ending = ENDINGS.get(sitting.outcome)
    if ending is None:
        ending = Status.ENACTED if sitting.stage is Stage.ROYAL_ASSENT else Status.ACTIVE
    return State(sitting.on, ending, sitting.stage, sitting.outcome, moved_on=sitting.on)


def _is_echo(state: State, sitting: Sitting) -> bool:
    """Say whether a committee's own date adds nothing: the House had already moved past it.

    Upstream gives a committee's period, whose end may fall after the second reading.
    """
    return (
        sitting.stage is Stage.SELECT_COMMITTEE
        and sitting.outcome not in ENDINGS
        and state.stage is not None
        and state.stage.rank > sitting.stage.rank
    )


@dataclass(frozen=True, slots=True)
class Flip:
    """A correction that turned a stage's announced outcome into another."""

    stage: Stage
    on: date
    announced: StageOutcome
    corrected: StageOutcome
    corrected_on: date


def as_announced(sittings: Iterable[Sitting], flips: Iterable[Flip]) -> list[Sitting]:
    """Return the sittings with each flipped one told in the order it was learned.

    What was announced held until it was corrected, so a bill announced as lost was lost until
    then (seen 28 and 29 May 2014).
    """
    turned = {(flip.stage, flip.on): flip for flip in flips}
    told: list[Sitting] = []
    for sitting in sittings:
        flip = turned.get((sitting.stage, sitting.on))
        if flip and sitting.outcome is flip.corrected:
            told.append(replace(sitting, outcome=flip.announced))
            told.append(replace(sitting, on=flip.corrected_on, turn=sitting.turn + 1))
        else:
            told.append(sitting)
    return told


def course(
    sittings: Iterable[Sitting],
    *,
    dissolutions: Iterable[date] = (),
    reinstatements: Iterable[date] = (),
) -> list[State]:
    """Return a bill's states in order of their days, one per day on which it changed.

    Facts may come in any order. A bill that is alive when a Parliament is dissolved lapses
    (Constitution Act 1986, s 20(1)), not at prorogation, and comes back at the same stage when
    the next House reinstates it (s 20(2)). A sitting after a dissolution shows by itself that
    the bill was reinstated.
    """
    facts: list[tuple[tuple[date, int, int, int], Sitting | None]] = [
        *((sitting.order, sitting) for sitting in sittings),
        *(((day, -1, 0, 0), None) for day in reinstatements),
        *(((day, len(Stage), 0, 0), None) for day in dissolutions),
    ]
    states: dict[date, State] = {}
    state: State | None = None
    for (day, rank, _, _), sitting in sorted(facts, key=lambda fact: fact[0]):
        if sitting is not None:
            state = _moved(state, sitting)
        elif state is None:
            continue
        elif rank < 0 and state.status is Status.LAPSED:
            state = replace(state, since=day, status=Status.ACTIVE, moved_on=day)
        elif rank > 0 and state.status is Status.ACTIVE:
            state = replace(state, since=day, status=Status.LAPSED, moved_on=day)
        else:
            continue
        states[day] = state
    return _without_repeats(states.values())


def _without_repeats(states: Iterable[State]) -> list[State]:
    kept: list[State] = []
    for state in states:
        if kept and replace(state, since=kept[-1].since) == kept[-1]:
            continue
        kept.append(state)
    return kept


def state_on(states: Iterable[State], day: date) -> State | None:
    """Return what held at the end of `day`, or None before the bill existed."""
    known = [state for state in states if state.since <= day]
    return max(known, key=lambda state: state.since, default=None)


def listed_state(listed: str, on: date, *, has_committee: bool) -> State:
    """Return what an entry of the official list says where nothing else is known of a bill.

    The list names the stage a bill waits for, and dates it with the last stage that was dated
    (seen 2026-06-13: "Second Reading" with the day its committee began). So only what must have
    happened before is taken as reached, and "Terminated", which does not say how, gives no
    status at all.
    """
    waits_for = {
        "First Reading": Stage.INTRODUCED,
        "Select Committee": Stage.SELECT_COMMITTEE,
        "Second Reading": Stage.SELECT_COMMITTEE if has_committee else Stage.FIRST_READING,
        "Committee of whole House": Stage.SECOND_READING,
        "Third Reading": Stage.COMMITTEE_OF_WHOLE_HOUSE,
    }
    reached = waits_for.get(listed)
    if reached is None:
        return State(on, None, None, moved_on=on)
    settled = StageOutcome.CONCLUDED
    if listed == "Select Committee":
        settled = StageOutcome.UNKNOWN
    return State(on, Status.ACTIVE, reached, settled, moved_on=on)
