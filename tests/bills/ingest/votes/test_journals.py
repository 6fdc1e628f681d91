"""The Journals read: all votes of the recording, its corrections and course, and made-up pages."""

import json
from bisect import bisect
from collections import Counter
from datetime import date

import pytest

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.votes.days import day_in
from bills.ingest.votes.journals import read_journals
from bills.ingest.votes.printed import Happening, Voter
from billtracker.problems import Refused

# Where the file of expected votes, made by another parser, and the text disagree, the text is
# right: what ours reads, and why.
EXPLAINED = {
    "J49-0088": "`Parker (P` has lost its bracket; it is a proxy, and flagged.",
    "J49-0155": "a comma stands for the semicolon after a split party, so two parties were taken"
    " for one and their votes not counted; the parts do add up.",
}
ADDS_UP_AFTER_ALL = "J49-0155"
BEFORE_ANOTHER_BILL = 1642  # on a page without a title, before one headed by the next bill
AFTER_THE_EXPECTED = 14  # votes of 14 April to 3 May 2011, which the expected file leaves out


@pytest.fixture(scope="module")
def folder(recordings):
    return recordings / "journals"


@pytest.fixture(scope="module")
def read(folder):
    return read_journals((folder / "2010-07-20_2011-05-03.txt").read_bytes(), "journals")


