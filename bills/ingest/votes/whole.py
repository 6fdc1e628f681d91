"""A vote made whole: kind, stage and bills from its words, else inferred from those above."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.votes.checks import oddities
from bills.ingest.votes.context import Context
from bills.ingest.votes.lines import Line
from bills.ingest.votes.printed import (
    PrintedCorrection,
    PrintedEntry,
    PrintedSide,
    PrintedVote,
    Voter,
)
from bills.ingest.votes.questions import Asked, asked, is_about_a_motion, reading_in, readings_in
from bills.ingest.votes.sides import ReadSide
from bills.ingest.votes.titles import bills_in, speaks_of_bills, speaks_of_the_bill
from billtracker.problems import Problem, Severity

_ORDINALS = {
    Stage.FIRST_READING: "first",
    Stage.SECOND_READING: "second",
    Stage.THIRD_READING: "third",
}
_FOR_READING = "That the bill be now read a {} time"
_ABOUT_BILLS = frozenset({VoteKind.READING, VoteKind.REFERRAL})
_OF_A_STAGE = frozenset({VoteKind.COMMITTEE_PART, VoteKind.AMENDMENT, VoteKind.CLOSURE})


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read of one vote, before anything is made of it."""

    line: Line
    question: str
    method: VoteMethod | None
    sides: tuple[ReadSide, ...]
    result: VoteResult | None
    words: tuple[str, ...]
    corrections: tuple[PrintedCorrection, ...]
    above: tuple[str, ...]
    referred_to: str


@dataclass(slots=True)
class _Inferring:
    """Collects what is inferred while a vote is made whole."""

    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)


def all_readings(heard: Heard, context: Context, where: str) -> list[PrintedVote]:
    """Return a vote, or one for each reading where a bill passed several on the voices at once."""
    told = readings_in(heard.words[0]) if heard.method is VoteMethod.VOICE else ()
    if len(told) < 2:  # noqa: PLR2004
        return [whole(heard, context, where)]
    return [
        whole(replace(heard, question=_FOR_READING.format(_ORDINALS[stage])), context, where)
        for stage in told
    ]


def whole(heard: Heard, context: Context, where: str) -> PrintedVote:
    """Return the vote with what its own words say, and what those above it say in their stead."""
    inferring = _Inferring([note for side in heard.sides for note in side.inferred])
    question = _question(heard, inferring)
    asks = _asked(question, heard, context, inferring)
    stage = _stage(asks, context, inferring)
    method = _method(heard, inferring)
    vote = PrintedVote(
        question=question,
        kind=asks.kind,
        method=method,
        place=heard.line.place,
        sides=tuple(_as_members(side.side, method) for side in heard.sides),
        bills=_bills(question, asks.kind, heard, context, inferring),
        stage=stage,
        result=heard.result,
        result_words=heard.words,
        referred_to=heard.referred_to,
        corrections=_corrected(heard),
        headings=context.headings,
        above=heard.above,
        when=heard.line.when,
        inferred=tuple(inferring.notes),
    )
    return replace(vote, problems=tuple(_problems(vote, heard, where)))


def _question(heard: Heard, inferring: _Inferring) -> str:
    question = heard.question.strip().rstrip(".").rstrip()
    if heard.method is not VoteMethod.VOICE:
        return question
    inferring.note("No question is printed; it is taken from the result.")
    told = reading_in(heard.words[0]) if heard.words else None
    return question or (_FOR_READING.format(_ORDINALS[told]) if told else "")


def _asked(question: str, heard: Heard, context: Context, inferring: _Inferring) -> Asked:
    """Return what was asked; a question that only points at a motion asks what the motion did."""
    asks = asked(question)
    if asks.kind is not VoteKind.OTHER or not is_about_a_motion(question):
        return asks
    for found, source in _told_elsewhere(heard, context):
        if found.kind is not VoteKind.OTHER:
            inferring.note(f"The kind of question is taken from {source}.")
            return found
    return asks


def _told_elsewhere(heard: Heard, context: Context) -> Iterator[tuple[Asked, str]]:
    """Yield what the motion, the result and the heading tell of a question on "the motion"."""
    yield asked(context.motion), "the motion above"
    for words in heard.words:
        if told := reading_in(words):
            yield Asked(VoteKind.READING, told), "the result"
        yield asked(words.removeprefix("Resolved, ")), "what was resolved"
    reading = context.stage()
    if reading in _ORDINALS and not context.motion and context.bills(several=False):
        yield Asked(VoteKind.READING, reading), "the heading above"


def _stage(asks: Asked, context: Context, inferring: _Inferring) -> Stage | None:
    is_open = asks.kind in _OF_A_STAGE or (asks.kind is VoteKind.OTHER and context.in_committee)
    if asks.stage is not None or not is_open:
        return asks.stage
    stage = context.stage()
    if stage is not None:
        inferring.note("The stage is taken from the words above.")
    return stage


def _method(heard: Heard, inferring: _Inferring) -> VoteMethod:
    if heard.method is not None:
        return heard.method
    is_party = any(side.has_parties for side in heard.sides)
    inferring.note(f"The method is taken from the lists, which name {_named(is_party=is_party)}.")
    return VoteMethod.PARTY if is_party else VoteMethod.PERSONAL


def _named(*, is_party: bool) -> str:
    return "parties" if is_party else "members"


def _as_members(side: PrintedSide, method: VoteMethod) -> PrintedSide:
    """Return a side of a personal vote with bare names as members, not as independents."""
    if method is not VoteMethod.PERSONAL:
        return side
    return replace(side, entries=tuple(map(_as_member, side.entries)))


def _as_member(entry: PrintedEntry) -> PrintedEntry:
    is_bare = entry.voter is Voter.INDEPENDENT and not entry.under
    return replace(entry, voter=Voter.MEMBER) if is_bare else entry


def _bills(
    question: str, kind: VoteKind, heard: Heard, context: Context, inferring: _Inferring
) -> tuple[str, ...]:
    """Return the bills the question names, else those of the result, the motion or the heading.

    A question on a motion that is about no bill has none, whatever the last heading was.
    """
    if named := bills_in(question):
        return named
    for words in heard.words:
        if (told := bills_in(words)) and reading_in(words):
            inferring.note("The bill is taken from the result.")
            return told
    is_on_motion = is_about_a_motion(question) and not context.in_committee
    if is_on_motion and (moved := context.bills_of_motion()):
        inferring.note("The bill is taken from the motion above.")
        return moved
    if is_on_motion and not speaks_of_the_bill(context.motion) and kind not in _ABOUT_BILLS:
        return ()
    several = speaks_of_bills(question) or "".join(heard.words[:1]).startswith("Bills ")
    if found := context.bills(several=several):
        inferring.note("The bill is taken from the heading above.")
    return found


def _corrected(heard: Heard) -> tuple[PrintedCorrection, ...]:
    """Return the corrections with the totals that the vote now has."""
    totals = tuple(
        (read.side.option, read.side.declared)
        for read in heard.sides
        if read.side.declared is not None
    )
    return tuple(replace(correction, corrected=totals) for correction in heard.corrections)


def _problems(vote: PrintedVote, heard: Heard, where: str) -> list[Problem]:
    place = f"{where}, line {vote.place.line}"
    read = [(side.side.label, words, None) for side in heard.sides for words in side.problems]
    return [
        Problem(place, named, sentence, Severity.FLAGGED, kind)
        for named, sentence, kind in [*read, *oddities(vote)]
    ]
