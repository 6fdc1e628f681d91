"""The sides of a vote, each with what was announced and what adding up its voters gives."""

from dataclasses import dataclass

from bills.domain.votes import ABSTAIN, AYE, OPTION_LABELS, STANDARD_OPTIONS
from bills.selectors import VoteOnDay
from bills.web import words


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


def sides_of(vote: VoteOnDay) -> tuple[Side, ...]:
    """Return the sides in the order of a table: ayes, noes, abstentions, then any others."""
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