@pytest.fixture(scope="module")
def expected(folder):
    return [json.loads(row) for row in (folder / "votes.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def counted(read):
    return [vote for vote in read.votes if vote.method is not VoteMethod.VOICE]


def question_of(row):
    words = row["question"].removeprefix("On the question, ").partition(", the votes")[0]
    return words, [(side["side"], side["declared"]) for side in row["raw_sides"]]


def printed_question(vote):
    return vote.question, [(side.label, side.declared) for side in vote.sides]


def parts_of(row):
    if row["type"] == "personal":
        return [[(cell, 1, None) for cell in side["cells"]] for side in row["raw_sides"]]
    return [[tuple(part) for part in side["parts"]] for side in row["raw_sides"]]


def printed_parts(vote):
    return [[printed_part(entry) for entry in side.entries] for side in vote.sides]


def printed_part(entry):
    if entry.voter is Voter.MEMBER:
        return entry.label + (" (P)" if entry.proxy else ""), 1, None
    if entry.voter is Voter.INDEPENDENT:
        return entry.label, 1, "independent"
    return entry.label, entry.number, ", ".join(entry.names) or None


def result_of(row):
    """The result by the first line below a vote that is neither a correction nor a note."""
    words = next(
        line
        for line in row["following_lines"]
        if not line.startswith(("Result ", "Vote ", "(P)", "(p)", "70,"))
    )
    return VoteResult.NOT_AGREED if "not agreed to" in words else VoteResult.AGREED


def test_every_expected_vote_comes_out_with_its_question_and_totals_and_in_order(
    counted, expected
):
    assert [printed_question(vote) for vote in counted[: len(expected)]] == [
        question_of(row) for row in expected
    ]
    assert len(expected) == 700
    assert len(counted) == 700 + AFTER_THE_EXPECTED


def test_every_vote_has_the_expected_parts_but_where_the_text_says_otherwise(counted, expected):
    differing = {
        row["id"]
        for row, vote in zip(expected, counted, strict=False)
        if parts_of(row) != printed_parts(vote)
    }

    assert differing == set(EXPLAINED)


def test_every_vote_has_the_result_that_the_lines_below_it_announce(counted, expected):
    differing = [
        row["id"]
        for row, vote in zip(expected, counted, strict=False)
        if result_of(row) is not vote.result
    ]

    assert differing == []


def test_every_vote_is_filed_under_the_expected_day(counted, expected):
    differing = [
        row["id"]
        for row, vote in zip(expected, counted, strict=False)
        if day_in(row["sitting_heading"]) not in {vote.when.day, vote.when.held_on}
    ]

    assert differing == []


def test_the_votes_that_do_not_add_up_are_flagged_and_kept_as_printed(counted, expected):
    suspect = {row["id"] for row in expected if not row["tally_matches"]}
    flagged = {
        row["id"]: [problem.sentence for problem in vote.problems]
        for row, vote in zip(expected, counted, strict=False)
        if any("make" in problem.sentence for problem in vote.problems)
    }

    assert len(suspect) == 3
    assert suspect - {ADDS_UP_AFTER_ALL} == set(flagged)
    assert flagged == {
        "J49-0091": ["64 are declared, but the parts listed make 62."],
        "J49-0180": ["59 are declared, but the parts listed make 51."],
    }


def test_nothing_else_of_the_recording_is_flagged_but_the_cut_off_proxy(read):
    sentences = [problem.sentence for vote in read.votes for problem in vote.problems]

    assert len(sentences) == 3
    assert "the proxy mark of 'Parker (P' is cut off; taken as a proxy." in sentences
    assert read.problems == []


def test_every_vote_has_a_result_and_a_kind_and_those_on_bills_have_their_bill(counted):
    without_bill = Counter(vote.kind for vote in counted if not vote.bills)

    assert all(vote.result for vote in counted)
    # Urgency, motions on no bill, and the amendment to an appointment of 7 April 2011.
    assert without_bill == {VoteKind.URGENCY: 5, VoteKind.OTHER: 4, VoteKind.AMENDMENT: 1}


@pytest.fixture(scope="module")
def pages(folder):
    """The first line of each page, and the title that its head repeats in committee."""
    lines = (folder / "2010-07-20_2011-05-03.txt").read_text().split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("\f")]
    heads = {start + 1: filter(str.strip, lines[start + 1 : start + 4]) for start in starts}
    return [(start, next(head, "").strip()) for start, head in heads.items()]


def test_the_bill_inferred_for_a_vote_in_committee_is_one_that_the_pages_are_headed_by(
    counted, pages
):
    """A page is headed by the bill it begins with, so the next page's may be the vote's.

    A long title is wrapped in the head; its first line is compared.
    """
    titles = [title for _, title in pages]
    starts = [start for start, _ in pages]
    checked = {
        vote.place.line: (vote.bills, set(titles[page - 1 : page + 1]) - {""})
        for vote in counted
        if vote.stage is Stage.COMMITTEE_OF_WHOLE_HOUSE
        and (page := bisect(starts, vote.place.line))
    }
    headed = {line: pair for line, pair in checked.items() if pair[1]}

    assert len(headed) > 500
    differing = [
        line
        for line, (bills, heads) in headed.items()
        if not any(bill.startswith(head) for bill in bills for head in heads)
    ]
    assert differing == [BEFORE_ANOTHER_BILL]


def test_all_corrections_are_kept_each_with_what_was_announced(read, expected):
    texts = "\n".join(line for row in expected for line in row["following_lines"])
    beside = texts.count("announced as")
    kept = [correction for vote in read.votes for correction in vote.corrections]

    assert beside == 22
    assert len(kept) == 22 + len(read.corrections)
    assert all(correction.announced and correction.corrected for correction in kept)


def test_corrections_of_a_later_day_find_the_one_vote_they_mean(read):
    by_line = {
        correction.place.line: (vote.question, vote.bills, vote.when.day, correction.when.day)
        for vote in read.votes
        for correction in vote.corrections
        if correction.question
    }

    assert len(read.corrections) == 8
    assert by_line[3338] == (
        "That the bill be now read a first time",
        ("Taxation (Income-sharing Tax Credit) Bill",),
        date(2010, 9, 23),
        date(2010, 10, 12),
    )
    assert by_line[15651][2:] == (date(2011, 4, 7), date(2011, 4, 12))


def test_the_three_personal_votes_name_their_tellers(counted):
    tellers = [
        [entry.label for side in vote.sides for entry in side.entries if entry.teller]
        for vote in counted
        if vote.method is VoteMethod.PERSONAL
    ]

    assert tellers == [["Bennett D", "Hughes D"], ["Chadwick", "Goodhew"], ["Henare", "Fenton"]]


def test_the_course_of_business_tells_every_reading_referral_and_division(read):
    told = Counter(event.happening for event in read.events)
    divided = [event for event in read.events if event.happening is Happening.DIVIDED]

    passed = [
        v for v in read.votes if v.kind is VoteKind.READING and v.result is VoteResult.AGREED
    ]
    assert told[Happening.READ] == len(passed) == 163
    assert told[Happening.REFERRED] == 58
    assert told[Happening.REGARDED_AS_PRESENT] == 2
    assert [len(event.into) for event in divided] == [4, 5, 3, 2, 5, 2]
    assert (
        divided[0].into[3]
        == "Affordable Housing: Enabling Territorial Authorities Act Repeal Bill"
    )


def test_members_who_come_and_go_are_told(read):
    told = [
        (event.happening, event.member, event.party)
        for event in read.events
        if event.member and event.when.day and event.when.day < date(2010, 11, 1)
    ]

    assert told == [
        (Happening.LEFT_PARTY, "Chris Carter", "Labour Party"),
        (Happening.LEFT_PARTY, "David Garrett", "ACT Party"),
        (Happening.RESIGNED, "David Garrett", ""),
        (Happening.ELECTED, "Hilary Jane Calvert", ""),
        (Happening.SWORN, "Hilary Jane Calvert", ""),
        (Happening.RESIGNED, "Winifred Alexandra Laban", ""),
    ]


def page(number, day, *lines, title=""):
    """A page of invented Journals, in the layout of the real ones."""
    head = f"\f{number}                    {day}\n"
    top = f"\n\n          {title}\n" if title else "\n\n\n\n"
    return head + top + "\n".join(lines) + "\n"


DAY = "Tuesday, 3 March 2015"


def read_pages(*pages):
    return read_journals("".join(pages).encode(), "made up")


def the_vote(*pages):
    read = read_pages(*pages)
    (vote,) = read.votes
    return vote


VOTE = (
    "      On the question, That the bill be now read a first time, the votes were recorded as",
    "      follows:",
    "            Ayes 61",
    "            Northern Party 60; River Party 1",
    "            Noes 60",
    "            Southern Party 59; Independent: Marsh T",
    "      Motion agreed to.",
)


def test_a_page_head_and_running_title_in_the_middle_of_a_list_are_not_read():
    vote = the_vote(
        page(1, DAY, "      Ferry Bill", *VOTE[:3], "            Northern Party 60;"),
        page(2, DAY, "      River Party 1", *VOTE[4:], title="Ferry Bill"),
    )

    assert [side.counted for side in vote.sides] == [61, 60]
    assert vote.bills == ("Ferry Bill",)
    assert vote.stage is Stage.FIRST_READING


def test_a_running_title_in_two_lines_is_not_read_either():
    title = "Ferry Crossings and Other Matters (Northern\n               Harbours) Amendment Bill"

    vote = the_vote(
        page(1, DAY, "      Wharf Bill", *VOTE[:3], "            Northern Party 60;"),
        page(2, DAY, "      River Party 1", *VOTE[4:], title=title),
    )

    assert [side.counted for side in vote.sides] == [61, 60]
    assert vote.bills == ("Wharf Bill",)


def test_a_split_whose_names_begin_the_next_line_is_one_entry():
    lines = list(VOTE)
    lines[3] = "            River Party 1; Northern Party 60\n            (Ash, Beech)"

    vote = the_vote(page(1, DAY, *lines))

    assert vote.sides[0].entries[1].names == ("Ash", "Beech")


def test_an_initial_that_wraps_goes_with_its_surname():
    lines = list(VOTE)
    lines[5] = "            Southern Party 58; Independents: Marsh\n            T, Reed"

    vote = the_vote(page(1, DAY, *lines))

    assert [entry.label for entry in vote.sides[1].entries] == [
        "Southern Party",
        "Marsh T",
        "Reed",
    ]


def test_a_day_that_went_on_past_midnight_is_filed_under_its_sitting_and_held_on_its_own():
    vote = the_vote(page(1, DAY, "          Wednesday, 4 March 2015", "", *VOTE))

    assert (vote.when.day, vote.when.held_on) == (date(2015, 3, 3), date(2015, 3, 4))


def test_a_bill_passed_on_the_voices_several_times_at_once_is_a_vote_for_each_reading():
    read = read_pages(page(1, DAY, "      The Ferry Bill was read a second and third time."))

    assert [vote.stage for vote in read.votes] == [Stage.SECOND_READING, Stage.THIRD_READING]
    assert {vote.method for vote in read.votes} == {VoteMethod.VOICE}
    assert {vote.bills for vote in read.votes} == {("Ferry Bill",)}


def test_a_reading_on_the_voices_below_another_question_is_not_that_questions_result():
    read = read_pages(
        page(
            1,
            DAY,
            "      On the question, That the question be now put, the votes were recorded as",
            *VOTE[1:6],
            "      Resolved, That the question be now put.",
            "      The Ferry Bill was read a third time.",
        )
    )

    assert [vote.kind for vote in read.votes] == [VoteKind.CLOSURE, VoteKind.READING]


def test_a_motion_that_nominates_a_committee_is_a_referral_and_says_where_to():
    vote = the_vote(
        page(
            1,
            DAY,
            "      Ferry Bill",
            "      Hon Ann Alder moved a motion nominating the select committee to consider it.",
            "      On the question, That the motion be agreed to, the votes were recorded as",
            *VOTE[1:6],
            "      Resolved, That the Harbours Committee consider the Ferry Bill.",
        )
    )

    assert (vote.kind, vote.referred_to) == (VoteKind.REFERRAL, "Harbours Committee")
    assert vote.bills == ("Ferry Bill",)


def test_an_amendment_keeps_the_words_above_it_that_tell_what_it_was():
    vote = the_vote(
        page(
            1,
            DAY,
            "      Ferry Bill",
            "      The Speaker declared the House in Committee to consider the Ferry Bill.",
            "                      (In the Committee)",
            "      Clause 13:",
            "      To omit this clause (Ann Alder).",
            "      On the question, That the amendment be agreed to, the votes were recorded as",
            *VOTE[1:6],
            "      Amendment agreed to.",
        )
    )

    assert vote.above[-2:] == ("Clause 13:", "To omit this clause (Ann Alder).")
    assert vote.stage is Stage.COMMITTEE_OF_WHOLE_HOUSE


@pytest.mark.parametrize(
    ("wording", "by"),
    [
        ("Result altered by leave after originally being announced as Ayes 62, Noes 60.", "leave"),
        ("Result corrected after originally being announced as Ayes 62, Noes 60.", ""),
        ("Result corrected having originally been announced as Ayes 62, Noes 60.", ""),
        ("Vote corrected having originally been announced as Ayes 62, Noes 60.", ""),
        (("Result corrected by the Speaker after originally being announced as Ayes 62, Noes\n"
         "      60."), "speaker"),
        ("Result corrected by Speaker after originally being announced as Ayes 62, Noes 60.",
         "speaker"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_after_the_result", [True, False])
def test_every_wording_of_a_correction_is_kept_with_both_totals(wording, by, is_after_the_result):
    correction = f"      {wording}"
    end = (VOTE[6], correction) if is_after_the_result else (correction, VOTE[6])

    vote = the_vote(page(1, DAY, *VOTE[:6], *end))

    (kept,) = vote.corrections
    assert kept.by == by
    assert dict(kept.announced) == {"aye": 62, "no": 60}
    assert dict(kept.corrected) == {"aye": 61, "no": 60}
    assert vote.result is VoteResult.AGREED


LATER = (
    "1     Correction of vote",
    "      The Speaker corrected the vote on the first reading of the Ferry Bill. The correct",
    "      result is Ayes 61, Noes 59.",
)


def test_a_later_correction_of_a_vote_that_did_not_add_up_says_what_stood_before():
    lines = list(VOTE)
    lines[5] = "            Southern Party 59"

    vote = the_vote(
        page(1, DAY, "      Ferry Bill", *lines), page(2, "Tuesday, 10 March 2015", *LATER)
    )

    (kept,) = vote.corrections
    assert (dict(kept.announced), dict(kept.corrected)) == (
        {"aye": 61, "no": 60},
        {"aye": 61, "no": 59},
    )
    assert kept.when.day == date(2015, 3, 10)
    assert vote.declared == {"aye": 61, "no": 60}


def test_a_later_correction_that_fits_no_vote_stands_apart_and_is_flagged():
    read = read_pages(page(1, DAY, *LATER))

    assert len(read.corrections) == 1
    assert ["no vote above fits" in str(problem) for problem in read.problems] == [True]


def test_a_correction_in_words_not_known_here_is_kept_whole_and_flagged():
    entry = ("1     Alteration of vote", "      The vote on the Ferry Bill shall be 61 to 59.")

    read = read_pages(page(1, DAY, *entry))

    assert [correction.wording for correction in read.corrections] == [entry[1].strip()]
    assert len(read.problems) == 1


def test_an_alteration_by_leave_on_the_next_day_finds_its_vote():
    entry = (
        "1     Alteration of vote",
        "      By leave, agreed that the vote on the first reading of the Ferry Bill be recorded",
        "      as Ayes 61, Noes 60.",
    )

    vote = the_vote(
        page(1, DAY, "      Ferry Bill", *VOTE), page(2, "Friday, 6 March 2015", *entry)
    )

    assert [(kept.by, dict(kept.corrected)) for kept in vote.corrections] == [
        ("leave", {"aye": 61, "no": 60})
    ]


@pytest.mark.parametrize("body", [b"", b"<html><body>Just a moment</body></html>", b"Some words."])
def test_what_is_not_journals_is_refused(body):
    with pytest.raises(Refused):
        read_journals(body, "made up")


def test_places_point_into_the_text(read, folder):
    text = (folder / "2010-07-20_2011-05-03.txt").read_text()
    vote = read.votes[3]

    lines = text.split("\n")
    assert "On the question" in lines[vote.place.line - 1]
    assert text[vote.place.offset :].lstrip().startswith("On the question")
