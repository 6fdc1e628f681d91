"""What the code knows of each source: how its bodies are come by, read and saved.

An app registers its sources, and how the names that its records bear are known, when Django
starts it (`AppConfig.ready`). Nothing else needs to be told of a new source.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched

if TYPE_CHECKING:
    from billtracker.intake.taken import Taken
    from billtracker.provenance.models import Source

# What a source's reader makes of a body; only its own app looks into it.
type Read = Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to ask: `post` is the JSON to send, None for a plain GET.

    Where `version` is given and the last body kept under this name has the same, nothing changed
    there and it is not asked.
    """

    name: str
    url: str
    post: dict[str, Any] | None = None
    version: str = ""


def no_more(_body: Fetched, _since: date | None) -> Iterable[Wanted]:
    """Want nothing further."""
    return ()


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """A source. `read` is pure and raises Refused; `save` brings what was read to the record.

    `save` gets what was read of several bodies at once, each with its `Taken`, in one
    transaction. `first` gives the addresses that a run asks first (None: this source is only
    ever taken from files), `then` those that follow from a body; `ended` hears the names of all
    that was asked, once a run has asked for everything and had an answer to each. `recorded`
    yields the bodies of a folder or file, and for one that is not had why, `home` is where they
    lie if nobody says. Where the source has not succeeded for `late_after`, that is said. `form`
    says how files are written that a person prepares.
    """

    key: str
    title: str
    publisher: str
    url: str
    read: Callable[[bytes, str], Read]
    save: Callable[[Sequence[tuple["Taken", Read]]], None]
    recorded: Callable[[Path], Iterable[Fetched | Refused]]
    home: Path | None = None
    first: Callable[[date | None], Iterable[Wanted]] | None = None
    then: Callable[[Fetched, date | None], Iterable[Wanted]] = no_more
    ended: Callable[["Source", Iterable[str]], None] | None = None
    accepts: str = "application/json"
    form: str = ""
    late_after: timedelta | None = None


def no_titles(_slugs: Iterable[str]) -> dict[str, str]:
    """Know no record by its title."""
    return {}


@dataclass(frozen=True, slots=True)
class Naming:
    """How names of one kind (`bill`, `member`, `party`) come to mean something.

    `known` returns those of the names (without their kind) that now mean exactly one record.
    `give` makes a name mean the record of that slug, from now on, and says who says so; None
    where nobody can. Who is asked for it is shown what records are called: `called` gives the
    titles of these slugs, `find` slugs and titles of the few that have all these words.
    """

    kind: str
    known: Callable[[set[str]], set[str]]
    give: Callable[[str, str, int | None], None] | None = None
    called: Callable[[Iterable[str]], dict[str, str]] = no_titles
    find: Callable[[str], dict[str, str]] = no_titles


# Work that follows a run, given the number of the newest event before it.
type Afterwards = Callable[[int], None]

_plans: dict[str, SourcePlan] = {}
_namings: dict[str, Naming] = {}
_afterwards: list[Afterwards] = []


def register(plan: SourcePlan) -> None:
    """Make a source known by its key."""
    _plans[plan.key] = plan


def register_naming(naming: Naming) -> None:
    """Make known how names of a kind come to mean something."""
    _namings[naming.kind] = naming


def register_afterwards(work: Afterwards) -> None:
    """Have work done at the end of every run that changed something."""
    _afterwards.append(work)


def do_afterwards(before: int) -> None:
    """Do what follows a run; `before` is the number of the newest event before it."""
    for work in _afterwards:
        work(before)


def plans() -> Iterator[SourcePlan]:
    """Yield every source, in the order in which a new record should take them in."""
    yield from _plans.values()


def plan_of(key: str) -> SourcePlan:
    """Return a source by its key; raise KeyError where there is none."""
    return _plans[key]


def naming_of(kind: str) -> Naming | None:
    """Return how names of a kind come to mean something."""
    return _namings.get(kind)


def now_known(names: Iterable[str]) -> set[str]:
    """Return those names (`kind:name`) that by now mean something."""
    by_kind: dict[str, set[str]] = {}
    for full in names:
        kind, _, name = full.partition(":")
        by_kind.setdefault(kind, set()).add(name)
    return {
        f"{kind}:{name}"
        for kind, wanted in by_kind.items()
        if kind in _namings
        for name in _namings[kind].known(wanted)
    }
