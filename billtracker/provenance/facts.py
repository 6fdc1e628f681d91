"""What a fact rests on, as values: how sure, how it was come by, and who says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a fact is."""

    HIGH = "high"  # official text or data, or two independent sources
    MEDIUM = "medium"  # one good secondary source, or an inference that the numbers force
    LOW = "low"  # weak
    UNVERIFIED = "unverified"  # from memory; no stored source was seen


class Derivation(StrEnum):
    """How a fact was come by."""

    STATED = "stated"  # a source says it
    ARITHMETIC = "arithmetic"  # the numbers force it; no source says it
    INFERRED = "inferred"  # a person concluded it from what sources say


@dataclass(frozen=True, slots=True)
class Reference:
    """One publication that says so. Where no address was kept, `url` is empty."""

    title: str
    publisher: str = ""
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a fact rests on: its references, how sure they make it, and how it was come by."""

    references: tuple[Reference, ...] = ()
    confidence: Confidence = Confidence.HIGH
    derivation: Derivation = Derivation.STATED
    note: str = ""
