"""Titles of bills, kinds of question, results and totals, by the House's own words."""

import pytest

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteResult
from bills.ingest.votes.corrections import totals_in
from bills.ingest.votes.days import day_in, day_of
from bills.ingest.votes.questions import asked, committee_in, readings_in, stages_of
from bills.ingest.votes.tells import decision, header, is_reading
from bills.ingest.votes.titles import bills_in, bills_of

CLAIMS = "Hill Iwi (Hill (North) Prison and Part of Hill Forest) On-account Claims Bill"


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("That the Ferry Bill be now read a third time", ["Ferry Bill"]),
        (
            ("That the Ferry (Fares) Bill, the Wharf Bill (No 2), and the Tides, Moons, and Stars "
            "Bill be now read a third time"),
            ["Ferry (Fares) Bill", "Wharf Bill (No 2)", "Tides, Moons, and Stars Bill"],
        ),
        (
            ("That the Ferry (2010/11 Fares) Bill be now read a third time and the Wharf (Second "
            "for 2010/11) Bill be now read a second time"),
            ["Ferry (2010/11 Fares) Bill", "Wharf (Second for 2010/11) Bill"],
        ),
        (f"That the {CLAIMS} be now read a first time", [CLAIMS]),
        ("That the Rights of the Sea Bill be now read a first time", ["Rights of the Sea Bill"]),
        ("That the Cheap Boats: Harbour Rules Repeal Bill be now read a first time",
         ["Cheap Boats: Harbour Rules Repeal Bill"]),
        (
            "it be an instruction to the Committee of the whole House on the Ferry Bill that it",
            ["Ferry Bill"],
        ),
        ("amendment to Schedule 1 of the Ferry Act 2002 Amendment Bill be agreed to",
         ["Ferry Act 2002 Amendment Bill"]),
        ("set out on Supplementary Order Paper No 115 (Hon Bill Alder)", []),
        ("That the bill be now read a second time", []),
        ("That the New Zealand Bill of Rights Amendment Bill be now read a first time",
         ["New Zealand Bill of Rights Amendment Bill"]),
    ],
)  # fmt: skip
def test_titles_are_found_in_sentences(sentence, titles):
    assert list(bills_in(sentence)) == titles


@pytest.mark.parametrize(
    ("heading", "titles"),
    [
        ("Ferry (Fares) Bill, Wharf Bill (No 2), and Tides, Moons, and Stars Bill",
         ["Ferry (Fares) Bill", "Wharf Bill (No 2)", "Tides, Moons, and Stars Bill"]),
        ("Ferry Bill Wharf Amendment Bill (No 2)", ["Ferry Bill", "Wharf Amendment Bill (No 2)"]),
        ("Ferry Bill — Second Reading", ["Ferry Bill"]),
        ("FERRY (FARES) AMENDMENT BILL", ["FERRY (FARES) AMENDMENT BILL"]),
        ("General debate", []),
    ],
)  # fmt: skip
def test_titles_are_found_in_headings(heading, titles):
    assert list(bills_of(heading)) == titles


