"""Popolo JSON: persons, organizations, memberships, posts, areas and events. Pure."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.tables import Table, as_shape, as_value
from billtracker.text import folded, squeezed
from members.domain.facts import UpstreamId
from members.ingest.listings.listed import Listed, Listing, Sat
from members.ingest.listings.printed import DOCUMENTS, day_of_name, half_open, sortable, untitled

# The official document id, under whichever name it comes.
_DOCUMENT = re.compile(r"(?:person/)?(\d+MP\d+)")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UUIDS = "everypolitician"
_LANGUAGES = frozenset({None, "", "en", "mi"})
_NUMBER = re.compile(r"\d+")
_A_DAY = len("2014-09-20")


@dataclass(frozen=True, slots=True)
class _Id:
    identifier: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    name: str
    sort_name: str | None = None
    identifiers: tuple[_Id, ...] = ()
    other_names: tuple[_Name, ...] = ()


@dataclass(frozen=True, slots=True)
class _Membership:
    person_id: str
    organization_id: str | None = None
    on_behalf_of_id: str | None = None
    area_id: str | None = None
    post_id: str | None = None
    legislative_period_id: str | None = None
    start_date: str | None = None
    end_date: str | None = None


@dataclass(frozen=True, slots=True)
class _Thing:
    """An organization, an area, a post or an event: what memberships refer to by its id."""

    id: str
    name: str | None = None
    label: str | None = None
    area_id: str | None = None
    classification: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    parties: dict[str, str]
    chambers: frozenset[str]
    areas: dict[str, str]
    posts: dict[str, _Thing]
    periods: dict[str, int]


def read_popolo(text: str, name: str) -> Listing:
    """Read the persons who sat in a legislature, and in which seats, for whom and when.

    A membership without days only says that the person sat in that Parliament; no day is made
    up for it from the period's.
    """
    try:
        tables = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem(name, "body", f"is not readable as JSON: {error}.")) from error
    tables = as_shape(Table, tables, name, "body")
    if "persons" not in tables:
        raise Refused(Problem(name, "persons", "is missing: this is not Popolo."))
    listing = Listing(on=day_of_name(name))
    persons = _rows(_Person, tables, "persons", name, listing.problems)
    sat = _sat_by_person(tables, persons, name, listing.problems)
    for person in persons:
        where = f"{name}, {person.name}"
        times = half_open(sat.get(person.id, ()), where, listing.problems)
        listing.members.append(_listed(person, times))
    return listing


def _rows[Row](
    kind: type[Row], tables: Table, key: str, name: str, problems: list[Problem]
) -> list[Row]:
    rows = []
    for number, table in enumerate(as_shape(list[Table], tables.get(key) or [], name, key), 1):
        where = f"{name}, {key} {number}"
        stated = {member: value for member, value in table.items() if value is not None}
        try:
            rows.append(as_value(kind, stated, where, forbid_more=False))
        except Refused as refusal:
            problems += refusal.problems
    return rows


def _listed(person: _Person, sat: tuple[Sat, ...]) -> Listed:
    name = untitled(person.name)
    others = [squeezed(other.name) for other in person.other_names if other.lang in _LANGUAGES]
    return Listed(
        name,
        squeezed(person.sort_name or "") or sortable(name),
        tuple(dict.fromkeys(_ids(person))),
        tuple(other for other in dict.fromkeys([squeezed(person.name), *others]) if " " in other),
        sat,
    )


def _ids(person: _Person) -> Iterable[UpstreamId]:
    """Yield a person's ids. One that only its file can tell from another's is none."""
    for text, scheme in [
        (person.id, _UUIDS if _UUID.fullmatch(person.id) else ""),
        *((one.identifier, one.scheme) for one in person.identifiers),
    ]:
        if found := _DOCUMENT.fullmatch(text):
            yield UpstreamId(DOCUMENTS, found[1])
        elif scheme:
            yield UpstreamId(scheme, text)


def _sat_by_person(
    tables: Table, persons: list[_Person], name: str, problems: list[Problem]
) -> dict[str, list[Sat]]:
    named = _named(tables, name, problems)
    known = {person.id: person.name for person in persons}
    sat: dict[str, list[Sat]] = {}
    rows = _rows(_Membership, tables, "memberships", name, problems)
    for number, row in enumerate(rows, 1):
        where = f"{name}, membership {number}"
        if row.person_id not in known:
            sentence = f"nobody in this file has the id {row.person_id!r}."
            problems.append(Problem(where, "person_id", sentence))
        elif not named.chambers or row.organization_id in named.chambers:
            try:
                sat.setdefault(row.person_id, []).append(_sat(row, named, where, problems))
            except Refused as refusal:
                problems += refusal.problems
    return sat


def _named(tables: Table, name: str, problems: list[Problem]) -> _Named:
    organizations, areas, posts, events = (
        _rows(_Thing, tables, key, name, problems)
        for key in ("organizations", "areas", "posts", "events")
    )
    numbers = {event.id: _NUMBER.search(event.name or event.id) for event in events}
    return _Named(
        parties={o.id: o.name or "" for o in organizations},
        chambers=frozenset(o.id for o in organizations if o.classification == "legislature"),
        areas={area.id: squeezed(area.name or "") for area in areas},
        posts={post.id: post for post in posts},
        periods={id_: int(number.group()) for id_, number in numbers.items() if number},
    )


def _sat(row: _Membership, named: _Named, where: str, problems: list[Problem]) -> Sat:
    if not row.on_behalf_of_id:
        party = ""
    elif not (party := squeezed(named.parties.get(row.on_behalf_of_id, ""))):
        sentence = f"no organization of this file is called {row.on_behalf_of_id!r}."
        raise Refused(Problem(where, "on_behalf_of_id", sentence))
    return Sat(
        party,
        _electorate(row, named),
        _day(row.start_date, where, "start_date", problems),
        _day(row.end_date, where, "end_date", problems),
        named.periods.get(row.legislative_period_id or ""),
    )


def _electorate(row: _Membership, named: _Named) -> str | None:
    post = named.posts.get(row.post_id or "")
    area = row.area_id or (post.area_id if post else None)
    name = named.areas.get(area or "") or (post.label if post else None)
    if not name:
        return None
    return "List" if folded(name) == "list" else squeezed(name)


def _day(words: str | None, where: str, field: str, problems: list[Problem]) -> date | None:
    """Return a day; a year or month alone, which Popolo allows, is no day and is left out."""
    if not words:
        return None
    if len(words) < _A_DAY and re.fullmatch(r"\d{4}(-\d{2})?", words):
        sentence = f"{words} is a part of a day only; left out."
        problems.append(Problem(where, field, sentence, Severity.FLAGGED, Kind.ODD))
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Refused(Problem(where, field, f"{words!r} is not a day.")) from error
