"""What stood above a vote: its headings, the motion before the House, whether in committee."""

from dataclasses import dataclass, field

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind
from bills.ingest.votes.lines import Level, Line
from bills.ingest.votes.questions import asked, reading_of, stages_of
from bills.ingest.votes.titles import bills_in, bills_of

_MOVED = ("moved, ", " moved a motion", "the question was proposed", "i move,", "i move ")
_DEBATED = "debate on the question, "
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

        In committee a heading without a bill (a Part's, or quoted text) opens no new debate.
        """
        is_committee = "committee" in line.text.lower() and not bills_of(line.text)
        if (
            is_committee
            and line.level is Level.PART
            and line.text.lower().startswith(("(in", "in "))
        ):
            self.in_committee = True
            return
        if line.level is Level.PART:
            self.path[line.level] = line.text
            return
        if (
            self.in_committee
            and not (stages_of(line.text) or bills_of(line.text))
            and (line.level is not Level.TITLE)
        ):
            return
        self.path = {level: text for level, text in self.path.items() if level < line.level}
        self.path[line.level] = line.text
        if line.level <= Level.DEBATE and not (self.in_committee and bills_of(line.text)):
            self.in_committee = False
        self.motion, self.considered = "", ()

    def note(self, text: str) -> None:
        """Remember the motion or the committee stage that a paragraph opens."""
        lowered = text[:_LONGEST].lower()
        if "declared the house in committee" in lowered:
            self.in_committee, self.motion = True, ""
            self.considered = bills_in(text[:_LONGEST])
        elif "resumed the chair" in lowered or "left the chair" in lowered:
            self.in_committee, self.considered = False, bills_in(text[:_LONGEST])
        if _DEBATED in lowered or any(words in lowered for words in _MOVED):
            self._move(text[:_LONGEST], lowered)

    def _move(self, text: str, lowered: str) -> None:
        start = max(
            lowered.find(", that "), lowered.find(" moved a motion"), lowered.find("i move")
        )
        motion = text[start + 2 :].strip() if start >= 0 else text
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
