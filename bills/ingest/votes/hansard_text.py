"""The official text extract of Hansard, whose separators are lost (DocumentsDB, 2024-09-06).

One row is one vote with what stood around it. The 47th Parliament parts its blocks by a no-break
space and a tab; later rows part nothing. `DocumentContentDate` is the day it was loaded: the
sitting day is in brackets in the text (48th to 50th), else only in the document's id.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from bills.ingest.votes.bodies import refuse_markup
from bills.ingest.votes.days import day_in, day_of
from bills.ingest.votes.grammar import votes_in
from bills.ingest.votes.lines import Level, Line
from bills.ingest.votes.printed import Place, ReadWords, When
from bills.ingest.votes.seams import pieces
from billtracker.problems import Problem, Refused
from billtracker.text import squeezed

_BLOCK = re.compile(r"\xa0?\t")
_CALLED = re.compile(r"A (?:party|personal) vote ?was called for", re.IGNORECASE)
_SITTING = re.compile(r"\[Sitting date: ([^.\]]{6,40})")


def read_row(row: Mapping[str, str], where: str, surnames: Collection[str] = ()) -> ReadWords:
    """Return the votes of one row of the extract, by its columns' own names.

    The fuller of the two titles is the heading: `Title` is only "Vote" since the 52nd
    Parliament, and `AbbreviatedTitle` is cut off at 128 characters. Raise Refused where the
    row holds no text, HTML, or no vote.
    """
    missing = {"Content", "Title", "AbbreviatedTitle", "ParliamentDocumentId"} - row.keys()
    if missing:
        raise Refused(Problem(where, "row", f"it has no column {min(missing)}."))
    title = max(row["Title"], row["AbbreviatedTitle"], key=len)
    return read_extract(
        row["Content"],
        where,
        title=title,
        day=day_of(row["ParliamentDocumentId"]),
        surnames=surnames,
    )


def read_extract(
    content: str,
    where: str,
    *,
    title: str = "",
    day: date | None = None,
    surnames: Collection[str] = (),
) -> ReadWords:
    """Return the votes of one run-together text."""
    refuse_markup(content, where)
    if _CALLED.search(content) is None:
        raise Refused(Problem(where, "Content", "no party or personal vote is called for in it."))
    sitting = _SITTING.search(content)
    when = When((day_in(sitting.group(1)) if sitting else None) or day)
    lines = _lines(content, title.removeprefix("Vote:").strip(), when)
    read, _ = votes_in(lines, where=where, surnames=surnames)
    return read


def _lines(content: str, title: str, when: When) -> Iterator[Line]:
    """Yield the title as headings, then the text from the first vote on, cut at its seams."""
    if title and title != "Vote":
        for level, part in zip((Level.DEBATE, Level.STAGE), title.split(" — ", 1), strict=False):
            yield Line(part.strip(), level=level, when=when)
    first = _CALLED.search(content)
    start = first.start() if first else 0
    for block in _blocks(content, start):
        for offset, piece in pieces(content[block[0] : block[1]]):
            if text := squeezed(piece):
                yield Line(text, Place(1, block[0] + offset), when=when)


def _blocks(content: str, start: int) -> Iterator[tuple[int, int]]:
    for mark in _BLOCK.finditer(content, start):
        yield start, mark.start()
        start = mark.end()
    yield start, len(content)
