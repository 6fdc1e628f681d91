"""Corrections of votes: the wordings that stand with a vote, and entries of their own later.

Seen in the Journals of 2010 and 2011: "Result altered by leave after originally being announced
as", "Result corrected after…", "Result corrected having originally been announced as", "Vote
corrected having…", "Result corrected by the Speaker after…", "by Speaker"; and, on a later day,
"The Speaker corrected the vote on … The correct result is Ayes 62, Noes 54."
"""

import re
from collections.abc import Iterator

from bills.domain.votes import ABSTAIN, AYE, NO
from bills.ingest.votes.lines import Line
from bills.ingest.votes.printed import PrintedCorrection, Totals
from bills.ingest.votes.questions import asked, stages_of
from bills.ingest.votes.titles import bills_in

_TOKEN = re.compile(r"\d{1,4}|[A-Za-z]+|[.;]")
_OPTIONS = {
    "ayes": AYE, "aye": AYE, "noes": NO, "no": NO, "abstentions": ABSTAIN, "abstention": ABSTAIN,
}  # fmt: skip
_LATER = re.compile(
    r"the (?:deputy speaker|assistant speaker|speaker|chairperson) (?:also )?"
    r"(?:corrected|altered) the vote"
    r"|^by leave, (?:it was )?agreed that the (?:vote|result)",
    re.IGNORECASE,
)
_ON = re.compile(r"\bcorrected the vote (?:in the [^.]{3,60}? on |on )", re.IGNORECASE)
_RESULT = re.compile(
    r"\b[Tt]he correct(?:ed)? result (?:now )?(?:is|stands as)\b"
    r"|\bbe (?:recorded|altered|corrected)\b"
)


def totals_in(text: str) -> Totals:
    """Return the totals that words give, `Ayes 31, Noes 67, and 1 Abstention`."""
    found: dict[str, int] = {}
    tokens = _TOKEN.findall(text)
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        option = _OPTIONS.get(token.lower())
        if option is None or option in found:
            continue
        if after.isdigit():
            found[option] = int(after)
        elif before.isdigit() and option is ABSTAIN:
            found[option] = int(before)
    return tuple(found.items())


def with_vote(line: Line) -> PrintedCorrection:
    """Return the correction that stands below a vote; what it now is, the vote's sides say."""
    words = line.text
    _, _, announced = words.partition("announced as")
    return PrintedCorrection(
        wording=words, place=line.place, by=_by(words), announced=totals_in(announced),
        when=line.when,
    )  # fmt: skip


def is_later(text: str) -> bool:
    """Whether a sentence corrects a vote that stands elsewhere."""
    return _LATER.search(text[:300]) is not None


def later(line: Line) -> Iterator[PrintedCorrection]:
    """Yield each correction of an entry that stands apart; one entry may correct two votes.

    An entry whose wording is not known is one correction, with all its words.
    """
    starts = [found.start() for found in _LATER.finditer(line.text)] or [0]
    for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
        yield _later_one(line, line.text[start:end].strip())


def _later_one(line: Line, words: str) -> PrintedCorrection:
    result = _RESULT.search(words)
    subject = words[: result.start()] if result else words
    on = _ON.search(subject)
    question = (subject[on.end() :] if on else subject).strip(" .")
    stages = stages_of(question) or ((stage,) if (stage := asked(question).stage) else ())
    return PrintedCorrection(
        wording=words,
        place=line.place,
        by=_by(words),
        corrected=totals_in(words[result.end() :]) if result else (),
        question=question,
        bills=bills_in(subject),
        stage=stages[0] if len(stages) == 1 else None,
        when=line.when,
    )


def _by(words: str) -> str:
    lowered = words.lower()
    if "by leave" in lowered:
        return "leave"
    return "speaker" if "speaker" in lowered else ""
