"""What a party or member said it would do, and whether it did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import dropwhile

from bills.domain.stages import Stage
from bills.domain.votes import ABSTAIN, AYE, NO


class Stance(StrEnum):
    """What was said."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"
    CONSCIENCE = "conscience"
    UNDECIDED = "undecided"


OPTION_OF = {Stance.SUPPORT: AYE, Stance.OPPOSE: NO, Stance.ABSTAIN: ABSTAIN}


class Kept(StrEnum):
    """Whether a position was followed once its stages were voted on."""

    KEPT = "kept"
    BROKEN = "broken"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Stated:
    """A stance on some stages, stated on a day by one voter (a party or a member)."""

    voter: str
    stance: Stance
    stages: frozenset[Stage]
    on: date


def in_force(positions: Iterable[Stated], stage: Stage, day: date) -> dict[str, Stated]:
    """Return each voter's latest position on `stage` that was stated by the end of `day`.

    Of two stated on one day the one given later wins.
    """
    latest: dict[str, Stated] = {}
    for position in positions:
        if stage not in position.stages or position.on > day:
            continue
        known = latest.get(position.voter)
        if known is None or known.on <= position.on:
            latest[position.voter] = position
    return latest


def superseding(position: Stated, told: Iterable[Stated]) -> Stated | None:
    """Return the next position of the same voter that covers one of the same stages.

    `told` is everything said; of two on one day the one given later is the later.
    """
    in_order = sorted(told, key=lambda other: other.on)
    since = dropwhile(lambda other: other is not position, in_order)
    return next(
        (
            other
            for other in since
            if other is not position
            and other.voter == position.voter
            and other.stages & position.stages
        ),
        None,
    )


def kept_at(stance: Stance, cast: Mapping[str, int]) -> Kept | None:
    """Judge a stance by what its voter cast at one stage, option by option.

    None where the stance binds to nothing (conscience, undecided) or nothing is on record.
    """
    wanted = OPTION_OF.get(stance)
    total = sum(cast.values())
    if wanted is None or not total:
        return None
    followed = cast.get(wanted, 0)
    if followed == total:
        return Kept.KEPT
    return Kept.PARTLY if followed else Kept.BROKEN


def kept(stance: Stance, votes: Sequence[Mapping[str, int]]) -> Kept | None:
    """Judge a stance over every stage it covers that was voted on; None until one was."""
    judged = {verdict for cast in votes if (verdict := kept_at(stance, cast))}
    if len(judged) > 1:
        return Kept.PARTLY
    return judged.pop() if judged else None
