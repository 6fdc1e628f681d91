"""What spreadsheets make of a table, read without a database."""

import pytest

from bills.ingest.hand_tables.reading import read_table
from tests.bills.ingest.hand_tables.writing import GOOD, table

NOTED = {**GOOD, "voter": "New Zealand\u00a0National ", "note": "“Caf\u00e9”,\nhe said; \ttwice"}


def said_by(content):
    """Return what a table of one vote says."""
    written = read_table(content, "votes.csv")
    (vote,) = written.votes
    return vote.values, vote.lines.tolist(), vote.problems, written.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_whatever_a_spreadsheet_makes_of_a_table_reads_the_same(encoding, delimiter, end):
    rows = [NOTED, {**GOOD, "voter": "labour"}, dict.fromkeys(GOOD, ""), {"note": "\u00a0"}]
    text = table(*rows, delimiter=delimiter).replace("\r\n", end)

    values, lines, wrong, problems = said_by(text.encode(encoding))

    assert values["note"] == "“Café”, he said; twice"
    # A row is named by the line on which it begins; the first has a line end in its note.
    assert (lines, wrong, problems) == ([2, 4], [], [])


def test_blank_cells_beyond_the_header_are_nothing():
    header, row = table(GOOD).splitlines()

    values, lines, wrong, _ = said_by(f"{header},,\n{row},,\n,,,,\n{row},,,,\n".encode())

    assert (values["question"], lines, wrong) == (GOOD["question"], [2, 4], [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("good,2024-11-14", "has 2 cells; the header has 11."),
        (",".join(GOOD.values()) + ",more", "has 12 cells; the header has 11."),
        ("good,a\0b" + "," * 9, "holds a NUL character."),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_and_keeps_its_vote_out(line, reason):
    _, _, (problem,), _ = said_by((table(GOOD) + line + "\r\n").encode())

    assert str(problem) == f"votes.csv, vote good, line 3, row: {reason}"


def test_columns_may_be_in_words_and_in_any_order():
    shuffled = {name.replace("_", " ").title(): GOOD[name] for name in sorted(GOOD)}

    assert said_by(table(shuffled).encode())[0] == said_by(table(GOOD).encode())[0]
