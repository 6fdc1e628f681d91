"""Wrapped lines back to paragraphs and headings, as the Journals and pasted words need.

Nothing marks a heading in the Journals but its capitals and the blank line above it, and once
(5 April 2011) not even that; it may wrap too. A paragraph ends where a line ends a sentence, at
a blank line, or where another begins.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bills.ingest.votes.lines import Level, Line
from bills.ingest.votes.tells import header, is_correction, is_note_on_proxies
from bills.ingest.votes.titles import bills_of, is_title_case, is_whole_title

_ENDS = (".", ":", "—", ".\u201d", ".\u2019", ".)")
_BEGINS = (
    "On the question, ", "A party vote", "A personal vote", "Resolved, ", "Result corrected",
    "Result altered", "Vote corrected", "•", "(P) denotes", "(p) denotes",
)  # fmt: skip
_PEOPLE = ("Hon ", "Rt Hon ", "Dr ", "The House ", "The Speaker ", "By leave, ")
_APART = (
    "Reporting of bill", "Reporting and passing of bill", "Instruction to Committee",
    "Instructions to Committee", "Speaker\u2019s ruling", "(In the Committee)", "In Committee",
)  # fmt: skip
_SENTENCE = re.compile(r"[“”\"]|\b(?:moved|was|were|be|put|read|omit|insert|add)\b|\)$")
_LONGEST_HEADING = 600
_LONGEST = 20_000


class Paragraphs:
    """Takes lines one by one and gives whole paragraphs; a blank line has no text."""

    def __init__(self) -> None:
        self._line: Line | None = None
        self._pieces: list[str] = []
        self._size = 0
        self._after_blank = True
        self._may_be_heading = False
        self._may_be_topic = False

    def push(self, line: Line) -> Iterator[Line]:
        """Take a line; yield every paragraph or heading that it completes."""
        if line.is_page_break:
            self._after_blank = self._after_blank or self._line is None
        elif not line.text:
            yield from self.flush()
            self._after_blank = True
        elif line.level or self._stands_apart(line.text):
            yield from self.flush()
            yield _with_level(line)
            self._after_blank = True
        else:
            if self._is_cut_before(line.text):
                yield from self.flush(is_cut=True)
            self._take(line)
            if line.text.endswith(_ENDS):
                yield from self.flush()

    def flush(self, *, is_cut: bool = False) -> Iterator[Line]:
        """Yield what is left; a title that a blank line or a new sentence ends is a heading."""
        line, text = self._line, self._text()
        level = self._level(text, is_cut=is_cut)
        self._line, self._pieces, self._size = None, [], 0
        if line is not None:
            self._after_blank = level is not Level.TEXT
            yield replace(line, text=text, level=level)

    def _level(self, text: str, *, is_cut: bool) -> Level:
        """Return the level of what is left, if it is a heading: it ends no sentence.

        A title in capitals may stand alone; other words are a topic only before a sentence.
        """
        if text.endswith(_ENDS) or len(text) > _LONGEST_HEADING:
            return Level.TEXT
        if self._may_be_heading and (bills_of(text) or not is_cut):
            return Level.DEBATE if bills_of(text) else Level.STAGE
        return Level.DEBATE if self._may_be_topic and is_cut else Level.TEXT

    def _text(self) -> str:
        return joined(self._pieces) if self._pieces else ""

    def _take(self, line: Line) -> None:
        if self._line is None:
            self._line = line
            self._may_be_heading = self._after_blank or is_whole_title(line.text)
            self._may_be_topic = self._after_blank and line.text[:1].isupper()
        self._pieces.append(line.text)
        self._size += len(line.text)
        self._may_be_heading = (
            self._may_be_heading and self._size < _LONGEST_HEADING and is_title_case(line.text)
        )
        self._may_be_topic = self._may_be_topic and not _SENTENCE.search(line.text)
        self._after_blank = False

    def _stands_apart(self, text: str) -> bool:
        """Whether a line is a paragraph by itself; a wrapped correction may begin "Noes 70."."""
        if text.startswith(_APART) or is_note_on_proxies(text):
            return True
        return header(text) is not None and not is_correction(joined(self._pieces[:2]))

    def _is_cut_before(self, text: str) -> bool:
        if not self._pieces:
            return False
        if text.startswith(_BEGINS) or self._size > _LONGEST:
            return True
        if self._pieces[0].startswith("•"):
            return text.startswith("and the ") and is_whole_title(self._text())
        if self._may_be_heading and is_whole_title(self._text()):
            return not text.startswith("(No ") and not text[0].islower()
        return self._may_be_topic and text.startswith(_PEOPLE) and not is_title_case(text)


def joined(pieces: list[str]) -> str:
    """Return wrapped lines as one; a line's last hyphen is the word's own (Governor-General)."""
    text = " ".join(pieces)
    return re.sub(r"(?<=\w)- (?=[A-Z])", "-", text)


def _with_level(line: Line) -> Line:
    return replace(
        line, level=line.level or (Level.PART if line.text.startswith(_APART) else Level.TEXT)
    )
