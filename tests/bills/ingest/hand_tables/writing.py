"""Votes written as a table, as a person would: for tests that read them back."""

import csv
from io import StringIO

from bills.ingest.hand_tables.columns import VOTES, columns_of

COLUMNS = tuple(columns_of(VOTES))
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
