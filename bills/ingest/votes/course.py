"""The course of business in the Journals, beside the votes: one event for each known wording."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bills.domain.stages import Stage
from bills.ingest.votes import corrections
from bills.ingest.votes.lines import Line
from bills.ingest.votes.printed import Happening, PrintedCorrection, PrintedEvent
from bills.ingest.votes.questions import committee_in, reading_in, readings_in
from bills.ingest.votes.titles import bills_in, bills_of

_LONGEST = 4000
_LONGEST_LIST = 20_000
_PERSON = r"(?P<member>[^\W\d_][^,.;:]{2,60}?)"
_SAYS = (
    (Happening.READ, r"\bbills?\b.{0,200}? (?:was|were) read a"),
    (Happening.IN_COMMITTEE, r"declared the house in committee for (?:further )?consideration"),
    (Happening.PROGRESS, r"reported (?:no )?progress"),
    (Happening.REPORTED, r"the chairperson (?:also )?reported "),
    (Happening.REFERRED, r"^resolved, that .{3,600}? committee consider"),
    (Happening.REFERRED, r"be considered by the|be referred to the"),
    (Happening.INTRODUCED, r"\bintroduction of\b.{0,40}(?:was announced|the—)"),
    (Happening.DISCHARGED, r"order of the day .{0,300}(?<!be )discharged"),
    (Happening.WITHDRAWN, r"\bbill\b.{0,80} (?:was|be) withdrawn"),
    (Happening.URGENCY, r"^resolved, that urgency be accorded"),
    (Happening.LAPSED, r"motion lapsed"),
    (Happening.SWORN, rf"^{_PERSON} presented (?:him|her|them)sel(?:f|ves) at the bar"),
    (Happening.RESIGNED, rf"letter from (?:the )?{_PERSON} resigning "),
    (Happening.ELECTED, rf"electoral act 1993, {_PERSON} had been declared to be elected"),
    (Happening.ELECTED, rf"electoral district is {_PERSON}\."),
    (
        Happening.LEFT_PARTY,
        rf"advising that {_PERSON} is no longer a member of the (?P<party>.{{2,60}}?)(?: for|\.)",
    ),
    (Happening.REGARDED_AS_PRESENT, r"be (?:considered|regarded) as (?:present|attending)"),
    (Happening.ABSENT, r"^[^“]{0,200}\babsen(?:t|ce) (?:from the house )?without\b"),
    (Happening.MET, r"^the house met at "),
    (Happening.ADJOURNED, r"\bthe house adjourned"),
)
_WORDINGS = tuple((what, re.compile(words, re.IGNORECASE)) for what, words in _SAYS)
_INTO = re.compile(r"divided into (?:the following|\w+) bills")
_HONOURS = re.compile(r"^(?:(?:Rt|Right|Hon|Dr|Sir|Dame|Mr|Mrs|Ms)\s)+")
_ENTRY_OF_CORRECTION = ("correction of vote", "alteration of vote")


def events_in(paragraphs: Iterable[Line]) -> Iterator[PrintedEvent]:
    """Yield what happened, in order; bullets below a sentence belong to it.

    A bill reported and divided is told twice: what was reported, then what the last bill named
    was divided into. Readings are told whether a vote was taken or not.
    """
    last: PrintedEvent | None = None
    for line in paragraphs:
        if last is not None and line.text.startswith("•"):
            last = _with_bullet(last, line.text)
            continue
        if last is not None:
            yield last
        last = None if line.level else _event(line)
        if last is not None and last.happening is Happening.READ:
            yield from (replace(last, stage=stage) for stage in readings_in(last.words)[:-1])
        if last is not None and last.happening is Happening.DIVIDED:
            yield replace(last, happening=Happening.REPORTED)
            last = replace(last, bills=last.bills[-1:])
    if last is not None:
        yield last


def _event(line: Line) -> PrintedEvent | None:
    text = line.text[:_LONGEST]
    for happening, wording in _WORDINGS:
        if found := wording.search(text):
            told = _told(happening, line, text)
            named = found.groupdict()
            member = _HONOURS.sub("", named.get("member", "").strip())
            return replace(told, member=member, party=named.get("party", "").strip())
    return None


def _told(happening: Happening, line: Line, text: str) -> PrintedEvent:
    is_divided = happening is Happening.REPORTED and _INTO.search(text) is not None
    stages = {
        Happening.READ: reading_in(text),
        Happening.IN_COMMITTEE: Stage.COMMITTEE_OF_WHOLE_HOUSE,
        Happening.PROGRESS: Stage.COMMITTEE_OF_WHOLE_HOUSE,
        Happening.REPORTED: Stage.COMMITTEE_OF_WHOLE_HOUSE,
        Happening.INTRODUCED: Stage.INTRODUCED,
    }
    return PrintedEvent(
        happening=Happening.DIVIDED if is_divided else happening,
        words=line.text,
        place=line.place,
        when=line.when,
        bills=bills_in(text),
        stage=stages.get(happening),
        committee=committee_in(text) if happening is Happening.REFERRED else "",
    )


def _with_bullet(event: PrintedEvent, text: str) -> PrintedEvent:
    if len(event.words) > _LONGEST_LIST:
        return event
    is_listed = event.happening in {Happening.INTRODUCED, Happening.DIVIDED}
    named = bills_of(text.strip("• .—")) if is_listed else bills_in(text)
    words = f"{event.words} {text}"
    if event.happening is Happening.DIVIDED:
        return replace(event, words=words, into=event.into + named)
    if event.happening in {Happening.INTRODUCED, Happening.URGENCY, Happening.REPORTED}:
        return replace(event, words=words, bills=event.bills + named)
    return event


def corrections_in(paragraphs: Iterable[Line]) -> Iterator[PrintedCorrection]:
    """Yield the corrections that stand as entries of their own, days after their votes.

    What stands under such a heading is one text, though a line may end with a sentence.
    """
    entry: Line | None = None
    for line in paragraphs:
        goes_on = entry is not None and not line.level
        if goes_on and entry is not None and len(entry.text) < _LONGEST:
            entry = replace(entry, text=f"{entry.text} {line.text}".strip(), place=entry.place)
            continue
        if entry is not None and entry.text:
            yield from corrections.later(entry)
        entry = None
        if line.level and line.text.lower().startswith(_ENTRY_OF_CORRECTION):
            entry = replace(line, text="")
        elif not line.level and corrections.is_later(line.text):
            yield from corrections.later(line)
    if entry is not None and entry.text:
        yield from corrections.later(entry)
