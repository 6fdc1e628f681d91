"""Words a person pasted, in whatever shape, and what a hostile one could paste."""

import time
from contextlib import suppress
from datetime import date

import pytest

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.votes.pasted import read_pasted
from billtracker.problems import Refused

PARTY_VOTE = """\
Ferry Crossings (Safety) Amendment Bill — Second Reading

A party vote was called for on the question, That the Ferry Crossings (Safety)
Amendment Bill be now read a second time.

Ayes\xa068

Hill Party 49; Sea Party 11; River
Party 8.

Noes 48

Reed Party 34; Moor Party of the
Far\xa0North 14.

Motion agreed to.

Bill read a second time.
"""
HEAD = (
    "A personal vote was called for on the question, That the Ferry Bill be now read a first time."
)


def vote_in(text, **more):
    (vote,) = read_pasted(text, "words", **more).votes
    return vote


def parts(vote):
    return [[(e.label, e.weight) for e in side.entries] for side in vote.sides]


EXPECTED = [
    [("Hill Party", 49), ("Sea Party", 11), ("River Party", 8)],
    [("Reed Party", 34), ("Moor Party of the Far North", 14)],
]


@pytest.mark.parametrize(
    "text",
    [
        PARTY_VOTE,
        PARTY_VOTE.replace("\n\n", "\n"),
        PARTY_VOTE.replace("\n", "\r\n"),
        PARTY_VOTE.replace("\n", "\r"),
        PARTY_VOTE.replace("\n", "\n   "),
        " ".join(PARTY_VOTE.split()),
        "".join(PARTY_VOTE.replace("River\nParty", "River Party").replace("the\nFar", "the Far")
                .replace("(Safety)\nAmendment", "(Safety) Amendment").splitlines()),
        "".join(f"<p>{line}</p>" for line in PARTY_VOTE.replace("\xa0", "&nbsp;").split("\n\n")),
    ],
    ids=["spaced", "tight", "crlf", "cr", "indented", "one line", "run together", "html"],
)  # fmt: skip
def test_a_vote_reads_the_same_however_it_was_pasted(text):
    vote = vote_in(text)

    assert parts(vote) == EXPECTED
    assert vote.bills == ("Ferry Crossings (Safety) Amendment Bill",)
    assert (vote.stage, vote.result) == (Stage.SECOND_READING, VoteResult.AGREED)
    assert vote.problems == ()


def test_bare_totals_on_one_line_are_a_vote_with_its_gaps_said():
    vote = vote_in("Ayes 68: Hill 49, Sea 11, River 8. Noes 54: Reed 34, Moor 20")

    assert [side.counted for side in vote.sides] == [68, 54]
    assert {problem.field for problem in vote.problems} == {"question", "result"}


def test_a_day_on_a_line_of_its_own_is_the_sitting_day():
    assert vote_in(f"Tuesday, 25 June 2024\n\n{PARTY_VOTE}").when.day == date(2024, 6, 25)
    assert vote_in(PARTY_VOTE, day=date(2024, 6, 26)).when.day == date(2024, 6, 26)


@pytest.mark.parametrize(
    "names",
    [
        "Ash (P)\tBirch D\tTeller:\nElm (P)\tvan Rowan\tte Huia\n",
        "Ash (P)     Birch D     Teller:\nElm (P)     van Rowan   te Huia\n",
        "Ash (P)\nBirch D\nElm (P)\nvan Rowan\nTeller:\nte Huia\n",
    ],
    ids=["tabs", "columns", "one to a line"],
)
def test_names_are_read_from_columns_and_from_lists(names):
    vote = vote_in(f"{HEAD}\nAyes 5\n{names}Noes 1\nFir\nMotion agreed to.\n")

    assert vote.method is VoteMethod.PERSONAL
    assert [side.counted for side in vote.sides] == [5, 1]
    assert {e.label for e in vote.sides[0].entries if e.proxy} == {"Ash", "Elm"}
    assert [e.label for e in vote.sides[0].entries if e.teller] == ["te Huia"]
    assert vote.problems == ()


