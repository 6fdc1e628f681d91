"""Whom a source's list means among the members on record. Pure.

First the ids tell, then the whole name; a name that something speaks against, or that several
bear, is left to a person. Nobody is made twice, and no two people are made one, on a guess.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from billtracker.text import folded, slug_of
from members.domain.facts import UpstreamId
from members.ingest.listings import Listed

# So many names known, and not one id: the source has numbered its people anew.
_RENUMBERED = 10


@dataclass(frozen=True, slots=True)
class Seats:
    """What tells people of one name apart: parties and electorates, by slug, and Parliaments."""

    parties: frozenset[str] = frozenset()
    electorates: frozenset[str] = frozenset()
    parliaments: frozenset[int] = frozenset()

    def shares_with(self, other: "Seats") -> bool:
        """Whether both ever sat for one party or one electorate."""
        return bool(self.parties & other.parties or self.electorates & other.electorates)

    def speaks_against(self, other: "Seats") -> bool:
        """Whether both are known to have sat, and never for one party or electorate."""
        are_known = bool(self.parties or self.electorates)
        return (
            are_known and bool(other.parties or other.electorates) and not self.shares_with(other)
        )


@dataclass(frozen=True, slots=True)
class OnRecord:
    """A member on record, by what may tell that a source means them."""

    slug: str
    sort_name: str
    names: frozenset[str]
    ids: frozenset[UpstreamId] = frozenset()
    seats: Seats = Seats()


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom an entry means: `slug`, known or new; or nobody yet, with the `candidates`, and why."""

    listed: Listed
    slug: str | None = None
    is_new: bool = False
    candidates: tuple[str, ...] = ()
    why: str = ""


@dataclass(slots=True)
class _Record:
    """The members on record, found by what a source prints, less those already found."""

    members: Mapping[str, OnRecord]
    by_id: dict[UpstreamId, str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)

    def index(self) -> None:
        for member in self.members.values():
            self.by_id |= dict.fromkeys(member.ids, member.slug)
            for name in member.names:
                self.by_name.setdefault(name, []).append(member.slug)

    def named(self, names: Iterable[str]) -> list[str]:
        """Return who of those not yet found bears one of the names; the first that any bears."""
        for name in names:
            slugs = [s for s in self.by_name.get(folded(name), []) if s not in self.claimed]
            if slugs:
                return sorted(slugs)
        return []


def identify(
    listed: Sequence[tuple[Listed, Seats]], members: Mapping[str, OnRecord]
) -> list[Meant]:
    """Say whom each entry of one body means.

    Two entries of one body are two people, so whoever an id has found is no longer meant by a
    name.
    """
    record = _Record(members)
    record.index()
    found = {i: _by_id(entry, record) for i, (entry, _) in enumerate(listed)}
    record.claimed |= {meant.slug for meant in found.values() if meant and meant.slug}
    renumbered = _renumbered([entry for entry, _ in listed], record)
    taken = set(members)
    result = []
    for i, (entry, seats) in enumerate(listed):
        meant = found[i] or _by_name(entry, seats, record, renumbered)
        if meant.is_new:
            meant = Meant(entry, _free_slug(entry.name, taken), is_new=True)
            taken.add(meant.slug or "")
        elif meant.slug:
            record.claimed.add(meant.slug)
        result.append(meant)
    return result


def _by_id(entry: Listed, record: _Record) -> Meant | None:
    slugs = sorted({record.by_id[one] for one in entry.ids if one in record.by_id})
    if len(slugs) > 1:
        return Meant(entry, candidates=tuple(slugs), why="its ids mean several members on record")
    return Meant(entry, slugs[0]) if slugs else None


def _by_name(entry: Listed, seats: Seats, record: _Record, renumbered: frozenset[str]) -> Meant:
    slugs = record.named(_names(entry))
    if len(slugs) > 1:
        sharing = [s for s in slugs if seats.shares_with(record.members[s].seats)]
        if len(sharing) == 1:
            return Meant(entry, sharing[0])
        return Meant(entry, candidates=tuple(slugs), why="several members on record bear its name")
    if not slugs:
        alike = _alike(entry, seats, record)
        why = "nobody on record bears its name, but somebody may be meant"
        return Meant(entry, candidates=alike, why=why) if alike else Meant(entry, is_new=True)
    member = record.members[slugs[0]]
    if why := _against(entry, seats, member, renumbered):
        return Meant(entry, candidates=(member.slug,), why=why)
    return Meant(entry, member.slug)


def _names(entry: Listed) -> Iterable[str]:
    last, _, first = entry.sort_name.partition(", ")
    return (entry.name, f"{first} {last}", *entry.other_names)


def _against(entry: Listed, seats: Seats, member: OnRecord, renumbered: frozenset[str]) -> str:
    """Return what speaks against a member of that very name, empty where nothing does."""
    if seats.speaks_against(member.seats):
        return "who bears its name never sat for its party or electorate"
    theirs = {one.scheme for one in entry.ids} - renumbered
    if theirs & {one.scheme for one in member.ids} and not (
        seats.shares_with(member.seats) and seats.parliaments & member.seats.parliaments
    ):
        return "who bears its name has another id, and no seat in the same Parliament"
    return ""


def _renumbered(entries: Sequence[Listed], record: _Record) -> frozenset[str]:
    """Return the schemes in which a source has given new ids to all its people at once."""
    named = [entry for entry in entries if record.named(_names(entry))]
    schemes = Counter(one.scheme for entry in named for one in entry.ids)
    known = {one.scheme for entry in entries for one in entry.ids if one in record.by_id}
    return frozenset(s for s, n in schemes.items() if n >= _RENUMBERED and s not in known)


def _alike(entry: Listed, seats: Seats, record: _Record) -> tuple[str, ...]:
    """Return the members who may be meant under another first or last name."""
    return tuple(
        slug
        for slug, member in sorted(record.members.items())
        if slug not in record.claimed and _may_be(entry, seats, member)
    )


def _may_be(entry: Listed, seats: Seats, member: OnRecord) -> bool:
    """Whether a member's name is half the one printed, and nothing speaks against them.

    Of one last name: a first name is the same ("Nuk" and "Tutehounuku Nuk"); or they sat for the
    same electorate; or for the same party, and their first names begin alike (Matthew and Matt).
    Of another, as after a wedding: the first names and the electorate are the same.
    """
    (last, first), (their_last, their_first) = _parts(entry.sort_name), _parts(member.sort_name)
    share_a_seat = bool(seats.electorates & member.seats.electorates)
    if last != their_last:
        return first == their_first and share_a_seat
    if set(first.split()) & set(their_first.split()):
        return not seats.speaks_against(member.seats)
    begin_alike = first[:2] == their_first[:2]
    return share_a_seat or (begin_alike and bool(seats.parties & member.seats.parties))


def _parts(sort_name: str) -> tuple[str, str]:
    last, _, first = sort_name.partition(",")
    return folded(last), folded(first)


def _free_slug(name: str, taken: set[str]) -> str:
    """Return the slug of a name, numbered where another member already has it."""
    slug = slug_of(name)
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(s for s in numbered if s not in taken)
