"""One plain sentence of where a bill stands, with dates."""

from datetime import date

from bills.domain.course import State
from bills.domain.stages import Stage, StageOutcome, Status

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ENDED = {
    Status.NEGATIVED: "Negatived at {stage}",
    Status.DISCHARGED: "Discharged at {stage}",
    Status.WITHDRAWN: "Withdrawn at {stage}",
    Status.DIVIDED: "Divided at {stage}",
    Status.LAPSED: "Lapsed when Parliament was dissolved, after {stage}",
    Status.DROPPED: "Dropped at {stage}",
}


def day_in_words(day: date) -> str:
    """Return `14 November 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def status_text(
    state: State,
    *,
    committee: str = "",
    reported_on: date | None = None,
    act_title: str = "",
    known_by: bool = False,
) -> str:
    """Return where a bill stood, as a sentence.

    `known_by` says that the day is only the latest on which it can have happened.
    """
    when = f"{'by' if known_by else 'on'} {day_in_words(state.moved_on or state.since)}"
    if state.status is None or state.stage is None:
        return f"Ended; the record does not say how or when. It last moved {when}."
    stage = _in_a_sentence(state.stage)
    if state.status is Status.ENACTED:
        return f"Enacted{f' as the {act_title}' if act_title else ''}: Royal assent {when}."
    if state.status is not Status.ACTIVE:
        return f"{_ENDED[state.status].format(stage=stage)}, {when}."
    return _alive(state, stage, when, committee, reported_on)


def _alive(state: State, stage: str, when: str, committee: str, reported_on: date | None) -> str:
    if state.stage is Stage.INTRODUCED:
        return f"Introduced {when}; awaiting first reading."
    if state.stage is Stage.SELECT_COMMITTEE:
        before = f"the {committee} Committee" if committee else "select committee"
        if reported_on:
            return f"Reported by {before} on {day_in_words(reported_on)}; awaiting second reading."
        if state.outcome is StageOutcome.CONCLUDED:
            return f"Back from {before}; awaiting second reading. It last moved {when}."
        return f"Before {before} since {when.removeprefix('on ')}."
    if state.outcome is StageOutcome.INTERRUPTED:
        return f"{stage[0].upper()}{stage[1:]} interrupted {when}."
    upcoming = state.next_stage
    done = "passed" if state.outcome is StageOutcome.AGREED else "completed"
    awaiting = (
        f"; awaiting {_in_a_sentence(upcoming)}" if upcoming not in (None, state.stage) else ""
    )
    return f"{stage[0].upper()}{stage[1:]} {done} {when}{awaiting}."


def _in_a_sentence(stage: Stage | None) -> str:
    if stage is None:
        return ""
    if stage in (Stage.ROYAL_ASSENT, Stage.COMMITTEE_OF_WHOLE_HOUSE):
        return stage.label.replace("Committee", "committee")
    return stage.label.lower()
