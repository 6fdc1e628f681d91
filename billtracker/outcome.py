"""How a run of ingest ended: a value, not an exception."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from billtracker.problems import Problem, refused


class Outcome(StrEnum):
    """How taking in one body, or a whole run, ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"
    REFUSED = "refused"


class Change(StrEnum):
    """What merging one record did to our rows."""

    INSERTED = "inserted"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Report:
    """What a run did: how many records of each kind, and what it left behind and why."""

    counts: Counter[Change] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many records were kept out, each of them whole."""
        return len({problem.record for problem in refused(self.problems)})

    @property
    def outcome(self) -> Outcome:
        """Partial where some records were refused; refused where nothing else was read."""
        if self.refused:
            return Outcome.PARTIAL if self.counts else Outcome.REFUSED
        if self.counts[Change.INSERTED] or self.counts[Change.CHANGED]:
            return Outcome.CHANGED
        return Outcome.UNCHANGED

    def add(self, other: "Report") -> None:
        """Take in the counts and problems of another run."""
        self.counts += other.counts
        self.problems += other.problems

    def __str__(self) -> str:
        counted = ", ".join(f"{self.counts[change]} {change}" for change in Change)
        flagged = len(self.problems) - len(refused(self.problems))
        return f"{self.outcome} ({counted}, {self.refused} refused, {flagged} flagged)"
