"""The error file: what a spreadsheet makes of it."""

import csv

import pytest

from billtracker.intake.error_file import HEADER, write
from billtracker.problems import Cell, Problem


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_problem_of_a_cell_is_told_by_its_place(tmp_path):
    cell = Cell("votes.csv", 12, "voter", "Māori, “Party”\nand more")
    problem = Problem("votes.csv, vote one", "line 12, voter", "means nobody.", cell=cell)

    write(tmp_path / "errors.csv", [problem, Problem("54-94", "title", "is missing.")])

    assert rows(tmp_path / "errors.csv") == [
        list(HEADER),
        ["votes.csv", "12", "voter", "Māori, “Party”\nand more", "means nobody."],
        ["54-94", "", "title", "", "is missing."],
    ]


def test_without_problems_there_is_only_the_header(tmp_path):
    write(tmp_path / "errors.csv", [])

    assert rows(tmp_path / "errors.csv") == [list(HEADER)]


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1", '=cmd|" /C"!A1']
)
def test_nothing_in_it_is_a_formula(tmp_path, value):
    problem = Problem(value, value, value, cell=Cell(value, 2, value, value))

    write(tmp_path / "errors.csv", [problem, Problem(value, value, value)])

    _, *told = rows(tmp_path / "errors.csv")
    assert {cell for row in told for cell in row} == {f"'{value}", "2", ""}
