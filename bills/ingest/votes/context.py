"""What stood above a vote: its headings, the motion before the House, whether in committee."""

import re
from dataclasses import dataclass, field

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind
from bills.ingest.votes.lines import Level, Line
from bills.ingest.votes.questions import asked, reading_of, stages_of
from bills.ingest.votes.titles import bills_in, bills_of

_MOVED = re.compile(
    r"(?:\bmoved,|\bthe question was proposed,|\bI move,?|debate on the question,)"
    r" (?=That )|\bmoved a (?=motion )",
    re.IGNORECASE,
)
_TO_COMMITTEE = ("(in the committee", "in committee")
_LONGEST = 4000


@dataclass(slots=True)
class Context:
    """What is remembered while reading down a text."""

    path: dict[Level, str] = field(default_factory=dict)
    motion: str = ""
    in_committee: bool = False
    considered: tuple[str, ...] = ()

    def enter(self, line: Line) -> None:
        """Go on below a heading: what stood under the one before it is over.

        In committee a heading without a bill or stage (quoted text, a topic) opens no debate,
        and one with a bill opens that of another bill taken with the first.
        """
        text, level = line.text, line.level
        if level is Level.PART:
            self.in_committee = self.in_committee or text.lower().startswith(_TO_COMMITTEE)
            self.path[level] = text
            return
        stages, bills = stages_of(text), bills_of(text)
        if self.in_committee and level is not Level.TITLE and not (stages or bills):
            return
        self.path = {above: words for above, words in self.path.items() if above < level}
        self.path[level] = text
        self.motion, self.considered = "", ()
        if stages or not bills or not self.in_committee:
            self.in_committee = stages == (Stage.COMMITTEE_OF_WHOLE_HOUSE,)

    def note(self, text: str) -> None:
        """Remember the motion or the committee stage that a paragraph opens."""
        words = text[:_LONGEST]
        lowered = words.lower()
        if "declared the house in committee" in lowered:
            self.in_committee, self.motion = True, ""
            self.considered = bills_in(words)
        elif "resumed the chair" in lowered or "left the chair" in lowered:
            self.in_committee, self.considered = False, bills_in(words)
        if moved := _MOVED.search(words):
            self._move(words[moved.end() :])

    def _move(self, motion: str) -> None:
        """Remember a motion; one to close the debate leaves the motion debated in its place."""
        if asked(motion).kind is not VoteKind.CLOSURE:
            self.motion = motion

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(self.path[level] for level in sorted(self.path))

    def bills(self, *, several: bool) -> tuple[str, ...]:
        """Return the bills of the nearest heading that names any (several, if asked for).

        Where none does, those the committee was said to consider, then those of the motion.
        """
        for level in sorted(self.path, reverse=True):
            found = bills_of(self.path[level])
            if found and (len(found) > 1 or not several):
                return found
        return self.considered or bills_in(self.motion)

    def stage(self) -> Stage | None:
        """Return the stage that the text above is at, if it tells one and only one."""
        if self.in_committee:
            return Stage.COMMITTEE_OF_WHOLE_HOUSE
        for level in sorted(self.path, reverse=True):
            if found := stages_of(self.path[level]):
                return found[0] if len(found) == 1 else None
        return reading_of(self.motion)

    def bills_of_motion(self) -> tuple[str, ...]:
        """Return the bills that the motion before the House names."""
        return bills_in(self.motion)
