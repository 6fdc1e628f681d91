"""Lists of members brought to the record: whom each entry means, what is new, what differs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from billtracker.days import wellington_day
from billtracker.intake.taken import Taken, Told, put, singly
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Severity
from billtracker.text import folded
from members.domain.facts import MemberFacts
from members.ingest.house import House
from members.ingest.identity import identify
from members.ingest.listings import Listed, Listing
from members.ingest.match import matched, unsure
from members.ingest.roll_call import roll_call
from members.services import save_member

type _Read = tuple[Taken, Listing]


def save_lists(read: Sequence[_Read]) -> None:
    """Save what was read of several bodies; members' own pages all at once."""
    for batch in filter(None, _batches(read)):
        for taken, listing in batch:
            taken.note(listing.problems)
        _save(batch)


def _batches(read: Sequence[_Read]) -> Iterator[list[_Read]]:
    """Yield bodies that are matched together: pages of different members, or one whole list."""
    pages: dict[str, _Read] = {}
    for body in read:
        one = body[1].members[0] if len(body[1].members) == 1 else None
        name = folded(one.name) if one else ""
        if one is None or name in pages:
            yield list(pages.values())
            pages = {}
        if one:
            pages[name] = body
        else:
            yield [body]
    yield list(pages.values())


def _save(batch: Sequence[_Read]) -> None:
    house = House.load()
    entries = [(taken, listing, one) for taken, listing in batch for one in listing.members]
    on = {taken.name: _day(taken, listing) for taken, listing in batch}
    meant = identify(
        [(one, house.seats_of(one, on[taken.name])) for taken, _, one in entries], house.members
    )
    told: list[Told[MemberFacts | None]] = []
    unseated: Counter[str] = Counter()
    found: dict[str, list[tuple[str, Listed]]] = {}
    for (taken, _, one), who in zip(entries, meant, strict=True):
        if who.slug is None:
            taken.note([unsure(who)])
            continue
        match = matched(one, who.slug, house, on[taken.name])
        taken.note(match.problems)
        unseated[taken.name] += match.is_unseated
        found.setdefault(taken.name, []).append((who.slug, one))
        told.append(Told(f"member {who.slug}", match.facts, taken))
    put(told, singly(_member))
    for taken, listing in batch:
        taken.note(_without_seats(taken.name, unseated[taken.name]))
        day = on[taken.name]
        if listing.is_the_house and day:
            unsure_of = {slug for who in meant for slug in who.candidates}
            taken.note(roll_call(found.get(taken.name, []), unsure_of, day, house))


def _without_seats(name: str, members: int) -> Iterator[Problem]:
    """Yield a remark on times that are not on record and cannot be, since no seat is stated."""
    if members:
        sentence = (
            f"tells of days of {members} that are not on record, and not of a seat; left out."
        )
        yield Problem(name, "stints", sentence, Severity.FLAGGED, Kind.ODD)


def _day(taken: Taken, listing: Listing) -> date | None:
    """Return the day that a list is of: its own, or that on which it was asked for.

    A file that does not say may be of any day.
    """
    retrieval = taken.witness.retrieval
    if listing.on or retrieval is None or not taken.name.startswith("http"):
        return listing.on
    return wellington_day(retrieval.fetched_at)


def _member(told: Told[MemberFacts | None]) -> Change:
    """Save what is new of a member, if anything is."""
    if told.facts is None:
        return Change.UNCHANGED
    return save_member(facts=told.facts, witness=told.witness)
