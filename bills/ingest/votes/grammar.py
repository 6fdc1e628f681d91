"""The grammar of votes: lines in, votes out, whatever the markup was.

    vote   := opening question side+ result*
    side   := ("Ayes" | "Noes" | "Abstentions") total? (parties | names)
    result := decision | correction | "(P) denotes a proxy vote."

A question mostly does not name its bill (nine in a hundred do), so headings are remembered, and
what was taken from them is said in `inferred`. Numbers are never mended: what does not add up
is kept as printed, with a flag.
"""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from bills.domain.votes import VoteMethod, VoteResult
from bills.ingest.votes import tells
from bills.ingest.votes.context import Context
from bills.ingest.votes.corrections import with_vote
from bills.ingest.votes.lines import Line
from bills.ingest.votes.paragraphs import Paragraphs
from bills.ingest.votes.printed import PrintedCorrection, PrintedVote, ReadWords
from bills.ingest.votes.questions import committee_in, is_about_a_motion, reading_in, reading_of
from bills.ingest.votes.sides import SideDraft
from bills.ingest.votes.whole import Heard, all_readings
from billtracker.problems import Problem, Severity

_LONGEST_QUESTION = 20_000
_PATIENCE = 4
_PARAGRAPHS_ABOVE = 12


@dataclass(slots=True)
class _Draft:
    """A vote being read."""

    line: Line
    question: str
    method: VoteMethod | None
    above: tuple[str, ...]
    sides: list[SideDraft] = field(default_factory=list)
    result: VoteResult | None = None
    words: list[str] = field(default_factory=list)
    corrections: list[PrintedCorrection] = field(default_factory=list)
    referred_to: str = ""
    missed: int = 0


def votes_in(
    lines: Iterable[Line],
    *,
    where: str,
    wrapped: bool = False,
    surnames: Collection[str] = (),
) -> tuple[ReadWords, list[Line]]:
    """Return what `lines` say of votes, and all paragraphs that stand outside their lists.

    `wrapped` lines are joined to paragraphs first. `surnames` is the roll that tells names
    apart where they run into each other.
    """
    reader = _Reader(where, surnames, wrapped=wrapped)
    for line in lines:
        reader.feed(line)
    reader.end()
    return reader.read, reader.paragraphs


