"""What is wrong in a table: told by line, column and reason, and the rest is loaded."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bills.models import Stage, Vote
from billtracker.provenance.models import Retrieval
from tests.bills.ingest.hand_tables.writing import GOOD, ingest, told, written
from tests.factories import SittingDayFactory

pytestmark = pytest.mark.django_db
OWN = {**GOOD, "vote": "bad"}
ROLL = {**OWN, "method": "personal", "weight": "", "voter": "national-0"}
VOTES_BROKEN = {
    "a day with its month first, and one that may be so too": (
        [
            {**OWN, "sitting_date": "11/14/2024"},
            {**OWN, "vote": "other", "sitting_date": "3/4/2024"},
        ],
        [
            (0, "sitting_date", "11/14/2024", "has the month first"),
            (1, "sitting_date", "3/4/2024", "can be two days"),
        ],
    ),
    "a number with a space": (
        [{**OWN, "weight": "1 1"}],
        [(0, "weight", "1 1", "'1 1' is not a whole number")],
    ),
    "a negative weight": (
        [{**OWN, "weight": "-3"}],
        [(0, "weight", "'-3", "not a whole number, 0 or more")],
    ),
    "an unknown party": (
        [{**OWN, "voter": "Values"}],
        [(0, "voter", "Values", "no party or member on record is called 'Values'")],
    ),
    "a member who can be either of two": (
        [{**ROLL, "voter": "John Smith"}],
        [(0, "voter", "John Smith", "can mean john-smith-1 or john-smith-2")],
    ),
    "a member who did not sit that day": (
        [{**ROLL, "voter": "Gone Already"}],
        [(0, "voter", "*", "was not a member on 2024-11-14")],
    ),
    "a party in a personal vote": (
        [{**ROLL, "voter": "labour"}],
        [(0, "voter", "labour", "parties vote in party votes only")],
    ),
    "a party twice on a side": (
        [OWN, {"vote": "bad", "option": "aye", "voter": "national", "weight": "1"}],
        [(1, "voter", "national", "given twice for aye: here and on line")],
    ),
    "two totals of one option": (
        [{**OWN, "declared": "3"}, {"vote": "bad", "option": "aye", "declared": "4"}],
        [(1, "declared", "4", "says 4; line")],
    ),
    "rows that contradict each other": (
        [OWN, {"vote": "bad", "result": "lapsed", "option": "no", "voter": "labour"}],
        [
            (1, "result", "lapsed", "says 'lapsed'; line"),
            (1, "weight", "", "say how many votes the party cast"),
        ],
    ),
    "a day of no Parliament on record": (
        [{**ROLL, "sitting_date": "1999-11-16", "voter": "", "label": "A B", "stage": ""}],
        [(0, "sitting_date", "1999-11-16", "no Parliament on record holds 1999-11-16")],
    ),
    "an unknown bill": (
        [{**OWN, "bills": "54-95"}],
        [(0, "bills", "54-95", "bill '54-95' is not on record")],
    ),
    "a bill number without its Parliament": (
        [{**OWN, "bills": "94-1"}],
        [(0, "bills", "94-1", "is borne by 53-94 and 54-94")],
    ),
    "no option": (
        [{**OWN, "option": ""}],
        [(0, "option", "", "name the option too")],
    ),
    "a formula": (
        [{**OWN, "question": '=HYPERLINK("x")', "voter": "=1+1"}],
        [
            (0, "question", """'=HYPERLINK("x")""", "is a formula"),
            (0, "voter", "'=1+1", "is a formula"),
        ],
    ),
    "an id with spaces": (
        [{**OWN, "vote": "bad vote"}],
        [(0, "vote", "*", "is not an id")],
    ),
    "a NUL": (
        [{**OWN, "note": "a\0b"}],
        [(0, "", "", "holds a NUL character")],
    ),
    "a word that is none": (
        [{**OWN, "kind": "reeding", "result": "maybe"}],
        [
            (0, "kind", "reeding", "is none of reading, referral"),
            (0, "result", "maybe", "is none of agreed, not_agreed"),
        ],
    ),
}


# Every case is one vote, but the days that may have their month first are two.
REFUSED = len(VOTES_BROKEN) + 1


def misfits(problems, expected):
    """Return what is told and was not expected, and what was expected and is not told."""
    left = [(int(p["line"]), p["column"], p["value"], p["reason"]) for p in problems]
    untold = []
    for line, column, value, reason in expected:
        found = [
            one
            for one in left
            if one[:2] == (line, column) and value in {one[2], "*"} and reason in one[3]
        ]
        left = [one for one in left if one not in found]
        untold += [] if found else [(line, column, value, reason)]
    return left, untold