def test_a_cut_off_proxy_mark_is_said():
    vote = vote_in(f"{HEAD}\nAyes 2\nAsh (P\nBirch\nNoes 1\nFir\nMotion agreed to.")

    assert [e.proxy for e in vote.sides[0].entries] == [True, False]
    assert [p.sentence for p in vote.problems] == [
        "a proxy mark in 'Ash (P' is cut off; taken as a proxy."
    ]


def test_a_vote_with_noes_first_and_another_with_no_noes_are_read():
    read = read_pasted(
        "A party vote was called for on the question, That the amendment be agreed to.\n"
        "Noes 9\nHill 9\nAyes 1\nSea 1\nAmendment not agreed to.\n"
        "A party vote was called for on the question, That the question be now put.\n"
        "Ayes 9\nHill 9\nAbstentions 1\nSea 1\nMotion agreed to.\n",
        "words",
    )

    assert [[side.option for side in vote.sides] for vote in read.votes] == [
        ["no", "aye"],
        ["aye", "abstain"],
    ]
    assert [vote.kind for vote in read.votes] == [VoteKind.AMENDMENT, VoteKind.CLOSURE]
    assert [vote.problems for vote in read.votes] == [(), ()]


def test_journals_pages_are_understood_too():
    page = (
        "783                 Tuesday, 3 March 2015\n\n\n\n\n      Ferry Bill\n"
        "      On the question, That the bill be now read a first time, the votes were recorded\n"
        "      as follows:\n          Ayes 2\n          Hill 2\n"
        "784                 Tuesday, 3 March 2015\n\n         Ferry Bill\n\n"
        "          Noes 1\n          Sea 1\n      Motion agreed to.\n"
    )

    vote = vote_in(page)

    assert [side.counted for side in vote.sides] == [2, 1]
    assert vote.bills == ("Ferry Bill",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no words"),
        (" \xa0\n\t ", "no words"),
        ("I rise to speak about ferries. Ayes and noes were had by all.", "no vote"),
        ('{"votes": []}', "no vote"),
        ("<html><body>Just a moment...</body></html>", "no vote"),
        ("x" * 2_000_001, "more than 2000000"),
    ],
)
def test_words_without_a_vote_are_refused_with_a_sentence(text, reason):
    with pytest.raises(Refused, match=reason):
        read_pasted(text, "words")


CALLED = "A party vote was called for on the question, "
MILLION = 1_000_000
HOSTILE = {
    "one letter": "a" * MILLION,
    "capitals": "A " * (MILLION // 2),
    "sides": "Ayes 1" * (MILLION // 6),
    "sides on lines": "Ayes 1\n" * (MILLION // 7),
    "openings": CALLED * (MILLION // len(CALLED)),
    "bills": CALLED + "That the Ferry Bill" * (MILLION // 19),
    "bills with and": CALLED + "Ferry Bill and " * (MILLION // 15),
    "amendments": CALLED + "amendment " * (MILLION // 10) + "\nAyes 1\nNoes 2\n",
    "brackets": "Ayes 5\n" + "(" * MILLION,
    "semicolons": "Ayes 5\n" + ";" * MILLION,
    "open list": "Ayes 5\n" + "Hill 5;\n" * (MILLION // 8),
    "names": "Ayes 5\n" + "AshBirch" * (MILLION // 8),
    "proxies": "Ayes 5\n" + "Ash (P)" * (MILLION // 7),
    "headings": "The Ferry\n" * (MILLION // 10),
    "reading": "The " + "b " * (MILLION // 2) + " was read a first time",
    "announced": "Result corrected announced as " * (MILLION // 30),
    "tags": "<p>" + "<div>" * (MILLION // 5),
    "cells": "<table>" + "<td>Ash" * (MILLION // 7),
    "spaces": "Ayes 5" + " " * MILLION + "x",
    "digits": "Ayes " + "9" * MILLION,
    "colons": "Ayes 5\n" + "Independents: " * (MILLION // 14),
    "dots": "Motion agreed to." * (MILLION // 17),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_million_hostile_characters_cost_seconds_not_hours(text):
    began = time.monotonic()

    with suppress(Refused):
        read_pasted(text, "words", surnames=("Ash", "Birch", "AshBirch"))

    assert time.monotonic() - began < 20
