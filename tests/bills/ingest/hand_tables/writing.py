"""Tables written as a person would, taken in, and what the error file then tells."""

import csv
from io import StringIO

from django.core.management import call_command

from bills.ingest.hand_tables.columns import VOTES, columns_of

COLUMNS = tuple(columns_of(VOTES))
GOOD = {
    "vote": "good",
    "sitting_date": "2024-11-14",
    "bills": "54-94",
    "question": "That the bill be now read a first time",
    "kind": "reading",
    "stage": "first reading",
    "method": "party",
    "result": "agreed",
    "option": "aye",
    "voter": "New Zealand National",
    "weight": "3",
}
YES = {True: "yes", False: ""}


def table(*rows, header=None, delimiter=","):
    """Return rows (dicts) as a table with the columns they have, or with these."""
    header = header or list(dict.fromkeys(name for row in rows for name in row))
    text = StringIO()
    writer = csv.DictWriter(text, header, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def votes_table(votes):
    """Return VoteFacts as a table with every column."""
    return table(*(row for facts in votes for row in _rows(facts)), header=COLUMNS)


def _rows(facts):
    tallies = [
        {"option": t.option, "option_label": t.label, "declared": _text(t.declared)}
        for t in facts.tallies
    ]
    first, *more = [*tallies, *map(_ballot, facts.ballots)] or [{}]
    yield {"vote": facts.slug, **_own(facts), **first}
    yield from ({"vote": facts.slug, **row} for row in more)


def _own(facts):
    reference = facts.grounds.references[0] if facts.grounds.references else None
    return {
        "sitting_date": facts.sitting_date.isoformat(),
        "question": facts.question,
        "kind": facts.kind,
        "method": facts.method,
        "bills": " | ".join(facts.bills),
        "stage": facts.stage or "",
        "result": facts.result or "",
        "held_at": facts.held_at.isoformat() if facts.held_at else "",
        "presiding": facts.presiding,
        "hansard_status": facts.hansard_status,
        "note": facts.note,
        "source_title": reference.title if reference else "",
        "source_publisher": reference.publisher if reference else "",
        "source_url": reference.url if reference else "",
        "source_date": _text(reference and reference.published_on),
        "confidence": facts.grounds.confidence,
        "derivation": facts.grounds.derivation,
    }


def _ballot(ballot):
    return {
        "option": ballot.option,
        "voter": ballot.member or ballot.party or "",
        "weight": str(ballot.weight),
        "names": "|".join(ballot.names),
        "printed": "|".join(ballot.printed),
        "label": ballot.label,
        "proxy": YES[ballot.proxy],
        "proxy_holder": ballot.proxy_holder or "",
        "teller": YES[ballot.teller],
    }


def _text(value):
    return "" if value is None else str(value)


def written(folder, **tables):
    """Write tables (rows, or whole texts) into a folder, by the name of their file."""
    for name, rows in tables.items():
        text = rows if isinstance(rows, bytes) else table(*rows).encode()
        (folder / f"{name}.csv").write_bytes(text)
    return folder


def ingest(path, **options):
    """Run the command; return what it printed and the error file's rows."""
    errors, said = path / "errors.out", StringIO()
    call_command("ingest", "tables", path=path, errors=errors, stdout=said, stderr=said, **options)
    return said.getvalue(), told(errors)


def told(errors):
    with errors.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