def all_in_one(cases):
    """Return the rows of all cases below a good one, each case with votes of its own, and what
    is to be told of them.
    """
    rows, expected = [GOOD], [(2, "result", "agreed", "the stage of bill 54-94 that day is")]
    for number, (broken, told_of) in enumerate(cases.values()):
        expected += [(len(rows) + 2 + offset, *rest) for offset, *rest in told_of]
        rows += [{**row, "vote": f"{row['vote']}-{number}"} for row in broken]
    return rows, expected


def test_what_is_wrong_in_votes_is_told_by_its_cell_and_the_rest_is_loaded(house, tmp_path):
    rows, expected = all_in_one(VOTES_BROKEN)

    said, problems = ingest(written(tmp_path, votes=rows))

    assert misfits(problems, expected) == ([], [])
    assert [vote.slug for vote in Vote.objects.all()] == ["good"]
    assert f"tables: partial (1 inserted, 0 changed, 0 unchanged, {REFUSED} refused" in said


@pytest.mark.parametrize(
    ("rows", "flagged"),
    [
        (
            [{**ROLL}, {"vote": "bad", "option": "no", "voter": "national-0"}],
            (4, "voter", "national-0", "national-0 is on two sides: lines 3 and 4."),
        ),
        (
            [{**OWN, "weight": "130", "declared": "130"}],
            (3, "declared", "", "more votes than the House had members that day."),
        ),
        (
            [{**OWN, "declared": "4"}],
            (3, "declared", "", "the parts do not add up to the totals as declared; both"),
        ),
    ],
)
def test_what_is_odd_in_a_vote_is_told_by_its_line_and_the_vote_is_kept(
    house, tmp_path, rows, flagged
):
    _, problems = ingest(written(tmp_path, votes=[GOOD, *rows]))

    assert misfits(problems, [flagged])[1] == []
    assert Vote.objects.filter(slug="bad").exists()


ROWS_BROKEN = {
    "bills": (
        {"parliament": "54", "number": "7-1", "title": "A Bill", "type": "local"},
        [
            ({"number": "12-Jan"}, "number", "the spreadsheet made a date of it"),
            ({"number": "7"}, "number", "is not a bill number, as 94-1"),
            ({"number": "7-2"}, "", "bill 54-7 is on line 2 already"),
            ({"number": "8-1", "parliament": "60"}, "parliament", "is not on record"),
            ({"number": "8-1", "title": ""}, "title", "may not be blank"),
            ({"number": "8-1", "act_number": "2024/1"}, "act_title", "name the Act too"),
            ({"number": "8-1", "official_url": "javascript:alert(1)"}, "official_url", "not an"),
            ({"number": "8-1", "source_url": "https://x.org/"}, "source_title", "name the pub"),
            ({"number": "8-1", "act_title": "An Act", "act_number": "x" * 13}, "act_number", "13"),
        ],
    ),
    "stages": (
        {"bill": "54-94", "stage": "first reading", "on": "2024-11-14", "outcome": "agreed"},
        [
            ({"bill": "94-1"}, "bill", "is borne by 53-94 and 54-94"),
            ({"bill": "54-95"}, "bill", "bill '54-95' is not on record."),
            ({"bill": "53-1"}, "bill", "bill '53-1' is not on record."),
            ({"bill": "Treaty"}, "bill", "is not a bill; write 54-94"),
            ({}, "", "is on line 2 already"),
            ({"on": "31/11/2024"}, "on", "is not a day of the calendar"),
            ({"on": "14-11-24"}, "on", "is not a day; write 2024-11-14"),
            ({"stage": "fourth reading"}, "stage", "is none of introduced"),
            ({"started_at": "2024-04-07 02:30"}, "started_at", "where the clocks change"),
            ({"started_at": "2024-09-29 02:30"}, "started_at", "where the clocks change"),
            ({"started_at": "2024-09-29 25:30"}, "started_at", "is not a time of day"),
            ({"started_at": "at two"}, "started_at", "is not a moment"),
            ({"known_by": "perhaps"}, "known_by", "neither yes nor no"),
        ],
    ),
    "attendance": (
        {"member": "national 0", "on": "2024-11-14", "status": "away", "evidence": "news"},
        [
            ({"member": "Nobody"}, "member", "means no member on record"),
            ({"member": "John Smith"}, "member", "can mean john-smith-1 or john-smith-2"),
            ({"member": "Gone Already"}, "member", "was not a member on that day"),
            ({"on": "2024-11-15"}, "on", "is not a sitting day on record"),
            ({"on": ""}, "on", "give the day (on), or a time"),
            ({"from": "2024-11-14"}, "on", "give the day (on), or a time"),
            ({"on": "", "from": "2025-01-01", "to": "2025-01-05"}, "from", "no sitting day"),
            ({}, "", "is on line 2 already"),
            ({"evidence": "party vote"}, "evidence", "is none of journals"),
        ],
    ),
    "positions": (
        {
            "bill": "54-94",
            "party": "national",
            "stance": "oppose",
            "stages": "second reading",
            "stated_on": "2024-08-20",
        },
        [
            ({"party": "Values"}, "party", "no party on record is called 'Values'"),
            ({"party": "", "member": "John Smith"}, "member", "can mean"),
            ({"member": "national 0"}, "party", "a party's or a member's, not both"),
            ({"party": ""}, "party", "a party's or a member's, not both"),
            ({"stages": "|"}, "stages", "may not be blank"),
            ({"quote": "=1+1"}, "quote", "is a formula"),
        ],
    ),
}


