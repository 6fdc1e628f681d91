"""Words a person pasted: any of the markups, or none, with no-break spaces and wrapped lines."""

from collections.abc import Collection, Iterator
from datetime import date

from bills.ingest.votes.bodies import is_markup
from bills.ingest.votes.days import day_in
from bills.ingest.votes.grammar import votes_in
from bills.ingest.votes.hansard_html import read_markup
from bills.ingest.votes.journals import has_page_heads, lines_of
from bills.ingest.votes.lines import Line, columns, physical
from bills.ingest.votes.printed import Place, ReadWords, When
from bills.ingest.votes.seams import is_glued, pieces
from billtracker.problems import Problem, Refused
from billtracker.text import squeezed

_MOST = 2_000_000


def read_pasted(
    text: str, where: str, *, day: date | None = None, surnames: Collection[str] = ()
) -> ReadWords:
    """Return the votes in words that a person pasted.

    Raise Refused where there are no words, too many, or no vote in them.
    """
    if not text.strip():
        raise Refused(Problem(where, "words", "there are no words here."))
    if len(text) > _MOST:
        raise Refused(Problem(where, "words", f"more than {_MOST} characters; paste one debate."))
    if is_markup(text):
        read = read_markup(text, where, day=day, surnames=surnames, is_piece=True)
    else:
        lines = lines_of(text) if has_page_heads(text) else _lines(text, day)
        read, _ = votes_in(lines, where=where, wrapped=True, surnames=surnames)
    if not read.votes:
        sentence = "no vote is in these words: neither a question with totals nor a reading."
        raise Refused(Problem(where, "words", sentence), *read.problems)
    return read


def _lines(text: str, day: date | None) -> Iterator[Line]:
    when = When(day)
    for number, offset, raw in physical(text.replace("\r\n", "\n").replace("\r", "\n")):
        when = When(_day_of(raw)) if when.day is None else when
        place = Place(number, offset)
        if not is_glued(raw) and not _has_two_sides(raw):
            yield Line(squeezed(raw), place, cells=columns(raw.rstrip()), when=when)
            continue
        for start, piece in pieces(raw):
            if squeezed(piece):
                yield Line(squeezed(piece), Place(number, offset + start), when=when)


def _day_of(raw: str) -> date | None:
    """Return the day of a line that is little more than a day."""
    return day_in(raw) if len(raw.strip()) < 60 else None  # noqa: PLR2004


def _has_two_sides(raw: str) -> bool:
    return "Ayes" in raw and "Noes" in raw and "announced" not in raw and "result" not in raw
