"""Bodies from files: what is too large, or no file, costs itself only."""

import os

import pytest
from django.core.management import CommandError, call_command

from billtracker.intake.models import Run
from billtracker.intake.sources import plans
from billtracker.outcome import Outcome
from billtracker.problems import Refused
from billtracker.provenance.models import Retrieval
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db

LARGE = 3_000_000_000
# A name that each source reads in a folder.
NAMES = {
    "bills": "search.json",
    "popolo": "x.json",
    "journals": "x.txt",
    "pasted": "x.txt",
    "hansard": "x.html",
    "members": "x.csv",
    "tables": "x.csv",
    "record-bills": "x.toml",
    "record-members": "members.csv",
}


def plan_of(key):
    return next(plan for plan in plans() if plan.key == key)


def large(path):
    """Make a file of 3 GB that takes no room."""
    path.touch()
    os.truncate(path, LARGE)
    return path


@pytest.mark.parametrize("plan", list(plans()), ids=lambda plan: plan.key)
def test_a_file_of_3_gb_is_refused_without_being_read(plan, tmp_path, monkeypatch):
    large(tmp_path / NAMES[plan.key])

    try:
        report = take_in_from(plan, tmp_path)
    except Refused as refusal:
        sentence = str(refusal)
    else:
        (problem,) = report.problems
        sentence = str(problem)

    assert "is larger than" in sentence
    assert Run.objects.get().outcome == Outcome.REFUSED
    assert not Retrieval.objects.exists()


def test_a_row_of_3_gb_is_refused_without_being_read(tmp_path):
    report = take_in_from(plan_of("hansard"), large(tmp_path / "votes.jsonl"))

    (problem,) = report.problems
    assert str(problem).startswith("votes.jsonl, row 1, file: is larger than 50,000,000 bytes")


@pytest.mark.django_db(transaction=True)
def test_what_lies_beside_a_file_that_is_too_large_is_taken(tmp_path, settings):
    (tmp_path / "a.txt").write_bytes(b"x" * 200_000)
    (tmp_path / "b.txt").write_text("no vote at all")
    settings.HTTP_BODY_AT_MOST_BYTES = 100_000

    report = take_in_from(plan_of("pasted"), tmp_path)

    assert [problem.record for problem in report.problems] == ["a.txt", "b.txt"]
    assert Retrieval.objects.get().url == "b.txt"


def test_a_folder_by_the_name_of_a_file_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "a.txt").mkdir()

    report = take_in_from(plan_of("journals"), tmp_path)

    assert [str(p) for p in report.problems] == ["a.txt, file: cannot be read: Is a directory."]


@pytest.mark.django_db(transaction=True)
def test_an_empty_folder_leaves_no_run_open(tmp_path):
    with pytest.raises(CommandError, match="holds none of"):
        call_command("ingest", "bills", path=tmp_path)

    assert Run.objects.get().outcome == Outcome.REFUSED
