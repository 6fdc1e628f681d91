"""A table of what was refused or flagged, for whoever mends the file it came from."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from billtracker.intake.pipeline import read_again, source_of
from billtracker.intake.sources import SourcePlan
from billtracker.problems import Problem
from billtracker.provenance.services import latest

HEADER = ("file", "line", "column", "value", "reason")
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(path: Path, problems: Iterable[Problem]) -> None:
    """Write one row a problem, with only the header where there is none.

    A cell that a spreadsheet would reckon as a formula begins with an apostrophe instead.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows([_inert(cell) for cell in _row(problem)] for problem in problems)


def left_behind(plan: SourcePlan, name: str) -> list[Problem]:
    """Return what a body that was taken in before leaves behind.

    It is read once more to be asked, and whatever that writes is undone.
    """
    with transaction.atomic():
        known = latest([(source_of(plan).pk, name)])
        problems = read_again(plan, known, lambda _name, _report: None).problems
        transaction.set_rollback(True)
    return problems


def _row(problem: Problem) -> tuple[str, ...]:
    if cell := problem.cell:
        return cell.file, str(cell.line), cell.column, cell.value, problem.sentence
    return problem.record, "", problem.field, "", problem.sentence


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
