"""What lists, pages and feeds say of members, as printed: no name resolved, nothing compared."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from billtracker.problems import Problem
from members.domain.facts import UpstreamId

_LONGEST_NAME, _LONGEST_ID = 80, 160


@dataclass(frozen=True, slots=True)
class Sat:
    """Time in the House as a source prints it: `[start, end)`, each None where not printed.

    `electorate` is "List" for a list seat and None where the source does not say; `parliament`
    is its number, where the source gives one instead of days or beside them.
    """

    party: str
    electorate: str | None = None
    start: date | None = None
    end: date | None = None
    parliament: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as a source lists them. `page` is the path of their own page, where it has one."""

    name: str
    sort_name: str
    ids: tuple[UpstreamId, ...] = ()
    other_names: tuple[str, ...] = ()
    sat: tuple[Sat, ...] = ()
    page: str = ""


@dataclass(slots=True)
class Listing:
    """A body's members. `is_the_house`: they are all who sat on one day, `on` where it says."""

    members: list[Listed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_the_house: bool = False
    on: date | None = None

    def checked(self) -> Self:
        """Leave out who cannot be kept for the length of a name, and ids and names too long."""
        kept = []
        for one in self.members:
            words = [one.name, one.sort_name, *(sat.electorate or "" for sat in one.sat)]
            words += [sat.party for sat in one.sat]
            if max(map(len, words)) > _LONGEST_NAME:
                where = f"{one.name[:_LONGEST_NAME]}..."
                sentence = f"a name is longer than {_LONGEST_NAME} characters."
                self.problems.append(Problem(where, "name", sentence))
                continue
            ids = tuple(i for i in one.ids if max(len(i.scheme) * 4, len(i.text)) <= _LONGEST_ID)
            others = tuple(name for name in one.other_names if len(name) <= _LONGEST_NAME)
            kept.append(replace(one, ids=ids, other_names=others))
        self.members = kept
        return self
