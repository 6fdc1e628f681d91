"""One vote told twice is one vote: votes told are brought together with those on record.

Two tellings are of one vote where day, bills and the question's words are the same, and of
several such votes those whose totals are. A text that a source prints once is not told again by
another text of that source; but a reading of a bill is decided once a day, whoever tells it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bills.domain.facts import VoteFacts
from bills.domain.votes import VoteKind, VoteMethod, counted
from bills.ingest.votes.questions import is_about_a_motion
from bills.ingest.votes.titles import without_titles
from bills.models import Vote
from bills.selectors import vote_facts, votes_whole
from billtracker.events.models import Event
from billtracker.intake.taken import Taken, Told
from billtracker.problems import Kind, Problem, Severity
from billtracker.text import folded

_LONGEST_OF_BILL = 95  # so that a vote's name fits the log's subjects

type _Key = tuple[Any, ...]


@dataclass(slots=True)
class _Telling:
    """A vote as it stands, and the body that first told it: source and name, None for none."""

    facts: VoteFacts
    body: tuple[int, str] | None = None


@dataclass(slots=True)
class _Ledger:
    """The votes of some days as they are on record or were told just now, and all slugs."""

    by_key: dict[_Key, list[_Telling]] = field(default_factory=dict)
    by_slug: dict[str, _Telling] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)

    def add(self, telling: _Telling) -> None:
        self.by_key.setdefault(_key(telling.facts), []).append(telling)
        self.by_slug[telling.facts.slug] = telling
        self.slugs.add(telling.facts.slug)


def settled(told: Sequence[Told[VoteFacts]]) -> list[Told[VoteFacts]]:
    """Return the votes with the slugs of the votes they are, and what two sources tell as one.

    The second source confirms and adds what the first left out; where they differ on numbers the
    record stays, and a person is told.
    """
    ledger = _ledger(told)
    by_body: dict[int, list[Told[VoteFacts]]] = {}
    for one in told:
        by_body.setdefault(id(one.taken), []).append(one)
    return [one for of_body in by_body.values() for one in _settle(of_body, ledger)]


def _ledger(told: Sequence[Told[VoteFacts]]) -> _Ledger:
    ledger = _Ledger()
    days = {one.facts.sitting_date for one in told}
    tellers = _first_tellers(days)
    for row in votes_whole().filter(sitting_day__on__in=days).order_by("id"):
        ledger.add(_Telling(vote_facts(row), tellers.get(row.slug)))
    bases = {_base(one.facts) for one in told if not one.facts.slug}
    given = {one.facts.slug for one in told}
    ledger.slugs |= set(Vote.objects.filter(slug__in=bases | given).values_list("slug", flat=True))
    return ledger


def _first_tellers(days: Iterable[date]) -> dict[str, tuple[int, str]]:
    """Return the body that first told each vote of these days, by slug."""
    rows = Event.objects.filter(kind="vote.inserted", occurred_on__in=days)
    body = ("origin__retrieval__source", "origin__retrieval__url")
    return {
        subject.removeprefix("vote:"): (source, url)
        for (subject, *_), source, url in rows.values_list("subjects", *body)
        if source
    }


def _settle(told: list[Told[VoteFacts]], ledger: _Ledger) -> list[Told[VoteFacts]]:
    body = _body(told[0].taken)
    places: dict[_Key, list[int]] = {}
    for place, one in enumerate(told):
        if one.facts.slug not in ledger.slugs:
            places.setdefault(_key(one.facts), []).append(place)
    met: dict[int, _Telling] = {
        place: ledger.by_slug[one.facts.slug]
        for place, one in enumerate(told)
        if one.facts.slug in ledger.by_slug
    }
    for key, of_key in places.items():
        known = ledger.by_key.get(key, [])
        met |= _met([(place, told[place].facts) for place in of_key], known, body)
    left = {place: one.facts for place, one in enumerate(told) if place not in met}
    met |= _told_in_other_words(left, ledger, met, body)
    for key, of_key in places.items():
        known = ledger.by_key.get(key, [])
        _say_what_may_be_one([told[p] for p in of_key if p not in met], known, met, body)
    settled_now = [_one(one, met.get(place), ledger, body) for place, one in enumerate(told)]
    return list({one.facts.slug or place: one for place, one in enumerate(settled_now)}.values())


def _body(taken: Taken) -> tuple[int, str] | None:
    retrieval = taken.witness.retrieval
    return (retrieval.source_id, taken.name) if retrieval else None


def _one(
    one: Told[VoteFacts],
    known: _Telling | None,
    ledger: _Ledger,
    body: tuple[int, str] | None,
) -> Told[VoteFacts]:
    if known is None:
        facts = replace(one.facts, slug=one.facts.slug or _new_slug(one.facts, ledger))
        ledger.add(_Telling(facts, body))
    else:
        facts, problem = _agreed(known, one.facts, body)
        known.facts = facts
        one.taken.note([problem] if problem else [])
    return replace(one, record=f"vote {facts.slug}", facts=facts)


# Which vote is meant


def _key(facts: VoteFacts) -> _Key:
    is_reading = facts.kind is VoteKind.READING and facts.stage is not None
    words = facts.stage if is_reading else folded(without_titles(facts.question))
    return (facts.sitting_date, frozenset(facts.bills), is_reading, words)


def _met(
    told: list[tuple[int, VoteFacts]], known: list[_Telling], body: tuple[int, str] | None
) -> dict[int, _Telling]:
    """Return, by place, the vote on record that each is: those of its own body come first."""
    met: dict[int, _Telling] = {}
    own = [one for one in known if one.body == body]
    others = [one for one in known if one.body != body and _may_be_told_again(one, body)]
    for candidates in (own, others):
        for same in (_numbers_and_parts, _numbers, _words):
            left = [(place, facts) for place, facts in told if place not in met]
            free = [one for one in candidates if not any(one is taken for taken in met.values())]
            met |= _in_order(left, free, same)
    return met


def _is_of_another_source(known: _Telling, body: tuple[int, str] | None) -> bool:
    return known.body is None or body is None or known.body[0] != body[0]


def _may_be_told_again(known: _Telling, body: tuple[int, str] | None) -> bool:
    return _is_of_another_source(known, body) or _key(known.facts)[2]


def _told_in_other_words(
    told: dict[int, VoteFacts],
    ledger: _Ledger,
    met: dict[int, _Telling],
    body: tuple[int, str] | None,
) -> dict[int, _Telling]:
    """Return, by place, votes of other sources that say the same with other words.

    "That the motion be agreed to" is the question that another source prints whole, where the
    numbers are the same and no other vote has them. And what one source tells as one reading of
    several bills, another may tell bill by bill, where it was on the voices.
    """
    taken = {id(one) for one in met.values()}
    others = [o for o in ledger.by_slug.values() if _is_of_another_source(o, body)]
    free = [one for one in others if id(one) not in taken]
    counted_alike = _in_order([*told.items()], free, _subject_and_numbers)
    motions = {
        place: one
        for place, one in counted_alike.items()
        if is_about_a_motion(told[place].question) or is_about_a_motion(one.facts.question)
    }
    wider = {
        place: one
        for place, facts in told.items()
        for one in others
        if facts.method is VoteMethod.VOICE and _is_part_of(facts, one.facts)
    }
    return motions | wider


def _subject_and_numbers(facts: VoteFacts) -> Any:
    """Return day, bills and numbers; a vote without numbers is like no other."""
    alike = (facts.sitting_date, frozenset(facts.bills), facts.kind, _numbers(facts))
    return alike if _numbers(facts) else id(facts)


def _is_part_of(facts: VoteFacts, wider: VoteFacts) -> bool:
    same = [(vote.sitting_date, vote.kind, vote.stage) for vote in (facts, wider)]
    return same[0] == same[1] and _key(wider)[2] and {*facts.bills} < {*wider.bills}


def _in_order(
    told: list[tuple[int, VoteFacts]],
    known: list[_Telling],
    same: Callable[[VoteFacts], Any],
) -> dict[int, _Telling]:
    """Pair those that are the same, in order, where there are as many of them on either side."""
    tellings: dict[Any, list[_Telling]] = {}
    for one in known:
        tellings.setdefault(same(one.facts), []).append(one)
    places: dict[Any, list[int]] = {}
    for place, facts in told:
        places.setdefault(same(facts), []).append(place)
    return {
        place: one
        for what, of_it in places.items()
        if len(of_it) == len(tellings.get(what, ()))
        for place, one in zip(of_it, tellings[what], strict=True)
    }


def _words(_facts: VoteFacts) -> None:
    """Nothing but the words need be the same: where as many are left, they are the same votes."""


def _numbers(facts: VoteFacts) -> frozenset[tuple[str, int]]:
    declared = {(t.option, t.declared) for t in facts.tallies if t.declared is not None}
    return frozenset(declared or counted(facts.ballots).items())


def _numbers_and_parts(facts: VoteFacts) -> Any:
    return _numbers(facts), _parts(facts)


def _parts(facts: VoteFacts) -> frozenset[tuple[str, str, int]]:
    """Return what each party cast on each side, and how many cast a vote of their own."""
    single = counted(ballot for ballot in facts.ballots if ballot.member or not ballot.party)
    return frozenset(
        [(b.option, b.party, b.weight) for b in facts.ballots if b.party and not b.member]
        + [(option, "", number) for option, number in single.items()]
    )


def _say_what_may_be_one(
    new: list[Told[VoteFacts]],
    known: Iterable[_Telling],
    met: dict[int, _Telling],
    body: tuple[int, str] | None,
) -> None:
    """Say so where a vote of another source has the words and totals of several of these."""
    for one in known:
        if any(one is taken for taken in met.values()) or not _may_be_told_again(one, body):
            continue
        alike = [told for told in new if _numbers(told.facts) == _numbers(one.facts)]
        if alike:
            sentence = (
                f"may be one of {len(alike)} votes told here with the same words and totals;"
                " which, nothing tells, so all are kept."
            )
            where = f"vote {one.facts.slug}"
            alike[0].taken.note([Problem(where, "question", sentence, Severity.FLAGGED)])


# What the record then says


def _agreed(
    known: _Telling, told: VoteFacts, body: tuple[int, str] | None
) -> tuple[VoteFacts, Problem | None]:
    """Return a vote as it is to stand after another telling, and where the two differ."""
    before = known.facts
    is_own = known.body is not None and body is not None and known.body[0] == body[0]
    if is_own and told.slug:
        return told, None  # our own record files: what is written there holds, words and all
    corrections = _corrections(before, told)
    kept = replace(
        before,
        stage=before.stage or told.stage,
        result=before.result or told.result,
        corrections=corrections,
        grounds=told.grounds,
    )
    is_news = len(corrections) > len(before.corrections) or (
        is_own and not _is_as_announced(told, before)
    )
    if _numbers(before) != _numbers(told) and not is_news:
        problem = None if _is_as_announced(told, before) else _difference(before, told)
        return kept, problem
    if is_news:
        kept = replace(kept, tallies=told.tallies, result=told.result, method=told.method)
    return _with_parts(kept, told, is_own=is_own)


def _with_parts(
    kept: VoteFacts, told: VoteFacts, *, is_own: bool
) -> tuple[VoteFacts, Problem | None]:
    """Return the vote with the list of who cast what that is its own source's, or the fuller."""
    if not told.ballots:
        return kept, None
    is_fuller = not kept.ballots or _told_apart(told) > _told_apart(kept)
    if not is_own and kept.ballots and _parts(kept) != _parts(told):
        return kept, _difference(kept, told)
    if is_own or is_fuller:
        tallies = kept.tallies or told.tallies
        return replace(kept, ballots=told.ballots, tallies=tallies, method=told.method), None
    return kept, None


