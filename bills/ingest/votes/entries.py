"""The list of one side of a party vote, word by word.

`New Zealand National 58; Māori Party 4 (Flavell, Harawira, Katene, Sharples); Independents:
Carter C, Harawira` and all its drifts: a comma or a full stop for the semicolon, a comma inside
one name (`Carter, C`), commas lost (`Copeland Field`), a bare surname (`Ross`), `Other 1 (Name)`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bills.ingest.votes.names import split
from bills.ingest.votes.printed import PrintedEntry, Voter

_TOKEN = re.compile(r"\d+|[();:,.]|[^\s\d();:,.]+")
_APART = frozenset({"independent", "independents", "other", "others"})
_PARTY_WORDS = frozenset((
    "act", "alliance", "christian", "coalition", "first", "future", "green", "labour", "mana",
    "maori", "māori", "national", "new", "paati", "party", "pāti", "progressive", "te",
    "united", "zealand", "opportunities", "conservative",
))  # fmt: skip
_MOST_VOTES = 9999


@dataclass(slots=True)
class Listed:
    """What a list of parties says, with what is odd about it and what had to be inferred."""

    entries: list[PrintedEntry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    inferred: list[str] = field(default_factory=list)


def is_unfinished(text: str) -> bool:
    """Whether a list cannot end here: an open bracket, or a separator with nothing behind it.

    A tally may be wrapped over two paragraphs, the first ending in ";" (54th Parliament).
    """
    bare = text.rstrip()
    return bare.endswith((";", ",", ":", "(")) or bare.count("(") > bare.count(")")


def lacks_number(text: str) -> bool:
    """Whether a list ends in a label without its number, as `…; United` before a line's end."""
    last = re.split(r"[;,.:()]", text.rstrip())[-1]
    return bool(last.strip()) and not last.rstrip()[-1:].isdigit()


def listed(text: str, surnames: Collection[str] = ()) -> Listed:
    """Return the entries of one side of a party vote."""
    reader = _List(surnames)
    for word in _TOKEN.findall(text):
        reader.take(word)
    reader.finish()
    return reader.found


