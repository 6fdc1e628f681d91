"""What a whole list no longer has, noticed at the end of a run that asked for all of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from bills.ingest.bills_api.answers import as_json
from bills.ingest.bills_api.names import List, page_of
from bills.services import mark_unlisted
from billtracker.provenance.models import Retrieval, Source
from billtracker.provenance.services import latest


def note_unlisted(source: Source, names: Iterable[str]) -> None:
    """Mark the bills that the list no longer has; a list not wholly here says nothing of any."""
    pages = [name for name in names if (page := page_of(name)) and page.list is List.BILLS]
    answers = list(_answers(latest((source.pk, name) for name in pages)))
    rows = [row for answer in answers for row in answer["results"]]
    listed = {row["id"] for row in rows}
    if listed and all(answer.get("totalResults") == len(listed) for answer in answers):
        mark_unlisted(listed=listed, on=timezone.localdate())


def _answers(retrievals: Sequence[Retrieval]) -> Iterator[dict[str, Any]]:
    for retrieval in retrievals:
        yield as_json(bytes(retrieval.body.content), retrieval.url)
