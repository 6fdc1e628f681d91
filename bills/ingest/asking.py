"""What to ask the bills API: the vocabularies, the lists page by page, each bill that changed.

The list's own row is the version of a bill: one whose row is as it was is not asked again, but
for bills that are alive, which are asked once a day.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from bills.ingest.bills_api.answers import as_json
from bills.ingest.bills_api.names import List, Page, detail_name, page_of
from billtracker.intake.sources import Wanted
from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched

_PRESETS = {List.BILLS: 1, List.PROPOSED_BILLS: 3, List.AMENDMENT_PAPERS: 9}
# The search refuses a body without any one of these (domain.md B1).
_NULLS = (
    *("id", "keyword", "selectCommittee", "beforeCommittee", "billId", "subject", "person"),
    *("parliament", "dateFrom", "dateTo", "datePeriod", "restrictedFrom", "restrictedTo"),
    "terminatedReason",
)
_LISTS = ("status", "documentTypes", "documentSubtypes", "billStages", "terminatedReasons")
_TEMPLATE: dict[str, Any] = {
    **dict.fromkeys(_NULLS),
    **{name: [] for name in _LISTS},
    "billTab": "All",
    "includeBillStages": True,
    "column": 17,
    "direction": 1,
}
# Sent with another preset, these of the bills' make the search fail.
_NOT_OF_BILLS = {"billTab": None, "includeBillStages": None, "column": 4}
_OVER = frozenset({"Royal Assent", "Terminated"})
_KEY = re.compile(r"[0-9A-Za-z-]+")
# All Parliaments together had 3,513 bills in June 2026: a list of more pages than this is a fault.
_PAGES_AT_MOST = 1000


def first(since: date | None) -> Iterator[Wanted]:
    """Yield the vocabularies and the first page of each list, of what changed since a day."""
    lists = [Page(which, 1, since) for which in List]
    yield Wanted("facets.json", f"{settings.BILLS_API_URL}/api/data/facet", _question(lists[0]))
    yield from map(_wanted, lists)


def then(body: Fetched, _since: date | None) -> Iterator[Wanted]:
    """Yield what a page leads to: the bills in whole of its rows, and from page 1 the others.

    A page that cannot be read leads nowhere: its reader says why. What a name asks, `since`
    included, the pages that follow it ask too.
    """
    page, answer = page_of(body.name), _answer_of(body)
    rows = answer.get("results")
    if page is None or not isinstance(rows, list):
        return
    if page.list is List.BILLS:
        yield from _details(rows)
    total = answer.get("totalResults")
    if page.number == 1 and rows and isinstance(total, int):
        # Upstream may give fewer rows a page than it was asked for.
        last = min(-(-total // len(rows)), _PAGES_AT_MOST)
        yield from (_wanted(replace(page, number=number)) for number in range(2, last + 1))


def _answer_of(body: Fetched) -> dict[str, Any]:
    try:
        answer = as_json(body.content, body.name)
    except Refused:
        return {}
    return answer if isinstance(answer, dict) else {}


def _wanted(page: Page) -> Wanted:
    return Wanted(page.name, f"{settings.BILLS_API_URL}/api/data/search", _question(page))


def _question(page: Page) -> dict[str, Any]:
    return {
        **_TEMPLATE,
        **({} if page.list is List.BILLS else _NOT_OF_BILLS),
        "documentPreset": _PRESETS[page.list],
        "dateFrom": page.since and page.since.isoformat(),
        "pageSize": settings.BILLS_API_PAGE_SIZE,
        "page": page.number,
    }


def _details(rows: list[Any]) -> Iterator[Wanted]:
    for row in rows:
        key = row.get("id") if isinstance(row, dict) else None
        if isinstance(key, str) and _KEY.fullmatch(key):
            url = f"{settings.BILLS_API_URL}/api/data/Bill/{key}"
            yield Wanted(detail_name(key), url, version=_version(row))


def _version(row: dict[str, Any]) -> str:
    """Return what tells whether a bill must be asked: its row, and for one that is alive the day.

    The row does not show submissions extended, nor a report's new day.
    """
    is_over = row.get("status") in _OVER
    told = [row, None if is_over else timezone.localdate().isoformat()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
