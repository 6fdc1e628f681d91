"""Any answer of the bills API, told by its shape and read."""

import json
from typing import Any

from bills.ingest.bills_api.detail import detail
from bills.ingest.bills_api.listing import bill_row, each, parliament_row
from bills.ingest.bills_api.names import List, page_of
from bills.ingest.bills_api.papers import amendment_paper_row, proposed_bill_row
from bills.ingest.records import Records
from billtracker.problems import Problem, Refused
from billtracker.shells import is_html, why_empty

_ROWS = {
    List.BILLS: bill_row,
    List.PROPOSED_BILLS: proposed_bill_row,
    List.AMENDMENT_PAPERS: amendment_paper_row,
}


def parse_answer(content: bytes, name: str) -> Records:
    """Read any of upstream's answers; a row that misfits becomes a problem, the others are read.

    Raise Refused, with nothing taken, where the body is not JSON or none of the known shapes.
    """
    answer = as_json(content, name)
    page = page_of(name)
    if isinstance(answer, dict):
        if "results" in answer:
            return each(answer["results"], name, _ROWS[page.list if page else List.BILLS])
        if "Stages" in answer:
            return detail(answer, name)
        if "parliaments" in answer:
            return each(answer["parliaments"], name, parliament_row)
    raise Refused(Problem(name, "body", "not an answer of the bills API that is known here."))


def as_json(content: bytes, name: str) -> Any:
    """Return a body as JSON, in UTF-8 or UTF-16; raise Refused, in words, where it is none."""
    if is_html(content):
        sentence = why_empty(content) or "is a page of HTML, where JSON was due."
        raise Refused(Problem(name, "body", sentence))
    try:
        return json.loads(content)
    except UnicodeDecodeError as error:
        sentence = f"not in UTF-8: {error.reason} at byte {error.start}."
        raise Refused(Problem(name, "body", sentence)) from error
    except (ValueError, RecursionError) as error:
        raise Refused(Problem(name, "body", f"not whole JSON: {error}.")) from error
