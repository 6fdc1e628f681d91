"""The change feed: every event, oldest first, for programs that follow the record.

`next` is always given: it is where to ask again, also when nothing was newer. Where a page is
not full it stands at the newest event there was, whatever the filters, so a follower of one
bill never reads the log twice.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, TypedDict

from pydantic import BeforeValidator, Field

from billtracker.api.errors import unusable
from billtracker.api.links import Links
from billtracker.api.parameters import (
    DEFAULT_PAGE_SIZE,
    MAX_PAGE_SIZE,
    Cursor,
    Moment,
    Number,
    Parameters,
    Slug,
    Yes,
)
from billtracker.api.shapes import Source, sources
from billtracker.api.views import Asked, ReadList
from billtracker.db import planned
from billtracker.events.kinds import KINDS, NOUNS
from billtracker.events.models import Event, EventQuerySet

SUBJECTS = ("bill", "vote", "member", "party")
PAGES = frozenset({"bill", "vote", "member"})
_LARGEST = 2**63 - 1


def _kind(text: str) -> str:
    if text not in KINDS and text not in NOUNS:
        raise ValueError(
            f"Give one of {', '.join(NOUNS)}, or with what happened to it, as vote.corrected."
        )
    return text


class FeedParameters(Parameters):
    """What the change feed takes; filters narrow it together."""

    of_form: ClassVar[frozenset[str]] = frozenset(
        {*Parameters.of_form, "after", "page_size", "count"}
    )

    after: Cursor | None = Field(None, description="The `cursor` of the last event seen.")
    page_size: Annotated[Number, Field(ge=1, le=MAX_PAGE_SIZE)] = DEFAULT_PAGE_SIZE
    count: Yes = False
    kind: Annotated[str, BeforeValidator(_kind)] | None = Field(
        None, description="`vote.changed`, or `vote` for whatever happened to votes."
    )
    bill: Slug | None = None
    vote: Slug | None = None
    member: Slug | None = None
    party: Slug | None = None
    since: Moment | None = Field(None, description="Recorded at this moment or later.")


class Subject(TypedDict):
    """What an event touched; without `url` where the API has no address for it."""

    kind: str
    id: str
    url: str | None
    html_url: str | None


class EventShape(TypedDict):
    """One change. `cursor` is what to give as `after` once this event was dealt with."""

    id: str
    url: str
    html_url: str | None
    updated_at: datetime
    cursor: str
    kind: str
    subjects: list[Subject]
    occurred_on: date | None
    recorded_at: datetime
    before: Any
    after: Any
    sources: list[Source]


def cursor_after(event_id: int) -> str:
    """Return the place just after an event.

    It is not signed: it must outlive keys, for a follower may keep one for years, and there is
    nothing in it to protect, since events carry their numbers.
    """
    return base64.urlsafe_b64encode(f"event {event_id}".encode()).decode().rstrip("=")


def event_before(cursor: str, newest: int) -> int:
    """Return the event that a cursor stands after.

    A cursor that is ahead of the log comes from another one, or from before a backup was
    restored; following it would silently miss what comes until the log has caught up.
    """
    try:
        text = base64.b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}", b"-_", validate=True)
    except (ValueError, binascii.Error):
        text = b""
    match = re.fullmatch(rb"event (0|[1-9][0-9]{0,18})", text)
    if match is None or cursor_after(int(match[1])) != cursor:
        raise unusable("after", "It is not a cursor of this feed.")
    event_id = int(match[1])
    if event_id > min(newest, _LARGEST):
        raise unusable("after", "It is ahead of this log: begin again without it.")
    return event_id


class ChangeFeed(ReadList[FeedParameters]):
    """Every event, oldest first."""

    parameters = FeedParameters
    shape = EventShape

    def answer(self, asked: Asked[FeedParameters], **_path: str) -> Mapping[str, Any]:
        """Return the events after a place, and the place to ask from next."""
        parameters, newest = asked.parameters, asked.version.event
        start = event_before(parameters.after, newest) if parameters.after else 0
        rows = matching(parameters)
        # No further than the version: what comes later has a later version to be asked for.
        beyond = rows.filter(pk__gt=start, pk__lte=newest).order_by("pk")
        found = list(beyond[: parameters.page_size + 1])
        has_more = len(found) > parameters.page_size
        shown = found[: parameters.page_size]
        reached = shown[-1].pk if has_more else newest
        query = parameters.given | {"after": cursor_after(reached)}
        return {
            "count": rows.count() if parameters.count else None,
            "next": asked.links.here(**query),
            "previous": None,
            "has_more": has_more,
            "results": [event_shape(row, asked.links) for row in shown],
        }


def matching(parameters: FeedParameters) -> EventQuerySet:
    """Return the events that the filters leave, with all that is shown of them."""
    rows = Event.objects.select_related("origin__retrieval__source")
    rows = planned(rows.prefetch_related("origin__citations"))
    if kind := parameters.kind:
        rows = rows.filter(kind=kind) if "." in kind else rows.filter(kind__startswith=f"{kind}.")
    for subject in SUBJECTS:
        if slug := getattr(parameters, subject):
            rows = rows.about(subject, slug)
    if parameters.since:
        rows = rows.filter(recorded_at__gte=parameters.since)
    return rows


def event_shape(row: Event, links: Links) -> EventShape:
    """Return an event as it is told; whoever entered it is not named."""
    subjects = [_subject(words, links) for words in row.subjects]
    before = cursor_after(row.pk - 1)
    return {
        "id": str(row.pk),
        "url": links.api("events", after=before, page_size="1"),
        "html_url": next((s["html_url"] for s in subjects if s["html_url"]), None),
        "updated_at": row.recorded_at,
        "cursor": cursor_after(row.pk),
        "kind": row.kind,
        "subjects": subjects,
        "occurred_on": row.occurred_on,
        "recorded_at": row.recorded_at,
        "before": row.before,
        "after": row.after,
        "sources": sources(row.origin) if row.origin else [],
    }


def _subject(words: str, links: Links) -> Subject:
    kind, _, slug = words.partition(":")
    return {
        "kind": kind,
        "id": slug,
        "url": links.api(kind, slug) if kind in ("bill", "vote") else None,
        "html_url": links.page(kind, slug) if kind in PAGES else None,
    }
