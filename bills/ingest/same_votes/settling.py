"""The votes told, brought together with those on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from bills.domain.facts import VoteFacts
from bills.domain.votes import VoteMethod
from bills.ingest.same_votes.agreement import agreed
from bills.ingest.same_votes.alike import (
    Key,
    in_order,
    is_part_of,
    is_reading,
    key,
    numbers,
    numbers_and_parts,
    subject_and_numbers,
    words_alone,
)
from bills.ingest.same_votes.slugs import base, new_slug
from bills.ingest.votes.questions import is_about_a_motion
from bills.models import Vote
from bills.selectors import votes_stored
from billtracker.events.models import Event
from billtracker.intake.taken import Taken, Told
from billtracker.problems import Problem, Severity


@dataclass(slots=True)
class _Telling:
    """A vote as it stands, and the body that first told it: source and name, None for none."""

    facts: VoteFacts
    body: tuple[int, str] | None = None


@dataclass(slots=True)
class _Ledger:
    """The votes of some days as they are on record or were told just now, and all slugs."""

    by_key: dict[Key, list[_Telling]] = field(default_factory=dict)
    by_slug: dict[str, _Telling] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)

    def add(self, telling: _Telling) -> None:
        self.by_key.setdefault(key(telling.facts), []).append(telling)
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
    for row, facts in votes_stored(Q(sitting_day__on__in=days)):
        ledger.add(_Telling(facts, tellers.get(row.slug)))
    bases = {base(one.facts) for one in told if not one.facts.slug}
    given = {one.facts.slug for one in told}
    ledger.slugs |= set(Vote.objects.filter(slug__in=bases | given).values_list("slug", flat=True))
    return ledger


def _first_tellers(days: Iterable[date]) -> dict[str, tuple[int, str]]:
    """Return the body that first told each vote of these days, by slug."""
    rows = Event.objects.filter(kind="vote.inserted", occurred_on__in=days)
    body = ("origin__retrieval__source", "origin__retrieval__url")
    return {
        subject.removeprefix("vote:"): (source, url)
        for subjects, source, url in rows.values_list("subjects", *body)
        for subject in subjects
        if source and subject.startswith("vote:")
    }


def _settle(told: list[Told[VoteFacts]], ledger: _Ledger) -> list[Told[VoteFacts]]:
    body = _body(told[0].taken)
    places: dict[Key, list[int]] = {}
    for place, one in enumerate(told):
        if one.facts.slug not in ledger.slugs:
            places.setdefault(key(one.facts), []).append(place)
    met: dict[int, _Telling] = {
        place: ledger.by_slug[one.facts.slug]
        for place, one in enumerate(told)
        if one.facts.slug in ledger.by_slug
    }
    for shared, of_key in places.items():
        known = ledger.by_key.get(shared, [])
        met |= _met([(place, told[place].facts) for place in of_key], known, body)
    left = {place: one.facts for place, one in enumerate(told) if place not in met}
    met |= _told_in_other_words(left, ledger, met, body)
    for shared, of_key in places.items():
        known = ledger.by_key.get(shared, [])
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
        facts = replace(one.facts, slug=one.facts.slug or new_slug(one.facts, ledger.slugs))
        ledger.add(_Telling(facts, body))
    else:
        # A vote that has a name of its own may move from one file of its source to another.
        is_own = known.body == body or bool(
            one.facts.slug and not _is_of_another_source(known, body)
        )
        facts, problem = agreed(known.facts, one.facts, is_own=is_own)
        known.facts = facts
        one.taken.note([problem] if problem else [])
    return replace(one, record=f"vote {facts.slug}", facts=facts)


def _met(
    told: list[tuple[int, VoteFacts]], known: list[_Telling], body: tuple[int, str] | None
) -> dict[int, _Telling]:
    """Return, by place, the vote on record that each is: those of its own body come first."""
    met: dict[int, _Telling] = {}
    own = [one for one in known if one.body == body]
    others = [one for one in known if one.body != body and _may_be_told_again(one, body)]
    for candidates in (own, others):
        for same in (numbers_and_parts, numbers, words_alone):
            left = [(place, facts) for place, facts in told if place not in met]
            free = [one for one in candidates if not any(one is taken for taken in met.values())]
            # Of its own a body may come to print one more or fewer: the rest are what they were.
            is_sure = candidates is own and same is not words_alone
            met |= in_order(left, [(one, one.facts) for one in free], same, is_sure=is_sure)
    return met


def _is_of_another_source(known: _Telling, body: tuple[int, str] | None) -> bool:
    return known.body is None or body is None or known.body[0] != body[0]


def _may_be_told_again(known: _Telling, body: tuple[int, str] | None) -> bool:
    return _is_of_another_source(known, body) or is_reading(known.facts)


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
    free = [(one, one.facts) for one in others if id(one) not in taken]
    counted_alike = in_order([*told.items()], free, subject_and_numbers)
    motions = {
        place: one
        for place, one in counted_alike.items()
        if is_about_a_motion(told[place].question) or is_about_a_motion(one.facts.question)
    }
    wider = {
        place: one
        for place, facts in told.items()
        for one in others
        if facts.method is VoteMethod.VOICE and is_part_of(facts, one.facts)
    }
    return motions | wider


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
        alike = [told for told in new if numbers(told.facts) == numbers(one.facts)]
        if alike:
            sentence = (
                f"may be one of {len(alike)} votes told here with the same words and totals;"
                " which, nothing tells, so all are kept."
            )
            where = f"vote {one.facts.slug}"
            alike[0].taken.note([Problem(where, "question", sentence, Severity.FLAGGED)])
