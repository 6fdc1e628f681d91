"""What is wrong with a record, in words a person can act on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem keeps the record out or is kept beside it."""

    REFUSED = "refused"
    FLAGGED = "flagged"


class Kind(StrEnum):
    """What a person is asked to look at, and so what they can do about it."""

    IMPOSSIBLE = "impossible"  # cannot be true, or cannot be read
    UNKNOWN_NAME = "unknown_name"  # a name that means nobody on record, or several
    WAITS = "waits"  # names something that is not on record yet
    TOTALS_DIFFER = "totals_differ"  # numbers that do not hold together, kept as printed
    PINNED = "pinned"  # differs from what a person entered, which was left as it is
    ODD = "odd"  # worth saying in the report of a run, and no more


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table that a person made, and what stands there."""

    file: str
    line: int
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one field of one record.

    `waits_for` are the names (`bill:54-94`, `member:luxon c`) that would settle it once they
    mean something, `candidates` the slugs one of them may mean. `target` is the row that stayed
    as it is (`bills.Bill:17`), `stated` what the source says instead, `cell` where the record was
    read in a table.
    """

    record: str
    field: str
    sentence: str
    severity: Severity = Severity.REFUSED
    kind: Kind | None = None
    waits_for: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    target: str = ""
    cell: Cell | None = None
    stated: str = ""

    @property
    def matter(self) -> Kind:
        """The kind it is reviewed as: said outright, or what its severity implies."""
        is_refused = self.severity is Severity.REFUSED
        return self.kind or (Kind.IMPOSSIBLE if is_refused else Kind.ODD)

    def __str__(self) -> str:
        return f"{self.record}, {self.field}: {self.sentence}"


class Refused(Exception):
    """A record was refused whole; nothing of it was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def refused(problems: Iterable[Problem]) -> list[Problem]:
    """Return those problems that keep a record out."""
    return [problem for problem in problems if problem.severity is Severity.REFUSED]


def for_review(problems: Iterable[Problem]) -> list[Problem]:
    """Return those problems that a person should look at."""
    return [problem for problem in problems if problem.matter is not Kind.ODD]
