"""What in a vote as printed does not hold together. Nothing is mended; each oddity is said."""

from collections import Counter
from collections.abc import Iterator

from bills.domain.votes import VoteMethod, VoteResult, majority_result
from bills.ingest.votes.printed import PrintedSide, PrintedVote, Voter
from billtracker.problems import Kind
from billtracker.text import folded

# The field, a sentence, and what a person reviews it as: what services flag needs none here.
type Oddity = tuple[str, str, Kind | None]


def oddities(vote: PrintedVote) -> Iterator[Oddity]:
    """Yield what is odd about a vote."""
    if not vote.question:
        yield "question", "no question stands above the totals.", Kind.IMPOSSIBLE
    for side in vote.sides:
        yield from _of_side(side)
    yield from _printed_twice(vote)
    yield from _on_two_sides(vote)
    yield from _of_result(vote)


def _of_side(side: PrintedSide) -> Iterator[Oddity]:
    counted = side.counted
    if side.declared is None:
        yield side.label, "no total is printed.", Kind.TOTALS_DIFFER
    elif not side.entries and side.declared:
        yield side.label, f"{side.declared} are declared, but nobody is listed.", None
    elif counted is not None and counted != side.declared:
        sentence = f"{side.declared} are declared, but the parts listed make {counted}."
        yield side.label, sentence, None


def _printed_twice(vote: PrintedVote) -> Iterator[Oddity]:
    """Yield every voter that stands twice on one side (Labour did, 54th Parliament)."""
    for side in vote.sides:
        labels = Counter(folded(entry.label) for entry in side.entries if entry.label)
        for entry in side.entries:
            if labels.pop(folded(entry.label), 0) > 1:
                yield side.label, f"{entry.label} is printed twice.", Kind.IMPOSSIBLE
    options = Counter(side.option for side in vote.sides)
    twice = [option for option, times in options.items() if times > 1]
    yield from ((option, "this side is printed twice.", Kind.IMPOSSIBLE) for option in twice)


def _on_two_sides(vote: PrintedVote) -> Iterator[Oddity]:
    """Yield every member who stands on two sides (seen on 7 April 2011)."""
    sides: dict[str, set[str]] = {}
    for side in vote.sides:
        for name in _members(side):
            sides.setdefault(name, set()).add(side.label)
    for name, labels in sides.items():
        if len(labels) > 1:
            sides_told = " and ".join(sorted(labels))
            yield "members", f"{name} is on two sides: {sides_told}.", None


def _members(side: PrintedSide) -> Iterator[str]:
    for entry in side.entries:
        yield from entry.names
        if entry.voter in {Voter.MEMBER, Voter.INDEPENDENT}:
            yield entry.label


def _of_result(vote: PrintedVote) -> Iterator[Oddity]:
    if vote.method is VoteMethod.VOICE:
        return
    if vote.result is None:
        yield "result", "no result is printed.", None
        return
    expected = majority_result(vote.declared) if vote.declared else None
    by_majority = {VoteResult.AGREED, VoteResult.NOT_AGREED}
    if vote.result in by_majority and expected is not None and vote.result is not expected:
        yield "result", "the result is not what the totals give.", None
