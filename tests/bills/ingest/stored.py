"""What is stored after answers were taken in, to be compared."""

import json
from zoneinfo import ZoneInfo

from django.db import connection

from bills.ingest.sources import BILLS_API
from bills.models import Bill, BillState, Referral, Stage
from billtracker.outcome import Report
from tests.factories import undone
from tests.taking_in import take_in_from

WELLINGTON = ZoneInfo("Pacific/Auckland")
# Everything that is stored but when a source was tried, which each run notes.
TABLES = [
    *(f"bills_{name}" for name in ("bill", "billversion", "billrelation", "billstate")),
    *(
        f"bills_{name}"
        for name in ("stage", "referral", "vote", "cast", "position", "proposedbill")
    ),
    *(f"bills_{name}" for name in ("amendmentpaper", "amendmentpaper_bills")),
    *(f"members_{name}" for name in ("parliament", "sittingday", "member", "membership")),
    *(f"provenance_{name}" for name in ("retrieval", "body", "origin", "citation")),
    "events_event",
]
FACTS = [name for name in TABLES if not name.startswith("provenance_")]


def say_nothing(name, report):
    """Nobody listens."""


def take_in(*paths):
    """Take in files one by one, in this order; return the whole report."""
    total = Report()
    for path in paths:
        total.add(take_in_from(BILLS_API, path))
    return total


def digests(tables):
    """Return, per table, how many rows it holds and a digest of all they hold."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT count(*), md5(string_agg(row::text, '|' ORDER BY row::text))"  # noqa: S608
                f" FROM {table} AS row"
            )
            found[table] = cursor.fetchone()
    return found


def latest_moments():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT max(updated_at) FROM bills_bill),"
            " (SELECT max(updated_at) FROM bills_stage),"
            " (SELECT max(updated_at) FROM members_parliament)"
        )
        return cursor.fetchone()


def bills_as_stored():
    """Return all that is stored of bills, apart from numbers of rows and moments."""
    fields = ("slug", "number", "title", "type", "act_title", "act_number", "listed_stage")
    stages = ("bill__slug", "stage", "on", "outcome", "sitting_type", "started_at", "key")
    states = ("bill__slug", "since", "until", "status", "stage", "outcome", "next_stage")
    referrals = ("bill__slug", "committee", "referred_on", "report_due_on", "reported_on")
    return [
        sorted(model.objects.values_list(*names), key=str)
        for model, names in (
            (Bill, fields),
            (Stage, stages),
            (BillState, states),
            (Referral, referrals),
        )
    ]


def stored_after(*paths):
    """Take files in, in a world of their own; return what is stored of bills."""
    with undone():
        take_in(*paths)
        return bills_as_stored()


def sittings_of(slug, stage):
    rows = Stage.objects.filter(bill__slug=slug, stage=stage).order_by("started_at")
    return [
        (row.on, row.started_at.astimezone(WELLINGTON).date(), row.sitting_type, row.outcome)
        for row in rows
    ]


def detail_named(folder, number):
    """Return the file of the bill in whole that has this number."""
    found = [
        path
        for path in sorted((folder / "bills_api" / "detail").glob("*.json"))
        if json.loads(path.read_bytes())["BillNumber"] == number
    ]
    return found[0]
