"""How a run of intake ended: a value, not an exception."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from billtracker.problems import Problem, for_review, refused

_QUEUED, _REFUSED, _UNANSWERED = "queued", "refused", "unanswered"


class Outcome(StrEnum):
    """How taking in one body, or a whole run, ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"  # the source did not answer


class Change(StrEnum):
    """What merging one record did to our rows."""

    INSERTED = "inserted"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


_CHANGES = tuple(change.value for change in Change)


@dataclass(slots=True)
class Report:
    """What a run did: how many records of each kind, and what it left behind and why.

    `left` counts what earlier runs of the very same bodies refused or queued, `unanswered` the
    addresses that did not answer.
    """

    counts: Counter[Change] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0

    @classmethod
    def of_known(cls, counts: Mapping[str, int]) -> Self:
        """Return the report on a body that was taken in before, from what it came to then."""
        report = cls()
        report.counts[Change.UNCHANGED] = sum([counts.get(change, 0) for change in _CHANGES])
        for name in (_QUEUED, _REFUSED):
            report.left[name] = counts.get(name, 0)
        return report

    @classmethod
    def of_counts(cls, counts: Mapping[str, int]) -> Self:
        """Return the report that was kept as these counts; of its problems only the numbers."""
        report = cls(unanswered=counts.get(_UNANSWERED, 0))
        report.counts.update({change: n for change in Change if (n := counts.get(change, 0))})
        report.left.update({name: counts.get(name, 0) for name in (_QUEUED, _REFUSED)})
        return report

    @property
    def refused(self) -> int:
        """How many records were kept out, each of them whole."""
        return self.left[_REFUSED] + len({problem.record for problem in refused(self.problems)})

    @property
    def queued(self) -> int:
        """How many matters wait for a person."""
        return self.left[_QUEUED] + len(for_review(self.problems))

    @property
    def has_changed(self) -> bool:
        """Whether anything on record is other than before."""
        return bool(self.counts[Change.INSERTED] or self.counts[Change.CHANGED])

    @property
    def outcome(self) -> Outcome:
        """Partial where something was left behind; refused or unavailable where all of it was."""
        if self.refused or self.unanswered:
            left = Outcome.REFUSED if self.refused else Outcome.UNAVAILABLE
            return Outcome.PARTIAL if self.counts else left
        if self.has_changed:
            return Outcome.CHANGED
        return Outcome.UNCHANGED

    def add(self, other: "Report") -> None:
        """Take in the counts and problems of another run."""
        # A run has very many reports, and the sum of two counters is slow.
        for change, number in other.counts.items():
            if number:
                self.counts[change] += number
        for name, number in other.left.items():
            if number:
                self.left[name] += number
        self.problems += other.problems
        self.unanswered += other.unanswered

    def as_counts(self) -> dict[str, int]:
        """Return every count by its name, for keeping."""
        changes = {change.value: self.counts[change] for change in Change}
        left = {_QUEUED: self.queued, _REFUSED: self.refused}
        unanswered = {_UNANSWERED: self.unanswered} if self.unanswered else {}
        return {**changes, **left, **unanswered}

    def __str__(self) -> str:
        counted = ", ".join(f"{self.counts[change]} {change}" for change in Change)
        flagged = len(self.problems) - len(refused(self.problems))
        unanswered = f", {self.unanswered} unanswered" if self.unanswered else ""
        return (
            f"{self.outcome} ({counted}, {self.refused} refused, {flagged} flagged, "
            f"{self.queued} to review{unanswered})"
        )
