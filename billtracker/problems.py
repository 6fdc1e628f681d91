"""What is wrong with a record, in words a person can act on."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem keeps the record out or is kept beside it."""

    REFUSED = "refused"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one field of one record."""

    record: str
    field: str
    sentence: str
    severity: Severity = Severity.REFUSED

    def __str__(self) -> str:
        return f"{self.record}, {self.field}: {self.sentence}"


class Refused(Exception):
    """A record was refused whole; nothing of it was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def refused(problems: list[Problem]) -> list[Problem]:
    """Return those problems that keep a record out."""
    return [problem for problem in problems if problem.severity is Severity.REFUSED]
