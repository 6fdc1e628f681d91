"""What the recorded upstream knows: from a folder of recordings, or built by a test."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

type Row = dict[str, Any]

BILLS, PROPOSED_BILLS, AMENDMENT_PAPERS = 1, 3, 9
# The members that the search demands (domain.md B1), all of them, whatever is searched for.
TEMPLATE = (
    *("id", "documentPreset", "keyword", "selectCommittee", "status", "documentTypes"),
    *("documentSubtypes", "beforeCommittee", "billStages", "billTab", "billId"),
    *("includeBillStages", "subject", "person", "parliament", "dateFrom", "dateTo"),
    *("datePeriod", "restrictedFrom", "restrictedTo", "terminatedReason", "terminatedReasons"),
    *("column", "direction", "pageSize", "page"),
)
_OF_BILLS_ONLY = {"billTab": None, "includeBillStages": None, "column": 4}


class Misasked(Exception):
    """The question is one that upstream answers with an error."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(slots=True)
class World:
    """Rows of the lists by preset, details by id, and pages by address."""

    rows: dict[int, list[Row]] = field(default_factory=dict)
    details: dict[str, Row] = field(default_factory=dict)
    facets: Row = field(default_factory=lambda: {"parliaments": []})
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    parliament: int = 54

    @classmethod
    def recorded(cls, folder: Path) -> "World":
        """Return the world of a folder of recordings (`bills_api/`, `hansard_html/`, ...)."""
        world = cls()
        bills = folder / "bills_api"
        world.rows[BILLS] = json.loads((bills / "search.json").read_bytes())["results"]
        world.facets = json.loads((bills / "facets.json").read_bytes())
        for path in sorted((bills / "detail").glob("*.json")):
            world.details[path.stem] = json.loads(path.read_bytes())
        for pattern in ("hansard_html/*.html", "pages/*.html", "hansard_text/*", "pages/*.rss"):
            for path in sorted(folder.glob(pattern)):
                kind = {".html": "text/html", ".rss": "application/rss+xml"}
                content_type = kind.get(path.suffix, "text/plain; charset=utf-8")
                page = (content_type, path.read_bytes())
                world.pages[f"/{path.relative_to(folder)}"] = page
        return world

    def add_bill(self, detail: Row, **row: Any) -> None:
        """Add a bill in whole, and the row of the list that goes with it."""
        self.details[detail["Id"]] = detail
        self.rows.setdefault(BILLS, []).append(row_of(detail, **row))

    def add_transcript(self, day: str, html: bytes) -> None:
        """Add the Hansard of a sitting day."""
        self.pages[f"/hansard-transcript/{day}"] = ("text/html; charset=utf-8", html)

    def search(self, question: Any) -> Row:
        """Answer a search; raise Misasked where upstream would not."""
        missing = [name for name in TEMPLATE if name not in question]
        if missing:
            raise Misasked(400, f"The {missing[0]} field is required.")
        preset = question["documentPreset"]
        undue = [name for name, due in _OF_BILLS_ONLY.items() if question[name] != due]
        if preset != BILLS and undue:
            raise Misasked(500, f"{undue[0]} is of bills only.")
        wanted = question["parliament"]
        found = [
            row
            for row in self.rows.get(preset, [])
            if not wanted or str(row["parliamentNumber"]) == wanted
        ]
        if since := question["dateFrom"]:
            day = "lastStageDate" if preset == BILLS else "publicationDate"
            found = [row for row in found if (row.get(day) or "") >= since]
        start = (question["page"] - 1) * question["pageSize"]
        return {"totalResults": len(found), "results": found[start:][: question["pageSize"]]}

    def rss(self, which: str) -> bytes:
        """Return the feed of a set: guid, title, link."""
        preset = {"Bills": BILLS, "ProposedMembersBill": PROPOSED_BILLS}.get(which, 0)
        items = "".join(
            f"<item><guid>{row['id']}</guid><title>{escape(row['title'])}</title></item>"
            for row in self.rows.get(preset, [])
        )
        return (
            f'<rss version="2.0"><channel><title>{which}</title>{items}</channel></rss>'.encode()
        )


def row_of(detail: Row, **changes: Any) -> Row:
    """Return a row of the list as upstream derives it from a bill in whole."""
    stages = sorted(detail.get("Stages", []), key=lambda stage: stage["StageDate"])
    names = {2: "First Reading", 3: "Select Committee", 4: "Second Reading"}
    last = stages[-1] if stages else {"StageId": 2, "StageDate": "2026-01-01"}
    return {
        "id": detail["Id"],
        "title": detail["Title"],
        "status": names.get(last["StageId"], "First Reading"),
        "billNumber": detail.get("BillNumber"),
        "documentType": "Bill",
        "itemType": detail["BillTypeCode"],
        "selectCommittee": None,
        "parliamentNumber": detail["ParliamentNumber"],
        "lastStageDate": f"{last['StageDate'][:10]}T00:00:00Z",
        "billStages": [],
        "sop": None,
        "memberName": None,
        "publicationDate": None,
        **changes,
    }