@pytest.mark.parametrize(
    ("question", "kind", "stage"),
    [
        ("That the Ferry Amendment Bill be now read a first time",
         VoteKind.READING, Stage.FIRST_READING),
        ("That the bills be now read a third time", VoteKind.READING, Stage.THIRD_READING),
        ("That the question be now put", VoteKind.CLOSURE, None),
        ("That the amendments recommended by the Harbours Committee by majority be agreed to",
         VoteKind.AMENDMENT, Stage.SECOND_READING),
        ("That the amendment to the amendment be agreed to", VoteKind.AMENDMENT, None),
        ("that the amendment set out on Amendment Paper 238 in the name of Ann Alder be agreed to",
         VoteKind.AMENDMENT, None),
        ("That Ann Ash\u2019s tabled amendments to Part 2 be agreed to", VoteKind.AMENDMENT, None),
        ("That the motion be amended by omitting “Ann Alder”", VoteKind.AMENDMENT, None),
        ("That Part 4 be agreed to", VoteKind.COMMITTEE_PART, Stage.COMMITTEE_OF_WHOLE_HOUSE),
        ("That clause 4A stand part", VoteKind.COMMITTEE_PART, Stage.COMMITTEE_OF_WHOLE_HOUSE),
        ("That Schedule 2, as amended, stand part",
         VoteKind.COMMITTEE_PART, Stage.COMMITTEE_OF_WHOLE_HOUSE),
        ("That Vote Harbours stand part of the Schedules",
         VoteKind.COMMITTEE_PART, Stage.COMMITTEE_OF_WHOLE_HOUSE),
        ("That urgency be accorded the passing of the Ferry Bill", VoteKind.URGENCY, None),
        ("That it be an instruction to the Harbours Committee", VoteKind.INSTRUCTION, None),
        ("That the Ferry Amendment Bill be considered by the Harbours Committee",
         VoteKind.REFERRAL, None),
        ("That the Harbours Committee consider the bill", VoteKind.REFERRAL, None),
        ("That the motion be agreed to", VoteKind.OTHER, None),
        ("That this House take note of the tides", VoteKind.OTHER, None),
    ],
)  # fmt: skip
def test_a_question_tells_its_kind_and_stage(question, kind, stage):
    assert (asked(question).kind, asked(question).stage) == (kind, stage)


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("Motion agreed to.", VoteResult.AGREED),
        ("Motion not agreed to.", VoteResult.NOT_AGREED),
        ("The motion was agreed to.", VoteResult.AGREED),
        ("Amendments not agreed to.", VoteResult.NOT_AGREED),
        ("Part 3 agreed to.", VoteResult.AGREED),
        ("Resolved, That Part 1, as amended, stand part.", VoteResult.AGREED),
        ("Bill read a third time.", VoteResult.AGREED),
        ("Bills read a third time.", VoteResult.AGREED),
        ("The motion lapsed.", VoteResult.LAPSED),
        ("Amendment ruled out of order as being inconsistent with a previous decision.",
         VoteResult.OUT_OF_ORDER),
        ("The question was put that the amendments be agreed to.", None),
        ("Amendment set out on Amendment Paper 19 (Ann Alder).", None),
        ("I agree.", None),
    ],
)  # fmt: skip
def test_a_line_tells_its_result(line, result):
    assert decision(line) is result


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ayes 69", ("aye", 69, "")),
        ("Ayes: 31", ("aye", 31, "")),
        ("AYES\xa069", ("aye", 69, "")),
        ("Ayes109Hill Party 109", ("aye", 109, "Hill Party 109")),
        ("Abstentions 9 Hill Party 9", ("abstain", 9, "Hill Party 9")),
        ("Noes", ("no", None, "")),
    ],
)
def test_a_side_begins_with_its_option_and_total(line, told):
    head = header(line.replace("\xa0", " "))

    assert (head.option, head.declared, head.rest) == told


@pytest.mark.parametrize("line", ["Ayes have it.", "Ayes 69, Noes 51.", "Noesby 4", "Eyes 4"])
def test_prose_begins_no_side(line):
    assert header(line) is None


def test_a_speaker_who_recalls_a_reading_takes_none():
    assert not is_reading("The bill was read a first time on 5 May and I opposed it then.")


@pytest.mark.parametrize(
    ("line", "ordinals"),
    [
        ("Bill read a third time.", ["third"]),
        ("The Ferry Bill was read a second and third time.", ["second", "third"]),
        ("The Ferry Bill was read a first time, a second time, and a third time.",
         ["first", "second", "third"]),
        ("Bill read.", []),
    ],
)  # fmt: skip
def test_readings_are_told_one_by_one(line, ordinals):
    assert [stage.value for stage in readings_in(line)] == [f"{o}_reading" for o in ordinals]


def test_a_heading_can_name_several_stages():
    assert stages_of("First Reading, Second Reading, In Committee") == (
        Stage.FIRST_READING,
        Stage.SECOND_READING,
        Stage.COMMITTEE_OF_WHOLE_HOUSE,
    )


def test_a_committee_with_commas_in_its_name_is_named_whole():
    line = "Bill referred to the Harbours, Tides, and Trade Committee."

    assert committee_in(line) == "Harbours, Tides, and Trade Committee"


@pytest.mark.parametrize(
    ("words", "totals"),
    [
        ("Ayes 57, Noes 64.", {"aye": 57, "no": 64}),
        ("Ayes 29 Noes 85.", {"aye": 29, "no": 85}),
        ("Ayes 49 and Noes 64", {"aye": 49, "no": 64}),
        ("Ayes 31, Noes 67, and 1 Abstention.", {"aye": 31, "no": 67, "abstain": 1}),
        ("nothing", {}),
    ],
)
def test_totals_are_read_from_words(words, totals):
    assert dict(totals_in(words)) == totals


def test_days_are_read_from_words_and_from_document_ids():
    assert str(day_in("[Sitting date: 22 August 2007. Volume:641]")) == "2007-08-22"
    assert str(day_in("Sitting date: 9 Apr 2024")) == "2024-04-09"
    assert day_in("31 February 2024") is None
    assert str(day_of("49HansS_20090505_00001697")) == "2009-05-05"
    assert day_of("HansS_20091305_1") is None
