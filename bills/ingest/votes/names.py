"""Names of members printed one after another, told apart only where the text or a roll tells."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bills.ingest.votes.printed import PrintedEntry, Voter

_PROXY = re.compile(r"\(\s*[Pp](?:\s*\)|(?=$|[A-Z\s]))")
_TELLER = re.compile(r"Tellers?\s*:\s*")
_GLUE = re.compile(r"[^\W\d_A-Z](?=[A-Z])")
_MAY_GLUE = ("Mc", "Mac", "De", "La", "Le", "Fitz", "Van", "Du")
_PARTICLES = frozenset((
    "van", "de", "der", "den", "te", "le", "la", "du", "von", "ter", "ngā", "nga",
))  # fmt: skip
_INITIAL_GLUED = re.compile(r"(?:^|\s)[A-Z](?=[A-Z][^\W\d_A-Z])")
_LONGEST_RUN = 4000
_LONGEST_NAME = 60


def plain(text: str) -> str:
    """Return a name with one kind of apostrophe, character for character."""
    return text.replace("\u2019", "'").replace("`", "'")


def entry_of(text: str, *, teller: bool = False) -> PrintedEntry:
    """Return one member as a cell prints them: `Carter D (P)`, `Yates(P)`, `Parker (P`."""
    mark = _PROXY.search(text)
    name = text[: mark.start()].strip() if mark else text.strip()
    return PrintedEntry(name, Voter.MEMBER, proxy=mark is not None, teller=teller)


def is_cut_off(text: str) -> bool:
    """Whether a (P) lost its bracket, as in `Parker (P` (Journals, 22 September 2010)."""
    mark = _PROXY.search(text)
    return mark is not None and not mark.group().rstrip().endswith(")")


def entries_of(run: str, surnames: Collection[str] = ()) -> list[PrintedEntry]:
    """Return the members of a run of names whose separators are lost, in the order printed.

    A (P) ends a name. Where names run into each other without one ("SalesaWilliams A", official
    extract of 5 April 2023) the roll of `surnames` tells them apart, if it does so in one way
    only; otherwise they stay one JOINED entry.
    """
    before, mark, after = _cut_at_teller(run)
    is_glued = re.search(r"\)\w", run) is not None
    entries = [*_names(before, surnames, is_glued=is_glued)]
    told = [*_names(after, surnames, is_glued=is_glued)]
    if mark and told:
        place = len(told) - 1 if is_glued else 0
        last = told[place]
        told[place] = replace(last, teller=last.voter is not Voter.JOINED)
    return entries + told


def _cut_at_teller(run: str) -> tuple[str, bool, str]:
    mark = _TELLER.search(run)
    return (run[: mark.start()], True, run[mark.end() :]) if mark else (run, False, "")


def _names(run: str, surnames: Collection[str], *, is_glued: bool) -> Iterator[PrintedEntry]:
    start = 0
    for mark in _PROXY.finditer(run):
        yield from _chunk(run[start : mark.start()], surnames, is_glued=is_glued, proxy=True)
        start = mark.end()
    yield from _chunk(run[start:], surnames, is_glued=is_glued, proxy=False)


def _chunk(
    text: str, surnames: Collection[str], *, is_glued: bool, proxy: bool
) -> Iterator[PrintedEntry]:
    """Yield the names of a chunk; only the last of them can have the proxy mark behind it."""
    text = text.strip(" ,;.")
    if not text:
        return
    parts = [text] if is_single(text, is_glued=is_glued) else split(text, surnames)
    if not parts:
        yield PrintedEntry(text, Voter.JOINED, proxy=proxy)
        return
    for part in parts[:-1]:
        yield PrintedEntry(part, Voter.MEMBER)
    yield PrintedEntry(parts[-1], Voter.MEMBER, proxy=proxy)


def is_single(text: str, *, is_glued: bool) -> bool:
    """Whether `text` can only be one name.

    In the glued extract spaces stand within names alone; elsewhere a space may part two names,
    so that only a surname with its particles and an initial is certainly one.
    """
    if is_glued:
        return not any(_is_seam(text, glue) for glue in _GLUE.finditer(text)) and not (
            _INITIAL_GLUED.search(text)
        )
    words = [word for word in text.split() if word.lower() not in _PARTICLES]
    initial = len(words) == 2 and len(words[1]) <= 2 and words[1].isupper()  # noqa: PLR2004
    return len(words) == 1 or initial


def _is_seam(text: str, glue: re.Match[str]) -> bool:
    """Whether a capital inside a word begins another name, and is not that of McKee."""
    end = glue.end()
    begin = max(text.rfind(" ", 0, end), text.rfind("-", 0, end), text.rfind("'", 0, end)) + 1
    return text[begin:end] not in _MAY_GLUE


def split(text: str, surnames: Collection[str]) -> list[str]:
    """Return the names in `text` if the roll of surnames cuts it in exactly one way, else []."""
    if not surnames or len(text) > _LONGEST_RUN:
        return []
    roll = {plain(name) for name in surnames if 0 < len(name) <= _LONGEST_NAME}
    whole = plain(text)
    ways: dict[int, int] = {len(whole): 1}
    first: dict[int, int] = {}
    longest = max(map(len, roll), default=0)
    for start in range(len(whole) - 1, -1, -1):
        ends = [end for end in _ends(whole, start, roll, longest) if ways.get(end)]
        ways[start] = min(sum(ways[end] for end in ends), 2)
        first[start] = ends[0] if ends else start
    if ways.get(0) != 1:
        return []
    return list(_walk(text, first, ways))


def _walk(text: str, first: dict[int, int], ways: dict[int, int]) -> Iterator[str]:
    start = 0
    while start < len(text) and ways[start]:
        yield text[start : first[start]].strip()
        start = first[start]


def _ends(whole: str, start: int, roll: set[str], longest: int) -> Iterator[int]:
    """Yield where a surname that begins at `start` ends, with its initial and without."""
    begin = start + (whole[start] == " ")
    for length in range(1, longest + 1):
        end = begin + length
        if end > len(whole) or whole[begin:end] not in roll:
            continue
        yield end
        initial = whole[end : end + 2]
        if len(initial) == 2 and initial[0] == " " and initial[1].isupper():  # noqa: PLR2004
            yield end + 2
