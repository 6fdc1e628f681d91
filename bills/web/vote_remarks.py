"""What a reader must know of a vote's numbers: what does not add up, and how it was taken."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bills.domain.facts import HansardStatus
from bills.domain.votes import Flag, differences
from bills.selectors import VoteOnDay
from bills.web import words
from bills.web.sides import Side
from billtracker.days import wellington_day


def flags(vote: VoteOnDay, sides: Sequence[Side]) -> Iterator[str]:
    """Yield what does not add up, in words and then in numbers."""
    yield from (words.FLAGS[Flag(flag)] for flag in vote.row.flags)
    gaps = differences(vote.tallies, vote.facts.ballots)
    for side in sides:
        if gap := gaps.get(side.option):
            yield (
                f"{side.label}: {side.declared} announced, {side.counted} by adding up"
                f" ({abs(gap)} {'more' if gap > 0 else 'fewer'} announced)."
            )


def remarks(vote: VoteOnDay) -> Iterator[str]:
    """Yield what the record adds to a vote, a sentence each."""
    if len(vote.row.corrections.all()) > len(vote.corrections):
        yield (
            "These are the totals as announced. They were corrected later; who cast what is"
            " shown as corrected."
        )
    if vote.row.held_at:
        taken = wellington_day(vote.row.held_at)
        if taken - vote.facts.sitting_date >= timedelta(days=1):
            yield f"Taken on {taken:%A} {taken.day} {taken:%B}, in the sitting of the day above."
    if vote.row.presiding:
        yield f"In the chair: {vote.row.presiding}."
    if remark := words.HANSARD[HansardStatus(vote.row.hansard_status)]:
        yield remark
    if vote.row.note:
        yield vote.row.note