def _told_apart(facts: VoteFacts) -> int:
    """Return how many members are named by who they are."""
    return sum(bool(ballot.member) + len(ballot.names) for ballot in facts.ballots)


def _is_as_announced(told: VoteFacts, before: VoteFacts) -> bool:
    """Whether a telling gives the totals that the record says were announced and replaced."""
    announced = [frozenset(correction.announced.items()) for correction in before.corrections]
    return _numbers(told) in announced and _numbers(told) != _numbers(before)


def _corrections(before: VoteFacts, told: VoteFacts) -> tuple[Any, ...]:
    known = [(c.corrected_on, c.announced, c.corrected) for c in before.corrections]
    reasons = {(c.corrected_on, c.reason) for c in before.corrections}
    new = [
        c
        for c in told.corrections
        if (c.corrected_on, c.announced, c.corrected) not in known
        and (c.corrected_on, c.reason) not in reasons
    ]
    return (*before.corrections, *new)


def _difference(before: VoteFacts, told: VoteFacts) -> Problem:
    here, there = _in_words(told), _in_words(before)
    sentence = (
        f"told here as {here}; on record as {there}, which stays."
        if here != there
        else f"the parts of {here} are told here otherwise than on record, which stays."
    )
    where = f"vote {before.slug}"
    return Problem(where, "tallies", sentence, Severity.FLAGGED, Kind.TOTALS_DIFFER)


def _in_words(facts: VoteFacts) -> str:
    return (
        ", ".join(f"{option} {number}" for option, number in sorted(_numbers(facts))) or "voices"
    )


# What a new vote is called


def _base(facts: VoteFacts) -> str:
    bill = facts.bills[0][:_LONGEST_OF_BILL] if facts.bills else ""
    stage = (facts.stage or "").replace("_", "-")
    kind = facts.kind.replace("_", "-")
    is_reading = facts.kind is VoteKind.READING and bool(facts.stage and bill)
    words = [bill, stage] if is_reading else [bill, str(facts.sitting_date), stage, kind]
    return "-".join(filter(None, words))


def _new_slug(facts: VoteFacts, ledger: _Ledger) -> str:
    """Return `54-94-first-reading`, or `49-201-2011-03-16-amendment-17`, the 17th of its kind.

    A reading that was taken again on another day has the day in it.
    """
    base = _base(facts)
    is_reading = _key(facts)[2] and facts.bills
    if is_reading and base in ledger.slugs:
        base = f"{base}-{facts.sitting_date}"
    if is_reading and base not in ledger.slugs:
        return base
    number = 1
    while f"{base}-{number}" in ledger.slugs:
        number += 1
    return f"{base}-{number}"