class _List:
    """Takes words one by one; `words` is the label being read, `under` what stands before it."""

    def __init__(self, surnames: Collection[str]) -> None:
        self.found = Listed()
        self._surnames = surnames
        self._words: list[str] = []
        self._group: list[str] | None = None
        self._under = ""
        self._under_number: int | None = None
        self._separator = ""

    def take(self, word: str) -> None:
        """Take the next word of the list."""
        if self._group is not None:
            self._in_group(word)
        elif word == "(":
            self._group = []
        elif word.isdigit():
            self._number(int(word))
        elif word == ":":
            self._colon()
        elif word in ";,.":
            self._end(word)
        elif word != ")":
            self._words.append(word)

    def finish(self) -> None:
        """End the list where the text ends."""
        if self._group is not None:
            self.found.problems.append("a bracket is not closed.")
            self._close()
        self._end(";")
        if (expected := self._under_number) is not None:
            self._check_others(expected)

    def _in_group(self, word: str) -> None:
        group = self._group
        if group is None:
            return
        if word == ")":
            self._close()
        elif word != "(":
            group.append(word)

    def _number(self, number: int) -> None:
        label = " ".join(self._words)
        self._words = []
        if number > _MOST_VOTES:
            self.found.problems.append(f"{number} votes cannot be.")
        elif label.lower() in _APART:
            self._begin_apart(label, number)
        elif label:
            self._under = ""
            self.found.entries.append(PrintedEntry(label, Voter.PARTY, number))
        else:
            self.found.problems.append(f"the number {number} has no party before it.")

    def _begin_apart(self, label: str, number: int | None) -> None:
        self._under, self._under_number = label, number

    def _colon(self) -> None:
        label = " ".join(self._words)
        if label.lower() in _APART:
            self._words = []
            self._begin_apart(label, None)
        elif label:
            self.found.problems.append(f"{label!r} is followed by a colon.")

    def _close(self) -> None:
        """End a bracket: names of a split party, a proxy's (P), or who an Other was."""
        group, self._group = self._group or [], None
        names = tuple(_with_commas(group))
        if self._words and [word.lower() for word in group] == ["p"]:
            self._single(" ".join(self._words), proxy=True)
            self._words = []
        elif self._under and not self._words:
            for name in names:
                self._single(name)
        elif not self._words and self.found.entries and not self.found.entries[-1].names:
            self._name_split(names)
        else:
            self.found.problems.append(f"({' '.join(group)}) belongs to no party.")

    def _name_split(self, names: tuple[str, ...]) -> None:
        last = replace(self.found.entries[-1], names=names)
        self.found.entries[-1] = last
        if last.number is not None and len(names) != last.number:
            sentence = f"{last.label} cast {last.number}, but {len(names)} names are given."
            self.found.problems.append(sentence)

    def _end(self, separator: str) -> None:
        """End an entry; a comma and one capital may go on with the name before (`Carter, C`)."""
        words, self._words = self._words, []
        before, self._separator = self._separator, separator
        if words:
            if before == "," and _is_initial(words) and self._goes_on():
                last = self.found.entries[-1]
                self.found.entries[-1] = replace(last, label=f"{last.label} {words[0]}")
            else:
                self._bare(words)
        if separator == ";":
            self._under = ""

    def _goes_on(self) -> bool:
        return bool(self.found.entries) and self.found.entries[-1].voter is Voter.INDEPENDENT

    def _bare(self, words: list[str]) -> None:
        label = " ".join(words)
        if self._under:
            for name in self._told_apart(words):
                self._single(name)
        elif any(word.lower() in _PARTY_WORDS for word in words):
            self.found.entries.append(PrintedEntry(label, Voter.PARTY))
            self.found.problems.append(f"{label} has no number.")
        else:
            self._single(label)
            self.found.inferred.append(f"{label}, printed bare, is a member without a party.")

    def _single(self, label: str, *, proxy: bool = False) -> None:
        self.found.entries.append(
            PrintedEntry(label, Voter.INDEPENDENT, proxy=proxy, under=self._under)
        )

    def _told_apart(self, words: list[str]) -> list[str]:
        """Return the names that stand without commas after a label (`Copeland Field`, 2007)."""
        names = _with_initials(words)
        label = " ".join(words)
        if len(names) == 1 or not self._under.endswith("s"):
            return [label]
        if parted := split(label, self._surnames):
            return parted
        if len(names) == 2 and all(len(name) > 1 and name[0].isupper() for name in names):  # noqa: PLR2004
            self.found.inferred.append(f"{label} are two members; the comma is lost.")
            return names
        self.found.entries.append(PrintedEntry(label, Voter.JOINED, under=self._under))
        self.found.problems.append(f"{label} are several names that nothing tells apart.")
        return []

    def _check_others(self, expected: int) -> None:
        apart = sum(entry.under != "" for entry in self.found.entries)
        if apart != expected:
            self.found.problems.append(f"{expected} others are counted, but {apart} named.")


def _is_initial(words: list[str]) -> bool:
    return len(words) == 1 and len(words[0]) == 1 and words[0].isupper()


def _with_initials(words: list[str]) -> list[str]:
    """Return words as names, an initial going with the surname before it."""
    names: list[str] = []
    for word in words:
        if names and len(word) == 1:
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def _with_commas(words: list[str]) -> list[str]:
    """Return the names of a bracket (`Flavell, Harawira`, or `Roy H, Carter, C`)."""
    names: list[list[str]] = [[]]
    for word in words:
        if word in {",", ";", ".", ":"}:
            names.append([])
        else:
            names[-1].append(word)
    joined: list[str] = []
    for name in filter(None, names):
        if joined and _is_initial(name):
            joined[-1] += f" {name[0]}"
        else:
            joined.append(" ".join(name))
    return joined
