"""Hansard as HTML, in the three markups it has had.

1. 2003 to July 2016: `div.partyVote` and `div.personalVote` with tables; headings are h1 to h4.
2. July 2016 to 2025: `p.VoteReason`, `p.VoteCount`, `p.VoteText`, `p.VoteResult`; tables of names
   in `.tablescroll`; headings are paragraphs of the classes Debate, SubDebate, MarginHeading.
3. 2025 on (hansard.parliament.nz): paragraphs of `span.HpsItem` and nothing else; what is
   centred in bold is a side's total or a heading.

All three are the same text in blocks, so one walk serves: a block is a line, a row of names a
line with cells.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

from lxml import html
from lxml.etree import LxmlError

from bills.ingest.votes.bodies import decoded_page, not_hansard
from bills.ingest.votes.days import day_in
from bills.ingest.votes.grammar import votes_in
from bills.ingest.votes.lines import Cell, Level, Line
from bills.ingest.votes.printed import UNDATED, Place, ReadWords, When
from bills.ingest.votes.tells import header
from billtracker.days import WELLINGTON
from billtracker.problems import Problem, Refused
from billtracker.text import squeezed

_HEADINGS = {"h1": Level.TITLE, "h2": Level.DEBATE, "h3": Level.STAGE, "h4": Level.PART}
_HEADING_CLASSES = {
    "Debate": Level.DEBATE,
    "DebateDebate": Level.DEBATE,
    "Debatealone": Level.DEBATE,
    "BillDebate": Level.DEBATE,
    "BillDebate2": Level.DEBATE,
    "SubDebate": Level.STAGE,
    "SubDebatealone": Level.STAGE,
    "MarginHeading": Level.PART,
}
_BLOCKS = frozenset(
    {"p", "li", "caption", "td", "th", "tr", "div", "table", "tbody", "tfoot", "thead", "ul",
     "ol", "section", "article", "body", "html", "main", "blockquote", "colgroup", *_HEADINGS}
)  # fmt: skip
_SKIPPED = frozenset({"script", "style", "noscript", "head", "template", "iframe", "svg"})
_LISTING = frozenset({"VoteCount", "VoteText", "VoteResult"})
_KNOWN = (
    "//*[contains(concat(' ', @class, ' '), ' copy ')]//*[contains(@class, 'section')]"
    " | //*[contains(concat(' ', @class, ' '), ' Hansard ')]"
    " | //*[contains(@class, 'hansard__level')] | //*[contains(@class, 'VoteReason')]"
    " | //*[contains(@class, 'partyVote') or contains(@class, 'personalVote')]"
    " | //*[contains(@class, 'HpsItem')]"
)
_TIME = re.compile(r"time_(\d{4})(\d{2})(\d{2}) (\d{2}):(\d{2}):(\d{2})")
_META_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})T")


def read_page(
    content: bytes, where: str, *, day: date | None = None, surnames: Collection[str] = ()
) -> ReadWords:
    """Return the votes of a page of Hansard; a page without votes has none.

    `day` is the sitting day, where the address tells it and the page does not. Raise Refused
    for a challenge page, an empty shell, or a page that is not Hansard.
    """
    text = decoded_page(content, where)
    return read_markup(text, where, day=day, surnames=surnames)


def read_markup(
    text: str,
    where: str,
    *,
    day: date | None = None,
    surnames: Collection[str] = (),
    is_piece: bool = False,
) -> ReadWords:
    """Return the votes in HTML; of a pasted piece of a page no known frame is asked."""
    root = _parsed(text, where)
    if not is_piece and not root.xpath(_KNOWN):
        visible = " ".join(line.text for line in _Walk(UNDATED).lines(root))
        raise not_hansard(visible, where, has_scripts="blazor" in text.lower())
    lines = _Walk(When(_day_of_page(root) or day)).lines(root)
    read, _ = votes_in(lines, where=where, surnames=surnames)
    return read


def _parsed(text: str, where: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise Refused(Problem(where, "body", f"not readable as HTML: {error}.")) from error


def _day_of_page(root: html.HtmlElement) -> date | None:
    """Return the sitting day a page names.

    `DC.Date` is noon of the sitting day whatever its Z claims: read as UTC it would be the day
    after (2007-05-16T12:00:00.000Z is on a sitting of 16 May 2007).
    """
    for meta in root.xpath("//meta[@name='DC.Date']/@content"):
        if found := _META_DAY.match(meta):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    for element in root.xpath("//*[contains(@class, 'publish-date')]"):
        return day_in(squeezed(element.text_content()))
    return None


class _Walk:
    """Walks a page in its order and makes lines of its blocks, without recursion."""

    def __init__(self, when: When) -> None:
        self._when = when

    def lines(self, root: html.HtmlElement) -> Iterator[Line]:
        """Yield the blocks of the page as lines."""
        stack: list[html.HtmlElement | tuple[str, int]] = [root]
        run: list[str] = []
        line = 0
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                run.append(item[0])
                continue
            if not isinstance(item.tag, str) or item.tag in _SKIPPED:
                continue
            self._hear(item)
            if self._is_whole(item):
                yield from self._run(run, line)
                line = item.sourceline or line
                yield from self._block(item, line)
                continue
            if item.tag in _BLOCKS:
                yield from self._run(run, line)
                line = item.sourceline or line
            stack.extend(reversed([*_content(item)]))
        yield from self._run(run, line)

    def _run(self, run: list[str], line: int) -> Iterator[Line]:
        """Yield the loose text read so far as a line."""
        text = squeezed("".join(run))
        run.clear()
        if text:
            yield Line(text, Place(line), when=self._when)

    def _hear(self, element: html.HtmlElement) -> None:
        """Remember the moment that an anchor marks (`time_20240625 14:03:11`)."""
        name = element.get("name") if element.tag == "a" else None
        if name and (found := _TIME.match(name)):
            with suppress(ValueError):
                told = datetime.fromisoformat("{}-{}-{}T{}:{}:{}".format(*found.groups()))
                after = told.replace(tzinfo=WELLINGTON).astimezone(UTC)
                self._when = replace(self._when, after=after)

    def _is_whole(self, element: html.HtmlElement) -> bool:
        if element.tag in _HEADINGS or element.tag in {"p", "li", "caption", "tr"}:
            return not any(child.tag in _BLOCKS for child in element.iterdescendants()) or (
                element.tag == "tr"
            )
        return False

    def _block(self, element: html.HtmlElement, line: int) -> Iterator[Line]:
        for anchor in element.iter("a"):
            self._hear(anchor)
        if element.tag == "tr":
            yield from self._row(element, line)
            return
        if text := squeezed(element.text_content()):
            yield Line(text, Place(line), level=_level(element, text), when=self._when)

    def _row(self, row: html.HtmlElement, line: int) -> Iterator[Line]:
        """Yield a row: the parts of a party vote one by one, or the names of a personal vote."""
        cells = [
            (column, cell.get("class") or "", squeezed(cell.text_content()))
            for column, cell in enumerate(row.iter("td", "th"))
        ]
        if any(_LISTING & set(classes.split()) for _, classes, _ in cells):
            for _, _, text in cells:
                if text:
                    yield Line(text, Place(line), when=self._when)
            return
        named = tuple(Cell(column, text) for column, _, text in cells if text)
        if named:
            text = " ".join(cell.text for cell in named)
            yield Line(text, Place(line), cells=named, when=self._when)


def _content(element: html.HtmlElement) -> Iterator[html.HtmlElement | tuple[str, int]]:
    """Yield the text and the children of an element in order."""
    if element.text:
        yield (element.text, 0)
    for child in element:
        yield child
        if child.tail:
            yield (child.tail, 0)


def _level(element: html.HtmlElement, text: str) -> Level:
    if element.tag in _HEADINGS:
        return _HEADINGS[element.tag]
    for name in (element.get("class") or "").split():
        if name in _HEADING_CLASSES:
            return _HEADING_CLASSES[name]
    is_centred = element.xpath(".//span[contains(@class, 'CharacterBoldCentred')]")
    if is_centred and header(text) is None:
        return Level.DEBATE if "bill" in text.lower() else Level.STAGE
    return Level.TEXT
