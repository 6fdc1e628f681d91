"""What sources list of members, matched with the record: facts for the services, and doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from billtracker.problems import Kind, Problem, Severity
from billtracker.text import folded
from members.domain.facts import MemberFacts, StintFact
from members.domain.stints import Difference, Time, by_term, compare, missing_terms
from members.ingest.house import House, electorate_slug, is_independent
from members.ingest.identity import Meant
from members.ingest.listings import Listed, Sat

INDEPENDENT = "independent"


@dataclass(slots=True)
class Matched:
    """What of an entry is new: facts for the services, None where the record has it all.

    `is_unseated`: it tells of days that are not on record, but of no seat.
    """

    facts: MemberFacts | None
    problems: list[Problem]
    is_unseated: bool


def unsure(meant: Meant) -> Problem:
    """Return the matter of an entry that may mean somebody on record, and may not.

    It waits until one of its ids means a member, or its name does where nobody has it yet.
    """
    listed = meant.listed
    waits = [f"member_id:{one.scheme}/{one.text}" for one in listed.ids]
    if meant.why.startswith("nobody"):
        waits.append(f"member:{folded(listed.name)}")
    return Problem(
        f"{listed.sort_name}, as listed",
        "name",
        f"{listed.name!r} is left out: {meant.why}.",
        Severity.FLAGGED,
        Kind.UNKNOWN_NAME,
        waits_for=tuple(waits),
        candidates=meant.candidates,
    )


def matched(listed: Listed, slug: str, house: House, on: date | None) -> Matched:
    """Return what an entry, written `on` a day, tells of the member whom it means."""
    problems: list[Problem] = []
    where = f"member {slug}"
    times = list(_times(listed, house, on, where, problems))
    told = compare(times, house.stints.get(slug, ()), house.terms)
    problems += [_difference(where, difference) for difference in told.differences]
    problems += [
        doubt(where, f"its time from {time.start} clashes with another; neither was taken.")
        for time in told.clashing
    ]
    problems += _beside_a_complete_record(told.unseated, house, where)
    problems += _for_another_party(listed, slug, house)
    printed = {electorate_slug(sat): sat.electorate for sat in listed.sat}
    stints = tuple(_named(stint, printed) for stint in told.take)
    return Matched(_facts(listed, slug, stints, house), problems, bool(told.unseated))


def _beside_a_complete_record(
    times: Sequence[Time], house: House, where: str
) -> Iterator[Problem]:
    for time in times:
        if time.parliament in house.complete:
            until = f"to {time.end}" if time.end else "on"
            sentence = f"sat from {time.start} {until} by the source, and in no stint of ours."
            yield doubt(where, sentence)


def _for_another_party(listed: Listed, slug: str, house: House) -> Iterator[Problem]:
    """Yield where a seat in a Parliament, without days, is for a party that ours are not for."""
    for sat in listed.sat:
        theirs = house.parties.get(folded(sat.party))
        ours = {
            stint.party
            for stint in house.stints.get(slug, ())
            if stint.parliament == sat.parliament
        }
        if sat.start is None and theirs and ours and theirs not in ours:
            mine = ", ".join(sorted(party or INDEPENDENT for party in ours))
            sentence = f"sat for {theirs} by the source, for {mine} by our record."
            yield doubt(f"member {slug}, Parliament {sat.parliament}", sentence)


def _facts(
    listed: Listed, slug: str, stints: tuple[StintFact, ...], house: House
) -> MemberFacts | None:
    known = house.members.get(slug)
    name = _best_name(listed.name, house.names.get(slug))
    sort_name = _best_name(listed.sort_name, known.sort_name if known else None)
    aliases = (listed.name, *listed.other_names)
    facts = MemberFacts(slug, name, sort_name, stints, aliases, listed.ids)
    if known is None or stints:
        return facts
    names = {folded(words) for words in (name, sort_name, *aliases)} - {""}
    has_all = names <= known.names and known.ids >= set(listed.ids)
    is_same = (name, sort_name) == (house.names[slug], known.sort_name)
    return None if has_all and is_same else facts


def _best_name(told: str, known: str | None) -> str:
    """Return the name on record, or the same one with macrons where only theirs has them.

    So it does not matter which of two sources comes first, and neither renames a member.
    """
    if known is None:
        return told
    more = len(told.encode()) > len(known.encode()) and len(told) == len(known)
    return told if more and folded(told) == folded(known) else known


def _named(stint: StintFact, printed: dict[str | None, str | None]) -> StintFact:
    if stint.electorate is None:
        return stint
    return replace(stint, electorate=printed.get(stint.electorate, stint.electorate))


def _times(
    listed: Listed, house: House, on: date | None, where: str, problems: list[Problem]
) -> Iterator[Time]:
    """Yield the times that have a day to begin on, cut at the elections on record."""
    for sat in listed.sat:
        if sat.start is None:
            continue
        pieces = list(by_term(sat.start, sat.end, house.terms, on=on))
        if _is_outside(sat, house):
            sentence = f"the time from {sat.start} lies outside Parliament {sat.parliament}."
            problems.append(Problem(f"{where}, from {sat.start}", "parliament", sentence))
            continue
        party = party_of(sat, house, where, problems) if pieces else None
        if pieces and party is not None:
            yield from (
                Time(
                    term.number,
                    None if party == INDEPENDENT else party,
                    electorate_slug(sat),
                    start,
                    end,
                )
                for term, start, end in pieces
            )
    problems += _waits_for_a_parliament(listed, house, where)


def _is_outside(sat: Sat, house: House) -> bool:
    """Whether days are not of the Parliament that is printed beside them."""
    term = next((term for term in house.terms if term.number == sat.parliament), None)
    if term is None or sat.start is None:
        return False
    return sat.start < term.elected_on or bool(
        term.ended_on and (sat.end or sat.start) > term.ended_on
    )


def _waits_for_a_parliament(listed: Listed, house: House, where: str) -> Iterator[Problem]:
    """Yield what waits for the Parliaments next to those on record.

    Once one has come this is read again, and the one beyond it is waited for, until all times
    with a seat are there.
    """
    seated = [(sat, sat.start) for sat in listed.sat if sat.start and sat.electorate]
    waiting: dict[int, date] = {}
    for sat, start in seated:
        for number in missing_terms(start, sat.end, house.terms, sat.parliament):
            waiting[number] = min(start, waiting.get(number, start))
    for number, start in sorted(waiting.items()):
        sentence = f"a time from {start} waits for Parliament {number}."
        names = (f"parliament:{number}",)
        yield Problem(where, "parliament", sentence, Severity.FLAGGED, Kind.WAITS, names)
    if seated and not house.terms and not waiting:
        sentence = "no Parliament is on record, so that no stint can be made."
        yield Problem(where, "parliament", sentence, Severity.FLAGGED, Kind.WAITS)


def party_of(sat: Sat, house: House, where: str, problems: list[Problem]) -> str | None:
    """Return the slug of a party, `INDEPENDENT` for none; None, with a matter, where unknown."""
    if is_independent(sat.party):
        return INDEPENDENT
    if slug := house.parties.get(folded(sat.party)):
        return slug
    label = sat.party or "no party"
    waits = (f"party:{folded(sat.party)}",) if sat.party else ()
    since = f" from {sat.start}" if sat.start else ""
    sentence = f"{label!r} means no party on record; the time{since} waits."
    problems.append(
        Problem(
            where,
            "party",
            sentence,
            Severity.FLAGGED,
            Kind.UNKNOWN_NAME,
            waits_for=waits,
            candidates=house.parties_like(sat.party),
        )
    )
    return None


def _difference(where: str, difference: Difference) -> Problem:
    pinned = "a person entered ours, which" if difference.is_pinned else "ours"
    told, ours = (value or "none" for value in (difference.told, difference.ours))
    return Problem(
        f"{where}, stint from {difference.known.start}",
        difference.column,
        f"the source says {told}, our record {ours}; {pinned} stays.",
        Severity.FLAGGED,
        Kind.PINNED if difference.is_pinned else Kind.IMPOSSIBLE,
        target=difference.known.row,
    )


def doubt(where: str, sentence: str) -> Problem:
    """Return the matter of a source that contradicts the record, which stays as it is."""
    return Problem(where, "stints", sentence, Severity.FLAGGED, Kind.IMPOSSIBLE)
