"""The Journals of the House, the Clerk's record, as the text of their pages.

Page headers fall in the middle of lists: a page begins with a form feed, its number and its
sitting day, and in committee repeats the bill's title, in one line or two, after one blank line or
two, where other pages leave four (checked on 20 July 2010 to 3 May 2011).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bills.ingest.votes import course
from bills.ingest.votes.bodies import decoded, refuse_markup
from bills.ingest.votes.days import day_in
from bills.ingest.votes.grammar import votes_in
from bills.ingest.votes.later import with_later
from bills.ingest.votes.lines import Level, Line, columns, physical
from bills.ingest.votes.printed import UNDATED, Place, ReadWords, When
from bills.ingest.votes.titles import is_title_case, is_whole_title
from billtracker.problems import Problem, Refused
from billtracker.text import squeezed

_PAGE = re.compile(
    r"\d{1,4}\s{3,}\w+day, \d{1,2} \w+ \d{4}|\w+day, \d{1,2} \w+ \d{4}\s{3,}\d{1,4}"
)
_DAY = re.compile(r"\w+day, \d{1,2} \w+ \d{4}")
_ITEM = re.compile(r"\d{1,2}\s{2,}(?=\S)")
_ITEM_INDENT = 2
_BLANKS_WITHOUT_TITLE = 3
_LONGEST_TITLE = 300


def read_journals(content: bytes, where: str, *, encoding: str = "") -> ReadWords:
    """Return the votes, later corrections and course of business of a Journals text.

    Raise Refused where it is not text, or holds no sitting day.
    """
    text = decoded(content, where, encoding=encoding)
    refuse_markup(text, where)
    lines = [*lines_of(text)]
    if not any(line.when.day for line in lines):
        raise Refused(Problem(where, "body", "no sitting day is in this text: not Journals."))
    read, paragraphs = votes_in(lines, where=where, wrapped=True)
    read.events = [*course.events_in(paragraphs)]
    read.corrections = [*course.corrections_in(paragraphs)]
    return with_later(read, where)


@dataclass(slots=True)
class _Page:
    """Where on a page the reading is: its day, blank lines since its head, its title so far."""

    when: When = UNDATED
    since_head: int | None = None
    title: str = ""

    def may_go_on_with_title(self, bare: str) -> bool:
        """Whether a line can belong to the title that a page's head repeats."""
        is_near = self.since_head is not None and self.since_head < _BLANKS_WITHOUT_TITLE
        return is_near and is_title_case(bare)


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of the text without the heads of its pages."""
    page = _Page()
    for number, offset, raw in physical(text):
        bare = raw.strip()
        if head := _head_of_page(bare):
            page.since_head, page.title = 0, ""
            page.when = page.when if page.when.day == head else When(head)
            yield Line("", Place(number, offset), when=page.when, is_page_break=True)
        elif not bare:
            if page.since_head is None:
                yield Line("", Place(number, offset), when=page.when)
            else:
                page.since_head += 1
        elif _DAY.fullmatch(bare) and (day := day_in(bare)):
            page.when = replace(page.when, held_on=None if day == page.when.day else day)
        elif page.may_go_on_with_title(bare):
            page.title = f"{page.title} {bare}".strip()
            if is_whole_title(page.title) or len(page.title) > _LONGEST_TITLE:
                page.title, page.since_head = "", _BLANKS_WITHOUT_TITLE
        else:
            page.since_head = None
            yield _line(raw, Place(number, offset), page.when)


def has_page_heads(text: str) -> bool:
    """Whether a text carries the heads of the Journals' pages."""
    return any(_head_of_page(raw.strip()) for _, _, raw in physical(text))


def _head_of_page(bare: str) -> date | None:
    return day_in(bare) if _PAGE.fullmatch(bare) else None


def _line(raw: str, place: Place, when: When) -> Line:
    indent = len(raw.lstrip("\f")) - len(raw.lstrip())
    item = _ITEM.match(raw.lstrip()) if indent <= _ITEM_INDENT else None
    if item:
        text = squeezed(raw.lstrip()[item.end() :])
        return Line(text, place, level=Level.TITLE, when=when)
    return Line(squeezed(raw), place, cells=columns(raw.rstrip()), when=when)
