"""A source of the tests: its bodies are members' names, one a line, some of them trouble."""

from dataclasses import replace
from pathlib import Path

from billtracker.intake import sources
from billtracker.intake.runs import take_in
from billtracker.intake.sources import SourcePlan
from billtracker.intake.taken import Told, put, singly
from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.provenance.facts import Grounds
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.merging import merge
from billtracker.text import folded, slug_of
from members.models import Alias, Member

UNREADABLE = Problem("the body", "text", "cannot be read.")


def say_nothing(name, report):
    """Nobody listens."""


def read(content, name):
    """Return the lines of a body; it is refused where it is empty, and broken by a bang."""
    if not content:
        raise Refused(UNREADABLE)
    if content == b"!":
        raise ZeroDivisionError
    return content.decode().splitlines()


def save(read_bodies):
    """Save a member for each line."""
    put(
        (
            Told(f"member {slug_of(line.partition('=')[0])}", line, taken)
            for taken, lines in read_bodies
            for line in lines
        ),
        singly(save_line),
    )


def save_line(told):
    """Save `name`, or `slug=name`; `?name` only if somebody has that name, `!` breaks."""
    line = told.facts
    if line.startswith("!"):
        raise ZeroDivisionError
    if line.startswith("?"):
        return save_if_known(told, line[1:])
    slug, _, name = line.rpartition("=")
    return bring(slug_of(slug or name), name, told)


def save_if_known(told, name):
    """Refuse a name that means nobody, or several; else give the member it means a note."""
    owners = list(Alias.objects.filter(folded=folded(name), party=None).select_related("member"))
    if len(owners) != 1:
        raise Refused(unknown(told.record, name, [alias.member.slug for alias in owners]))
    return bring(owners[0].member.slug, f"{name} as printed", told)


def bring(slug, name, told):
    """Save a member; a name that ends in a star is flagged for review."""
    known = Member.objects.select_related("origin").filter(slug=slug).first()
    values = {"slug": slug, "name": name.rstrip("*"), "sort_name": name}
    merged = merge(
        known, new=Member, values=values, witness=told.witness, grounds=Grounds(note=name)
    )
    if name.endswith("*"):
        return merged.change, [flag(told.record)]
    return merged.change


def unknown(record, name, candidates=()):
    """A name that means nobody yet, or several."""
    return Problem(
        record,
        "name",
        f"{name!r} is not one member's.",
        kind=Kind.UNKNOWN_NAME,
        waits_for=(f"member:{folded(name)}",),
        candidates=tuple(candidates),
    )


def flag(record):
    """Something a person should look at, that keeps nothing out."""
    return Problem(record, "name", "has a star.", Severity.FLAGGED, Kind.TOTALS_DIFFER)


PLAN = SourcePlan(
    key="test",
    title="A source of the tests",
    publisher="Billtracker",
    url="https://example.org/",
    read=read,
    save=save,
    recorded=lambda path: iter([Fetched(path.name, Path(path).read_bytes())]),
)


def registered(monkeypatch, plan=PLAN):
    """Make a plan known for one test."""
    monkeypatch.setattr(sources, "_plans", {p.key: p for p in [*sources.plans(), plan]})
    return plan


def take(*bodies, plan=PLAN, tell=say_nothing):
    """Take in bodies, each a name and text."""
    return take_in(plan, [Fetched(name, text.encode()) for name, text in bodies], tell)


def with_save(save):
    """Return the plan with another way to save."""
    return replace(PLAN, save=save)
