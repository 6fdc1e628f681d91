"""The run-together official extract: the recorded rows, and made-up ones."""

import json
from datetime import date

import pytest

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.votes.hansard_text import read_extract, read_row
from bills.ingest.votes.printed import Voter
from billtracker.problems import Refused

CALLED = "VoteA party vote was called for on the question "
RECORDED = {
    "47HansS_20030225_00001570": ((47, 69), "2003-02-25", "Television New Zealand Bill"),
    "48HansS_20070822_00001229": ((109, 11), "2007-08-22", "Major Events Management Bill"),
    "48HansS_20070822_00001125": ((13, 107), "2007-08-22", "Major Events Management Bill"),
    "49HansS_20090505_00001697": ((107, 14), "2009-05-05", "Patents Bill"),
    # Filed under the calendar day; sat on the 15th, which the text says.
    "50HansS_20140516_00000955": (
        (72, 37), "2014-05-15", "Climate Change Response (Unit Restriction) Amendment Bill",
    ),
    "50HansS_20140516_00000856": (
        (96, 18), "2014-05-15", "Budget Measures (Miscellaneous Fiscal Matters) Bill",
    ),
    # "Order" in the question, "Orders" in the bill's title: as printed.
    "HansS_20200721_057180000": (
        (65, 54), "2020-07-21", "Arms (Firearms Prohibition Order) Amendment Bill",
    ),
    "HansS_20230405_055140000": (
        (30, 89), "2023-04-05", "Sale and Supply of Alcohol (Harm Minimisation) Amendment Bill",
    ),
    "HansS_20240625_067140000": (
        (68, 48), "2024-06-25", "Land Transport (Clean Vehicle Standard) Amendment Bill",
    ),
}  # fmt: skip

ROLL = (
    "Brown", "Cameron", "Chhour", "Court", "Doocey", "Genter", "Henderson", "Luxon", "McClay",
    "McDowall", "McKee", "McLellan", "Ngobi", "Salesa", "Sepuloni", "Severin", "Simmonds", "Smith",
    "Upston", "Utikere", "van Velden", "Walters", "Williams", "Woodhouse", "Woods",
)  # fmt: skip


@pytest.fixture
def rows(recordings):
    lines = (recordings / "hansard_text" / "votes.jsonl").read_text().splitlines()
    return {row["ParliamentDocumentId"]: row for row in map(json.loads, lines)}


@pytest.fixture
def votes(rows):
    return {name: read_row(row, name).votes for name, row in rows.items()}


def test_every_recorded_row_is_one_vote_with_its_totals_day_and_bill(votes):
    told = {
        name: (
            tuple(side.declared for side in vote.sides),
            str(vote.when.day),
            *vote.bills,
        )
        for name, (vote,) in votes.items()
    }

    assert told == RECORDED


def test_every_recorded_party_vote_adds_up(votes):
    sides = [
        side
        for (vote,) in votes.values()
        for side in vote.sides
        if vote.method is VoteMethod.PARTY
    ]

    assert len(sides) == 16
    assert all(side.counted == side.declared for side in sides)


def test_the_recorded_personal_vote_leaves_joined_names_joined_without_a_roll(votes):
    (vote,) = votes["HansS_20230405_055140000"]
    joined = [entry.label for entry in vote.sides[0].entries if entry.voter is Voter.JOINED]

    assert joined == ["SalesaWilliams AGenter"]
    assert vote.sides[0].counted is None
    assert len(vote.problems) == 11


def test_with_a_roll_the_recorded_personal_vote_adds_up(rows):
    row = rows["HansS_20230405_055140000"]
    (vote,) = read_row(row, "recorded", ROLL).votes

    assert [side.counted for side in vote.sides] == [30, 89]
    assert [e.label for s in vote.sides for e in s.entries if e.teller] == ["Halbert", "Utikere T"]
    assert vote.problems == ()


def test_the_recorded_correction_without_a_comma_is_kept(votes):
    (vote,) = votes["HansS_20230405_055140000"]

    (correction,) = vote.corrections

    assert dict(correction.announced) == {"aye": 29, "no": 85}
    assert dict(correction.corrected) == {"aye": 30, "no": 89}
    assert vote.result is VoteResult.NOT_AGREED


def test_lost_separators_are_found_again():
    content = (
        f"{CALLED}That the Ferry Bill be now read a second time. Ayes 68Hill Party 60; Sea "
        "Party 8.Noes 48Reed Party 34; Independents: Ash Birch.Motion agreed to.Bill read a "
        "second time.SPEAKER: This bill is set down for the committee stage now."
    )

    (vote,) = read_extract(content, "made up").votes

    assert [side.counted for side in vote.sides] == [68, 36]
    assert vote.result_words == ("Motion agreed to.", "Bill read a second time.")


def test_a_party_with_a_capital_behind_its_total_is_not_cut():
    content = (
        f"{CALLED}That Part 4 be agreed to.Ayes109Hill Party 109.Noes11ACT 11.Part 4 agreed to."
    )

    (vote,) = read_extract(content, "made up", title="Ferry Bill — In Committee").votes

    assert [side.counted for side in vote.sides] == [109, 11]
    assert (vote.kind, vote.stage) == (VoteKind.COMMITTEE_PART, Stage.COMMITTEE_OF_WHOLE_HOUSE)
    assert vote.bills == ("Ferry Bill",)


def test_what_was_decided_on_the_voices_after_a_vote_is_not_its_result():
    content = (
        f"{CALLED}That Part 3 be agreed to.Ayes9Hill 9.Noes1Sea 1.Part 3 agreed to.Clause 1 agreed"
        " to.Clause 2 not agreed to."
    )

    (vote,) = read_extract(content, "made up").votes

    assert vote.result_words == ("Part 3 agreed to.",)


def test_a_heading_with_several_stages_does_not_tell_which():
    content = f"{CALLED}That the question be now put.Ayes9Hill 9.Noes1Sea 1.Motion agreed to."

    (vote,) = read_extract(
        content, "made up", title="Vote: Ferry Bill — First Reading, Second Reading"
    ).votes

    assert vote.stage is None


def test_the_fuller_of_two_titles_is_the_heading_and_the_id_tells_the_day():
    row = {
        "Content": f"{CALLED}That the bill be now read a first time.Ayes9Hill 9.Noes1Sea 1.",
        "Title": "Vote",
        "AbbreviatedTitle": "Vote: Ferry Bill — First Reading",
        "ParliamentDocumentId": "HansS_20190312_000000001",
    }

    (vote,) = read_row(row, "made up").votes

    assert (vote.bills, vote.when.day) == (("Ferry Bill",), date(2019, 3, 12))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("A speech about ferries.", "no party or personal vote"),
        ("", "no party or personal vote"),
        ("<html><body>Access denied</body></html>", "HTML came"),
    ],
)
def test_what_holds_no_vote_is_refused(content, reason):
    with pytest.raises(Refused, match=reason):
        read_extract(content, "made up")


def test_a_row_without_its_columns_is_refused():
    with pytest.raises(Refused, match="no column"):
        read_row({"Content": ""}, "made up")