class _Reader:
    """Reads line by line: before a vote, within its lists, then what the House decided."""

    def __init__(self, where: str, surnames: Collection[str], *, wrapped: bool) -> None:
        self.read = ReadWords()
        self.paragraphs: list[Line] = []
        self._where = where
        self._surnames = surnames
        self._wrapper = Paragraphs() if wrapped else None
        self._context = Context()
        self._above: deque[str] = deque(maxlen=_PARAGRAPHS_ABOVE)
        self._draft: _Draft | None = None
        self._in_lists = False

    def feed(self, line: Line) -> None:
        """Take the next line."""
        draft = self._draft
        if self._in_lists and draft is not None:
            if self._take_in_lists(draft, line):
                return
            self._in_lists = False
        if self._wrapper is None:
            if line.text:
                self._paragraph(line)
            return
        for paragraph in self._wrapper.push(line):
            self._paragraph(paragraph)

    def end(self) -> None:
        """Take the end of the text."""
        for paragraph in self._wrapper.flush() if self._wrapper else ():
            self._paragraph(paragraph)
        self._finish()

    def _take_in_lists(self, draft: _Draft, line: Line) -> bool:
        """Take a line of a side, or say that the lists are over."""
        if not line.text:
            return True
        if line.level:
            return False
        if head := tells.header(line.text):
            draft.sides.append(SideDraft(head, line.place))
            return True
        return draft.sides[-1].takes(line)

    def _paragraph(self, line: Line) -> None:
        self.paragraphs.append(line)
        if line.level:
            self._finish()
            self._context.enter(line)
            self._above.clear()
            return
        if self._draft is not None and self._goes_on(self._draft, line):
            return
        self._begins(line)

    def _goes_on(self, draft: _Draft, line: Line) -> bool:
        """Take a paragraph that belongs to the vote being read, or say that it does not."""
        if not draft.sides and draft.method is not VoteMethod.VOICE:
            return self._before_sides(draft, line)
        if self._after_sides(draft, line):
            return True
        self._finish()
        return False

    def _before_sides(self, draft: _Draft, line: Line) -> bool:
        """Take the rest of a question that Hansard broke off, or the head of the first side."""
        if head := tells.header(line.text):
            draft.sides.append(SideDraft(head, line.place))
            self._in_lists = True
            return True
        draft.missed += 1
        if tells.opening(line.text) or draft.missed > _PATIENCE:
            self._abandon(draft)
            return False
        is_whole = draft.method is None or draft.question.endswith(".")
        if not is_whole and len(draft.question) < _LONGEST_QUESTION:
            draft.question = f"{draft.question} {line.text}".strip()
        return True

    def _after_sides(self, draft: _Draft, line: Line) -> bool:
        text = line.text
        if tells.is_note_on_proxies(text):
            return True
        if draft.result is None and (head := tells.header(text)):
            draft.sides.append(SideDraft(head, line.place))
            self._in_lists = True
            return True
        if tells.is_correction(text):
            draft.corrections.append(with_vote(line))
            return True
        if tells.follows(text) and not self._belongs(draft, text):
            return False
        if (result := tells.decision(text)) is not None and draft.result is None:
            draft.result = result
        elif not tells.follows(text):
            return False
        draft.words.append(text)
        draft.referred_to = draft.referred_to or committee_in(text)
        return True

    def _belongs(self, draft: _Draft, text: str) -> bool:
        """Whether a reading told below a vote is that vote's own, not another question's."""
        told = reading_in(text)
        if told is None:
            return True
        if draft.method is VoteMethod.VOICE or any(map(reading_in, draft.words)):
            return False
        asked = self._context.motion if is_about_a_motion(draft.question) else draft.question
        return not asked or reading_of(asked) is told

    def _begins(self, line: Line) -> None:
        """Begin a vote here, or keep the paragraph for the vote that may come."""
        if begun := tells.opening(line.text):
            question = begun.question[:_LONGEST_QUESTION]
            self._draft = _Draft(line, question, begun.method, tuple(self._above))
            self._above.clear()
        elif head := tells.header(line.text):
            self._draft = _Draft(line, "", None, tuple(self._above), [SideDraft(head, line.place)])
            self._in_lists = True
            self._above.clear()
        elif tells.is_reading(line.text):
            self._draft = _Draft(line, "", VoteMethod.VOICE, (), result=VoteResult.AGREED)
            self._draft.words.append(line.text)
            self._draft.referred_to = committee_in(line.text)
        else:
            if tells.decision(line.text) is not None:
                self._above.clear()
            self._context.note(line.text)
            self._above.append(line.text)

    def _abandon(self, draft: _Draft) -> None:
        sentence = f"a vote is announced, but no totals follow: {draft.question[:200]!r}."
        where = f"{self._where}, line {draft.line.place.line}"
        self.read.problems.append(Problem(where, "vote", sentence, Severity.FLAGGED))
        self._draft = None

    def _finish(self) -> None:
        draft, self._draft, self._in_lists = self._draft, None, False
        if draft is None:
            return
        if not draft.sides and draft.method is not VoteMethod.VOICE:
            self._abandon(draft)
            return
        self.read.votes += self._whole(draft)

    def _whole(self, draft: _Draft) -> list[PrintedVote]:
        heard = Heard(
            line=draft.line,
            question=draft.question,
            method=draft.method,
            sides=tuple(side.read(self._surnames) for side in draft.sides),
            result=draft.result,
            words=tuple(draft.words),
            corrections=tuple(draft.corrections),
            above=draft.above,
            referred_to=draft.referred_to,
        )
        return all_readings(heard, self._context, self._where)
