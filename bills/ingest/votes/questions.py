"""What kind of question a question is, and at which stage, by its own words."""

import re
from dataclasses import dataclass
from itertools import takewhile

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind
from bills.ingest.votes.titles import without_titles

_READ = re.compile(r"\bread an? (first|second|third) time\b", re.IGNORECASE)
_READ_BEGINS = re.compile(r"\bread (?=an? (?:first|second|third)\b)", re.IGNORECASE)
_READ_WORDS = frozenset({"a", "an", "and", ",", "time", "first", "second", "third"})
_LONGEST_READINGS = 60
_READING = re.compile(r"\b(first|second|third) readings?\b", re.IGNORECASE)
_STAGES = {
    "first": Stage.FIRST_READING,
    "second": Stage.SECOND_READING,
    "third": Stage.THIRD_READING,
}
_COMMITTEE = ("in committee", "committee of the whole", "committee stage")
_PARTS = re.compile(
    r"^that (?:the )?(?:new )?(?:parts?|clauses?|schedules?|preamble|title|votes?)\b",
    re.IGNORECASE,
)
_AMENDS = re.compile(r"^that (?:[^\s,]+ ){0,4}amendments?\b|\bbe (?:amended|changed) by\b")
_AN_AMENDMENT = re.compile(r"\bamendments?\b")
_CONSIDERED = re.compile(
    r"(?:be considered by|be referred to|referred to) the (?P<after>[^.(]{3,120}? Committee)\b"
    r"|that the (?P<before>[^.(]{3,120}? Committee) consider\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's kind and, where the words tell, its stage."""

    kind: VoteKind
    stage: Stage | None = None


def asked(question: str) -> Asked:
    """Return what a question asks; OTHER where its words do not tell."""
    words = " ".join(without_titles(question).lower().split())
    if "question be now put" in words:
        return Asked(VoteKind.CLOSURE)
    if read := _READ.search(words):
        return Asked(VoteKind.READING, _STAGES[read.group(1)])
    if "urgency be accorded" in words or "accord urgency" in words:
        return Asked(VoteKind.URGENCY)
    if "be an instruction" in words:
        return Asked(VoteKind.INSTRUCTION)
    if "report be adopted" in words:
        return Asked(VoteKind.OTHER, Stage.COMMITTEE_OF_WHOLE_HOUSE)
    return _of_parts_or_amendments(words)


def _of_parts_or_amendments(words: str) -> Asked:
    if _PARTS.search(words) and ("stand part" in words or words.endswith("agreed to")):
        return Asked(VoteKind.COMMITTEE_PART, Stage.COMMITTEE_OF_WHOLE_HOUSE)
    amends = _AMENDS.search(words) is not None or (
        words.endswith("agreed to") and _AN_AMENDMENT.search(words) is not None
    )
    if amends and "recommended by" in words:
        return Asked(VoteKind.AMENDMENT, Stage.SECOND_READING)
    if amends:
        return Asked(VoteKind.AMENDMENT)
    if _CONSIDERED.search(words) or "select committee to" in words:
        return Asked(VoteKind.REFERRAL)
    return Asked(VoteKind.OTHER)


def is_about_a_motion(question: str) -> bool:
    """Whether a question only points at a motion that stands above it."""
    words = question.lower()
    return words.startswith(("that the motion", "that the question be agreed", "that this motion"))


def readings_in(text: str) -> tuple[Stage, ...]:
    """Return the readings that a line says took place (`read a second and third time`)."""
    found = _READ_BEGINS.search(text)
    if found is None:
        return ()
    words = re.findall(r"\w+|[^\s\w]", text[found.end() : found.end() + _LONGEST_READINGS].lower())
    told = list(takewhile(_READ_WORDS.__contains__, words))
    return tuple(_STAGES[word] for word in told if word in _STAGES) if "time" in told else ()


def reading_in(text: str) -> Stage | None:
    """Return the last reading that a line says took place."""
    told = readings_in(text)
    return told[-1] if told else None


def reading_of(question: str) -> Stage | None:
    """Return the reading that a question asks for, None for every other question."""
    asks = asked(question)
    return asks.stage if asks.kind is VoteKind.READING else None


def stages_of(heading: str) -> tuple[Stage, ...]:
    """Return the stages that a heading names (`First Reading, Second Reading, In Committee`)."""
    found = [_STAGES[m.group(1).lower()] for m in _READING.finditer(heading)]
    if any(words in heading.lower() for words in _COMMITTEE):
        found.append(Stage.COMMITTEE_OF_WHOLE_HOUSE)
    return tuple(dict.fromkeys(found))


def committee_in(text: str) -> str:
    """Return the select committee that a line sends a bill to, or ""."""
    found = _CONSIDERED.search(text)
    return (found.group("after") or found.group("before")) if found else ""
