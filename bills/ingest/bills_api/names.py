"""What bodies of the bills API are kept under: a name states what was asked."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_PAGE = re.compile(r"([a-z-]+)/(?:since-(\d{4}-\d{2}-\d{2})/)?(\d+)\.json")


class List(StrEnum):
    """The lists that the search gives, by the folder of their pages."""

    BILLS = "search"
    PROPOSED_BILLS = "proposed-bills"
    AMENDMENT_PAPERS = "amendment-papers"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, of what changed since a day where one is given."""

    list: List
    number: int
    since: date | None = None

    @property
    def name(self) -> str:
        """What the page is kept under."""
        folder = f"{self.list}/since-{self.since}" if self.since else self.list
        return f"{folder}/{self.number}.json"


def page_of(name: str) -> Page | None:
    """Return the page that a body's name states, None where it states none."""
    match = _PAGE.fullmatch(name)
    if match is None or match[1] not in list(List):
        return None
    since = date.fromisoformat(match[2]) if match[2] else None
    return Page(List(match[1]), int(match[3]), since)


def detail_name(upstream_id: str) -> str:
    """Return what a bill in whole is kept under."""
    return f"detail/{upstream_id}.json"
