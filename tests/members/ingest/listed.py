"""Lists of members as bodies, and what is on record of members, for tests."""

import json

from django.db import transaction

from billtracker.events.models import Event
from billtracker.intake.models import Matter
from billtracker.intake.runs import take_in
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Body, Citation, Origin, Retrieval
from members.ingest.sources import MEMBERS, POPOLO
from members.models import Alias, Electorate, Member, Membership
from tests.taking_in import say_nothing

PATH = "/en/mps-and-electorates/members-of-parliament/"


def current(*rows, on="2026-06-12"):
    lines = [f'"{name}",{PATH}{page}/,{party},{seat}' for name, page, party, seat in rows]
    text = "\n".join(["sort_name,path,party,electorate", *lines])
    return Fetched(f"current_{on}.csv", text.encode())


def former(*rows, name="former.csv"):
    lines = [f'"{who}",{PATH}{page}/,x,,,"{words}"' for who, page, words in rows]
    return Fetched(name, "\n".join(["sort_name,path,party,start,end,raw", *lines]).encode())


def page(name, slug, *rows, on="2026-06-12"):
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    text = (
        f"<html><head><title>{name} - New Zealand Parliament</title>"
        f'<meta property="og:url" content="https://www.parliament.nz{PATH}{slug}/"></head><body>'
        "<table><tr><td>Member for / List</td><td>Party</td><td>Start</td><td>End</td></tr>"
        f"{cells}</table></body></html>"
    )
    return Fetched(f"{slug}_{on}.html", text.encode())


def popolo(*persons, name="file.json", memberships=()):
    tables = {
        "persons": list(persons),
        "organizations": [
            {"id": slug, "name": f"{slug.title()} Party", "classification": "party"}
            for slug in ("labour", "green")
        ],
        "events": [{"id": "term/54", "name": "54th Parliament"}],
        "memberships": list(memberships),
    }
    return Fetched(name, json.dumps(tables).encode())


def take(*bodies, plan=MEMBERS):
    return take_in(plan, bodies, say_nothing)


def sentences(report):
    return [str(problem) for problem in report.problems]


def stints(slug="jane-doe"):
    rows = Membership.objects.filter(member__slug=slug).order_by("start")
    return [
        (row.parliament.number, row.party and row.party.slug, row.start, row.end)
        for row in rows.select_related("parliament", "party")
    ]


def open_matters():
    rows = Matter.objects.filter(state=Matter.State.OPEN).order_by("id")
    return list(rows.values_list("kind", "record", "field"))


def whole_record():
    """Everything on record of members, without where it came from."""
    aliases = Alias.objects.exclude(member=None).values_list("member__slug", "scheme", "folded")
    return (
        set(Member.objects.values_list("slug", "name", "sort_name")),
        set(aliases),
        set(
            Membership.objects.values_list(
                *("member__slug", "parliament__number", "party__slug", "electorate__slug"),
                *("start", "end", "began", "ended"),
            )
        ),
    )


def rows_written():
    """What would move if anything at all were written about members."""
    tables = (Member, Alias, Membership, Electorate, Origin, Citation, Event, Retrieval, Body)
    moved = [
        *Member.objects.values_list("pk", "updated_at"),
        *Membership.objects.values_list("pk", "updated_at"),
    ]
    return [table.objects.count() for table in tables], sorted(moved)


def record_after(bodies):
    """Take in bodies, each by its own plan, say what is on record then, and undo it."""
    with transaction.atomic():
        for body in bodies:
            take(body, plan=POPOLO if body.name.endswith(".json") else MEMBERS)
        found = (whole_record(), open_matters())
        transaction.set_rollback(True)
    return found
