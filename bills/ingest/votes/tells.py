"""What kind of line a line is, by the words it begins with."""

import re
from dataclasses import dataclass

from bills.domain.votes import ABSTAIN, AYE, NO, VoteMethod, VoteResult

_CALLED = re.compile(
    r"\bA (party|personal) vote ?was called for(?: on the question)?[,:]?\s*", re.IGNORECASE
)
_HEADER = re.compile(
    r"(ayes?|noes|abstentions?|abstained)\b\s*:?\s*(\d{1,4})?(?!\d)\s*[:.\u2013\u2014]?\s*",
    re.IGNORECASE,
)
_GLUED_HEADER = re.compile(r"(Ayes|Noes|Abstentions)(\d{1,4})\s*:?\s*")
_DENOTES = re.compile(r"\(p\) denotes", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:van|de|der|den|te|le|la|du|von|ter|ng[aā]) )*"
    r"[^\W\d_][\w'\u2019`\-]*(?: [^\W\d_][\w'\u2019`\-]*){0,3}\s?(?:\(\s?[Pp]\s?\)?)?"
)
_TELLER = re.compile(r"tellers?\s*:?", re.IGNORECASE)
_OPTIONS = {"aye": AYE, "noe": NO, "abs": ABSTAIN}
_DECIDED = frozenset((
    "amendment", "amendments", "bill", "bills", "clause", "clauses", "committee", "instruction",
    "instructions", "motion", "motions", "new", "paragraph", "part", "parts", "preamble",
    "question", "report", "schedule", "schedules", "subclause", "title", "vote", "votes",
))  # fmt: skip
_READ = re.compile(
    r"(?:bills? |the .{1,2000}? (?:was|were) )(?:a )?read an? (?:first|second|third)(?: time)?"
    r"(?:(?:, and |, | and )(?:an? )?(?:second|third)(?: time)?){0,2}"
    r"(?=\.?$|,? and (?:the|was|were|stood|set)\b)",
    re.IGNORECASE,
)
_FATE = re.compile(r"bills? (?:referred to|to be|set down)\b", re.IGNORECASE)
_CORRECTED = tuple(
    f"{what} {how}"
    for what in ("result", "vote", "the result", "the vote")
    for how in ("corrected", "altered")
)
_LONGEST_READING = 2200
_LONGEST_ENDING = 120
_ENDINGS = (
    (" not agreed to", VoteResult.NOT_AGREED),
    (" negatived", VoteResult.NOT_AGREED),
    (" was lost", VoteResult.NOT_AGREED),
    (" ruled out of order", VoteResult.OUT_OF_ORDER),
    (" agreed to", VoteResult.AGREED),
    (" adopted", VoteResult.AGREED),
    (" lapsed", VoteResult.LAPSED),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a vote begins: what it says of its method, and its question as far as it goes.

    The Journals give the question whole and no method; Hansard the reverse.
    """

    question: str
    method: VoteMethod | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The head of one side, and what stands behind it on the line."""

    label: str
    option: str
    declared: int | None
    rest: str


def opening(text: str) -> Opening | None:
    """Return the vote that begins in `text`: as Hansard announces it, or as the Journals do."""
    if called := _CALLED.search(text):
        return Opening(text[called.end() :], VoteMethod(called.group(1).lower()))
    if text[:17].lower() != "on the question, ":
        return None
    words, recorded, _ = text[17:].partition(" votes were recorded")
    if not recorded or words[:5].lower() != "that ":
        return None
    return Opening(words.removesuffix(" the").rstrip(" ,"))


def header(text: str) -> Header | None:
    """Return the head of a side: "Ayes 69", "Ayes: 31", "Ayes109New Zealand Labour 49"."""
    found = _GLUED_HEADER.match(text) or _HEADER.match(text)
    if found is None:
        return None
    number, rest = found.group(2), text[found.end() :]
    is_prose = rest[:1] in {",", ")"} or (number is None and (rest or "." in found.group()))
    if is_prose:
        return None
    label = found.group(1)
    return Header(label, _OPTIONS[label[:3].lower()], int(number) if number else None, rest)


def decision(text: str) -> VoteResult | None:
    """Return the result that a whole line announces, or None where it announces none."""
    words = text.lower().rstrip(" .—")
    if words.startswith("resolved, ") or is_reading(text):
        return VoteResult.AGREED
    subject = words.removeprefix("the ").partition(" ")[0]
    if subject not in _DECIDED or "was put that" in words:
        return None
    return next((result for end, result in _ENDINGS if end in words[-_LONGEST_ENDING:]), None)


def is_reading(text: str) -> bool:
    """Whether a line says that a bill was read: on the voices, or after the vote above.

    Hansard: "Bill read a third time."; the Journals: "The Food Bill was read a first time and
    stood referred to a select committee." A speaker who recalls a reading goes on differently.
    """
    return len(text) <= _LONGEST_READING and _READ.match(text) is not None


def follows(text: str) -> bool:
    """Whether a line goes on telling what became of a bill whose question was just decided."""
    return is_reading(text) or _FATE.match(text) is not None


def is_correction(text: str) -> bool:
    """Whether a line says that the result of the vote above was first announced otherwise."""
    lowered = text[:400].lower()
    if lowered.startswith(_CORRECTED):
        return True
    return "originally" in lowered and "announced as" in lowered


def is_note_on_proxies(text: str) -> bool:
    """Whether a line only explains that (P) marks a proxy."""
    return _DENOTES.match(text) is not None


def is_teller_mark(text: str) -> bool:
    """Whether a cell says "Teller:" and nothing more."""
    return _TELLER.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a cell could be a member's name in a personal vote, with its (P) or not."""
    return _NAME.fullmatch(text[:80]) is not None or is_teller_mark(text)


def ends_sides(text: str) -> bool:
    """Whether a line cannot belong to the lists of a vote."""
    return (
        is_note_on_proxies(text)
        or is_correction(text)
        or decision(text) is not None
        or follows(text)
        or opening(text) is not None
    )
