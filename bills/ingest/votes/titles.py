"""Titles of bills, found in sentences and headings.

A title is read backwards from the word Bill: capitals, small joining words and whole brackets
belong to it. So commas and colons inside one title (`Research, Science, and Technology Bill`) do
not cut it, and several bills in one question come apart (12 December 2007, three taxation bills).
"""

import re
from collections.abc import Iterator

_END = re.compile(
    r"\b(?:Bill|BILL)(?:\s*\((?:No|NO)\.? \d+\))?"
    r"(?=$|[,;:.)\u2014\u2013]|\s*[\u2014\u2013]| (?:and|be|was|were|is|by|to|as|or|has|from|that"
    r"|with|without|into|on|in|recommended|presently|forthwith|received|would|stand|reported)\b)"
)
_HEADING_END = re.compile(
    r"\b(?:Bill|BILL|Bills|BILLS)\b(?:\s*\((?:No|NO)\.? \d+\))?(?! (?:of|OF) )"
)
_TITLE_ENDS = re.compile(
    r"(?:Bills?|BILL)(?: \((?:No|NO)\.? \d+\))?(?:—continued| \(continued\))?$"
)
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "between", "by", "for", "from", "in", "into", "its", "of",
    "on", "or", "over", "the", "to", "under", "with", "within", "e", "i", "ki", "me", "mō",
    "ngā", "nga", "ō", "o", "te",
))  # fmt: skip
_STOPS = frozenset((
    "That", "The", "On", "By", "In", "House", "Committee", "Speaker", "Chairperson", "Chair",
    "Resolved", "Hon", "Vote",
))  # fmt: skip
_LEADING = frozenset({"Clause", "Clauses", "Part", "Parts", "Schedule", "Schedules", "Title"})
_LONGEST = 400
_GENERIC = re.compile(r"\b(the|that|this) bills?\b")
_GENERIC_PLURAL = re.compile(r"\bthe bills\b")


def bills_in(sentence: str) -> tuple[str, ...]:
    """Return the titles of bills that a sentence names, in its order, each once."""
    return tuple(dict.fromkeys(title for _, title in _titles(sentence)))


def without_titles(sentence: str) -> str:
    """Return a sentence without the titles it names, so that their words mean nothing in it."""
    pieces, end = [], 0
    for start, title in _titles(sentence):
        pieces += [sentence[end:start], "Bill"]
        end = start + len(title)
    return "".join([*pieces, sentence[end:]])


def speaks_of_the_bill(sentence: str) -> bool:
    """Whether a sentence says "the bill" without a title: the heading tells which."""
    return _GENERIC.search(sentence) is not None


def speaks_of_bills(sentence: str) -> bool:
    """Whether a sentence says "the bills", more than one."""
    return _GENERIC_PLURAL.search(sentence) is not None


def bills_of(heading: str) -> tuple[str, ...]:
    """Return the titles of bills in a heading; what stands behind a spaced dash is not one."""
    start, titles = 0, []
    body = re.split(r"\s[\u2014\u2013]\s", heading, maxsplit=1)[0]
    for end in _HEADING_END.finditer(body):
        title = body[start : end.end()].strip(" ,;")
        title = re.sub(r"^(?:and )?(?:the )?", "", title)
        start = end.end()
        if " " in title:
            titles.append(title)
    return tuple(dict.fromkeys(titles))


def is_whole_title(text: str) -> bool:
    """Whether a line, or several of a wrapped heading, end as a title does, brackets closed."""
    return _TITLE_ENDS.search(text) is not None and text.count("(") == text.count(")")


def is_title_case(text: str) -> bool:
    """Whether a line is worded like a heading: capitals and small joining words alone."""
    words = re.findall(r"[^\W\d_][\w'\u2019\-]*", text)
    return bool(words) and all(word[0].isupper() or word in _SMALL for word in words)


def _titles(sentence: str) -> Iterator[tuple[int, str]]:
    floor = 0
    for end in _END.finditer(sentence):
        start = _start(sentence, max(floor, end.start() - _LONGEST), end.start())
        floor = end.end()
        if start < end.start():
            yield start, sentence[start : end.end()]


def _start(sentence: str, floor: int, end: int) -> int:
    """Return where the title begins that ends before the word Bill at `end`."""
    words = [
        (floor + word.start(), word.group()) for word in re.finditer(r"\S+", sentence[floor:end])
    ]
    depth, first = 0, len(words)
    for place in range(len(words) - 1, -1, -1):
        word = words[place][1]
        depth += word.count(")") - word.count("(")
        if depth <= 0 and not _may_belong(word):
            break
        if depth < 0:
            break
        first = place
    while first < len(words) and _cannot_begin(words[first][1]):
        first += 1
    return words[first][0] if first < len(words) else end


def _may_belong(word: str) -> bool:
    bare = word.strip("(),;:")
    if bare in _STOPS or bare in _LEADING or word.endswith((";", ".")):
        return False
    if word.endswith(":") or word[:1] in '\u201c\u201d"':
        return bare.isalpha() and bare[0].isupper()
    return not bare or bare[0].isupper() or bare[0].isdigit() or bare in _SMALL


def _cannot_begin(word: str) -> bool:
    bare = word.strip(",;:")
    return not bare or bare in _SMALL or bare in _LEADING or bare[0].isdigit()
