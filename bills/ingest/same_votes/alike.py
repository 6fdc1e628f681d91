"""What makes two tellings of votes alike: words, numbers, parts. Pure."""

from collections.abc import Callable, Sequence
from typing import Any

from bills.domain.facts import VoteFacts
from bills.domain.votes import VoteKind, counted
from bills.ingest.votes.titles import without_titles
from billtracker.text import folded

type Key = tuple[Any, ...]


def is_reading(facts: VoteFacts) -> bool:
    """Whether a vote decided a reading, which is decided once a day whoever tells it."""
    return facts.kind is VoteKind.READING and facts.stage is not None


def key(facts: VoteFacts) -> Key:
    """Return what two tellings of one vote share: day, bills, and the reading or the words."""
    words = facts.stage if is_reading(facts) else folded(without_titles(facts.question))
    return (facts.sitting_date, frozenset(facts.bills), is_reading(facts), words)


def words_alone(_facts: VoteFacts) -> None:
    """Nothing but the words need be the same: where as many are left, they are the same votes."""


def numbers(facts: VoteFacts) -> frozenset[tuple[str, int]]:
    """Return the totals by option: as declared, else as the parts make them."""
    declared = {(t.option, t.declared) for t in facts.tallies if t.declared is not None}
    return frozenset(declared or counted(facts.ballots).items())


def numbers_and_parts(facts: VoteFacts) -> Any:
    """Return totals and parts, by which most votes on one question differ."""
    return numbers(facts), parts(facts)


def parts(facts: VoteFacts) -> frozenset[tuple[str, str, int]]:
    """Return what each party cast on each side, and how many cast a vote of their own."""
    single = counted(ballot for ballot in facts.ballots if ballot.member or not ballot.party)
    return frozenset(
        [(b.option, b.party, b.weight) for b in facts.ballots if b.party and not b.member]
        + [(option, "", number) for option, number in single.items()]
    )


def subject_and_numbers(facts: VoteFacts) -> Any:
    """Return day, bills and numbers; a vote without numbers is like no other."""
    alike = (facts.sitting_date, frozenset(facts.bills), facts.kind, numbers(facts))
    return alike if numbers(facts) else id(facts)


def is_part_of(facts: VoteFacts, wider: VoteFacts) -> bool:
    """Whether a reading is one of those that another telling tells together."""
    same = [(vote.sitting_date, vote.kind, vote.stage) for vote in (facts, wider)]
    return same[0] == same[1] and is_reading(wider) and {*facts.bills} < {*wider.bills}


def in_order[Row](
    told: Sequence[tuple[int, VoteFacts]],
    known: Sequence[tuple[Row, VoteFacts]],
    same: Callable[[VoteFacts], Any],
    *,
    is_sure: bool = False,
) -> dict[int, Row]:
    """Pair those that are the same, in order, where there are as many of them on either side.

    Where it `is_sure` that the same are meant, as many as there are on both are paired.
    """
    rows: dict[Any, list[Row]] = {}
    for row, facts in known:
        rows.setdefault(same(facts), []).append(row)
    places: dict[Any, list[int]] = {}
    for place, facts in told:
        places.setdefault(same(facts), []).append(place)
    return {
        place: row
        for what, of_it in places.items()
        if is_sure or len(of_it) == len(rows.get(what, ()))
        for place, row in zip(of_it, rows.get(what, ()), strict=False)
    }