@pytest.mark.parametrize("kind", ROWS_BROKEN)
def test_what_is_wrong_in_rows_is_told_by_its_cell_and_the_rest_is_loaded(house, tmp_path, kind):
    SittingDayFactory()
    good, cases = ROWS_BROKEN[kind]
    expected = [
        (line, column, "*", reason) for line, (_, column, reason) in enumerate(cases, start=3)
    ]

    rows = [good, *({**good, **change} for change, _, _ in cases)]
    said, problems = ingest(written(tmp_path, **{kind: rows}))

    assert misfits(problems, expected) == ([], [])
    assert re.search(rf"partial .*\b1 (inserted|changed), .*{len(cases)} refused", said), said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [("1", "", "is empty.")]),
        (b"\xff\xfe\x00", [("1", "", "is not text in UTF-8, UTF-16 or Windows-1252.")]),
        (b"vote,option\x81", [("1", "", "is not text in UTF-8, UTF-16 or Windows-1252.")]),
        (
            b"name,age\nx,1\n",
            [("1", "", "is not the header of a table of bills, stages, referrals, votes,")],
        ),
        (
            b"vote,sitting_date,question,kind,method,colour,option,option\n",
            [
                ("1", "colour", "a table of votes has no column 'colour'."),
                ("1", "option", "stands twice in the header."),
            ],
        ),
        (
            b"\n\nparliament,number,title\n54,1-1,A Bill\n",
            [("3", "type", "a table of bills needs this column.")],
        ),
    ],
)
def test_a_table_that_cannot_be_read_as_a_whole_is_refused_by_its_header(
    tmp_path, content, expected
):
    (tmp_path / "bad.csv").write_bytes(content)

    with pytest.raises(CommandError):
        ingest(tmp_path)

    found = told(tmp_path / "errors.out")
    assert [(row["line"], row["column"]) for row in found] == [one[:2] for one in expected]
    assert all(row["reason"].startswith(one[2]) for row, one in zip(found, expected, strict=True))


def test_stages_that_cannot_be_are_refused_by_the_line_of_the_first(house, tmp_path):
    stages = [
        {"bill": "54-94", "stage": "third reading", "on": "2024-11-14"},
        {"bill": "54-94", "stage": "second reading", "on": "2024-11-15"},
    ]

    with pytest.raises(CommandError, match=r"stages.csv, bill 54-94, line 2, stage: Second"):
        ingest(written(tmp_path, stages=stages))

    assert set(Stage.objects.values_list("stage", flat=True)) == {"introduced"}


def test_a_table_larger_than_allowed_is_refused_before_it_is_read(house, tmp_path):
    written(tmp_path, votes=[GOOD])
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(3_000_000_000)

    with pytest.raises(CommandError, match=r"huge.csv, file: is larger than 50 MB"):
        ingest(tmp_path)

    assert not Retrieval.objects.filter(source__key="tables").exists()
    (problem,) = told(tmp_path / "errors.out")
    assert (problem["file"], problem["column"]) == ("huge.csv", "file")


def test_the_command_tells_every_header():
    said = StringIO()

    call_command("ingest", "tables", headers=True, stdout=said)

    lines = said.getvalue().splitlines()
    headers = [line.strip() for line in lines if line.startswith("  ") and "," in line]
    assert any(line.startswith("vote,sitting_date,question,") for line in headers)
    assert "  voter                 a party's label or id, a member's name or id" in lines


def test_a_source_whose_files_nobody_writes_has_no_header():
    said = StringIO()

    call_command("ingest", "bills", headers=True, stdout=said)

    assert said.getvalue() == "Nobody writes files of bills by hand.\n"


def test_an_error_file_that_cannot_be_written_is_told_before_anything_is_taken_in(house, tmp_path):
    written(tmp_path, votes=[GOOD])

    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("ingest", "tables", path=tmp_path, errors=tmp_path / "no" / "e.csv")

    assert not Vote.objects.exists()
