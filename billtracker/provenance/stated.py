"""Facts and who states them, and what came of bringing them to the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from billtracker.outcome import Change
from billtracker.problems import Problem, Refused
from billtracker.provenance.services import Witness


@dataclass(frozen=True, slots=True)
class Stated[Facts]:
    """A record's facts and who states them."""

    facts: Facts
    witness: Witness


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a record: `change` is None where it was refused, which the problems explain."""

    change: Change | None
    problems: Sequence[Problem] = ()

    def or_refused(self) -> tuple[Change, list[Problem]]:
        """Return what changed and the flags; raise Refused where the record was refused."""
        if self.change is None:
            raise Refused(*self.problems)
        return self.change, list(self.problems)
