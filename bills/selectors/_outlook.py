"""Would it pass? The outlook for a bill's next question, on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bills.domain import positions as said
from bills.domain.course import State
from bills.domain.outlook import Outlook, outlook
from bills.domain.stages import READINGS, Stage, Status, next_question
from bills.domain.votes import VoteKind
from bills.models import Position
from bills.selectors._positions import PositionOnDay, reading_casts
from bills.selectors._votes import VoteOnDay
from members.domain.strength import INDEPENDENT
from members.selectors import independents_on, strengths_on


@dataclass(frozen=True, slots=True)
class OutlookOnDay:
    """An outlook with the rows it rests on; `numbers` is None where the House is not known.

    `day` is the day asked about, `reckoned_on` the day whose House and statements were counted.
    """

    stage: Stage
    day: date
    reckoned_on: date
    numbers: Outlook | None
    positions: dict[str, Position]
    last_votes: dict[str, VoteOnDay]
    actual: VoteOnDay | None


def asked_stage(state: State, votes: Sequence[VoteOnDay]) -> Stage | None:
    """Return the reading an outlook is about when none is named.

    The next one for a bill that is alive; for one that has ended, the last that was decided.
    """
    if state.status is Status.ACTIVE and state.stage is not None:
        return next_question(state.stage, state.outcome)
    decided = [v.facts.stage for v in votes if v.facts.stage in READINGS]
    if decided:
        return decided[-1]
    return state.stage if state.stage in READINGS else None


def outlook_on(
    *,
    stage: Stage,
    day: date,
    votes: Sequence[VoteOnDay],
    positions: Sequence[PositionOnDay],
    ended_on: date | None = None,
) -> OutlookOnDay:
    """Work out a reading's outlook from what was on record at the end of `day`.

    Once the reading was held, `actual` is its vote, and the numbers are those before it: the
    House of that day, what had been said by then, and how parties had voted at earlier
    readings. For a bill that ended without it, they are those of the day it ended.
    """
    held = [v for v in votes if v.facts.stage is stage and v.facts.kind is VoteKind.READING]
    reckoned_on = held[-1].facts.sitting_date if held else min(day, ended_on or day)
    strengths = _strengths(reckoned_on)
    in_force = said.in_force([p.stated for p in positions], stage, reckoned_on)
    rows = {id(p.stated): p.row for p in positions}
    last_cast: dict[str, dict[str, int]] = {}
    last_votes: dict[str, VoteOnDay] = {}
    for vote in votes:
        if vote.facts.stage and vote.facts.stage.rank < stage.rank:
            for sides in reading_casts([vote]).values():
                last_cast |= sides
                last_votes |= dict.fromkeys(sides, vote)
    stances = {voter: position.stance for voter, position in in_force.items()}
    return OutlookOnDay(
        stage=stage,
        day=day,
        reckoned_on=reckoned_on,
        numbers=outlook(strengths, stances, last_cast) if strengths else None,
        positions={voter: rows[id(position)] for voter, position in in_force.items()},
        last_votes=last_votes,
        actual=held[-1] if held else None,
    )


def _strengths(day: date) -> dict[str, int]:
    """Return every voter of a day's House: parties with their members, independents each as 1."""
    counted = strengths_on(day)
    voters = {f"party:{p}": n for p, n in counted.items() if p != INDEPENDENT}
    if counted[INDEPENDENT]:
        voters |= dict.fromkeys((f"member:{slug}" for slug in independents_on(day)), 1)
    return voters
