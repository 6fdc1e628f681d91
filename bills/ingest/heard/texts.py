"""Bodies of Hansard, the Journals and pasted words, read. Pure: no clock, no database."""

import json
import re
from dataclasses import dataclass
from datetime import date

from bills.ingest.votes.bodies import decoded
from bills.ingest.votes.days import day_of
from bills.ingest.votes.hansard_html import read_page
from bills.ingest.votes.hansard_text import read_row
from bills.ingest.votes.journals import read_journals
from bills.ingest.votes.pasted import read_pasted
from bills.ingest.votes.printed import ReadWords
from billtracker.problems import Problem, Refused

_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_SAID = re.compile(r"\s*(day|bill)\s*:\s*(\S.*?)\s*$", re.IGNORECASE)
_CP1252 = ".cp1252."


@dataclass(frozen=True, slots=True)
class Text:
    """A text as read: whose words these are, where they stand, and what whoever brought it said.

    `bill` (a title or a slug) is what a person said the votes are about where the words do not.
    """

    words: ReadWords
    publication: str
    name: str
    bill: str = ""

    @property
    def url(self) -> str:
        """The text's address, where it has one."""
        return self.name if self.name.startswith("https://") else ""


def read_hansard(content: bytes, name: str) -> Text:
    """Read a page of Hansard, or one row of the official text extract as JSON.

    The day is the page's own, else that in its name: an address by date, or a document id.
    """
    if content.lstrip()[:1] == b"{":
        return Text(read_row(_row(content, name), name), "Hansard", name)
    return Text(read_page(content, name, day=_day_in(name) or day_of(name)), "Hansard", name)


def read_journals_text(content: bytes, name: str) -> Text:
    """Read a text of the Journals; one in CP1252 says so in its name, as `week.cp1252.txt`."""
    return Text(read_journals(content, name, encoding=_encoding(name)), "Journals", name)


def read_pasted_text(content: bytes, name: str) -> Text:
    """Read words a person pasted, below lines `Day: 2024-11-14` and `Bill: 54-94` or its title.

    Both lines may be left out where the words tell. Raise Refused where the day is none.
    """
    said, words = _said(decoded(content, name, encoding=_encoding(name)))
    day = None
    if "day" in said and (day := _day_in(said["day"])) is None:
        raise Refused(Problem(name, "day", f"{said['day']!r} is not a day, as 2024-11-14."))
    return Text(read_pasted(words, name, day=day), "Pasted words", name, said.get("bill", ""))


def _said(text: str) -> tuple[dict[str, str], str]:
    """Return what the first lines say, and the words below them; lines keep their numbers."""
    said: dict[str, str] = {}
    lines = text.split("\n")
    for place, line in enumerate(lines):
        found = _SAID.match(line)
        if found is None:
            break
        said[found.group(1).lower()] = found.group(2)
        lines[place] = ""
    return said, "\n".join(lines)


def _row(content: bytes, name: str) -> dict[str, str]:
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem(name, "body", f"not whole JSON: {error}.")) from error
    return {key: value for key, value in row.items() if isinstance(value, str)}


def _encoding(name: str) -> str:
    return "cp1252" if _CP1252 in name else ""


def _day_in(text: str) -> date | None:
    found = _ISO.search(text)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
