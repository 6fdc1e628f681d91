"""A list of all who sat on a day, held against the record of that day."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from billtracker.problems import Problem
from members.domain.stints import Known
from members.ingest.house import House, electorate_slug
from members.ingest.listings import Listed, Sat
from members.ingest.match import INDEPENDENT, doubt, party_of


def roll_call(
    entries: Sequence[tuple[str, Listed]], unsure: Collection[str], on: date, house: House
) -> list[Problem]:
    """Return where a list of all who sat on a day differs from the record of that day.

    The `unsure` may be in the list too. Such a list tells no day on which anything began or
    ended, so nothing is taken from it; and where the record does not claim to have all stints of
    that Parliament, it says nothing. The day is not in the sentences: a matter that was dismissed
    stays so when the list is of another day.
    """
    term = house.term_on(on)
    if term is None or term.number not in house.complete:
        return []
    problems: list[Problem] = []
    for slug, listed in entries:
        ours = house.sitting_on(slug, on)
        for sat in listed.sat:
            problems += _unlike(slug, sat, ours, house)
    named = {*unsure, *(slug for slug, _ in entries)}
    problems += [
        doubt(f"member {slug}", "sat by our record of that day, and is not in the list.")
        for slug in sorted(house.stints.keys() - named)
        if house.sitting_on(slug, on)
    ]
    return problems


def _unlike(slug: str, sat: Sat, ours: Known | None, house: House) -> Iterator[Problem]:
    where, doubts = f"member {slug}", list[Problem]()
    party = party_of(sat, house, where, doubts)
    yield from doubts
    if ours is None:
        yield doubt(where, "is in the list, and sat in no stint of ours; no start is stated.")
        return
    if party and party != (mine := ours.party or INDEPENDENT):
        yield doubt(where, f"sits for {party} by the list, and for {mine} by our record.")
    if electorate_slug(sat) != ours.electorate:
        mine = ours.electorate or "list"
        yield doubt(where, f"sits for {sat.electorate} by the list, and for {mine} by our record.")
