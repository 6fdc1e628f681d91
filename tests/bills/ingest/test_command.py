"""`manage.py ingest`: what it prints, and with what it exits."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from bills.models import Bill
from billtracker.events.models import Event
from billtracker.provenance.models import Retrieval
from tests.factories import ParliamentFactory

PROJECT = Path(__file__).resolve().parents[3]
ROW = (
    '{"id": "b94", "title": "Gas Bill", "status": "Terminated", "billNumber": "322-1", '
    '"itemType": "%s", "parliamentNumber": 54, "lastStageDate": "2026-06-05T00:00:00Z"}'
)


@pytest.fixture
def cut_off(tmp_path):
    path = tmp_path / "search.json"
    path.write_text('{"totalResults": 321, "results": [{"id": "b94264a6-d579')
    return path


def ingest(*words, **options):
    """Run the command; return what it printed and what it complained of."""
    said, complained = StringIO(), StringIO()
    call_command("ingest", *words, stdout=said, stderr=complained, **options)
    return said.getvalue(), complained.getvalue()


def written(path, *types):
    path.write_text('{"results": [%s]}' % ", ".join(ROW % word for word in types))  # noqa: UP031
    return path


def run_manage(*words):
    """Run manage.py as a person would, on this test's own database."""
    name = connection.settings_dict["NAME"]
    address = re.sub(r"^(\w+://[^/]*/)[^?]*", rf"\1{name}", settings.DATABASE_URL)
    return subprocess.run(  # noqa: S603 - every word is ours
        [sys.executable, "manage.py", *words],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": address, "REDIS_URL": settings.REDIS_URL},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_a_run_says_what_came_of_it(tmp_path):
    ParliamentFactory()

    said, complained = ingest("bills", "--from", written(tmp_path / "list.json", "Government"))

    counts = "1 inserted, 0 changed, 0 unchanged, 0 refused, 0 flagged, 0 to review"
    assert said == f"bills: changed ({counts})\n"
    assert complained == ""


@pytest.mark.django_db
def test_what_was_refused_is_told_and_the_rest_is_loaded(tmp_path):
    ParliamentFactory()

    said, complained = ingest(
        "bills", "--from", written(tmp_path / "list.json", "Government", "Hybrid")
    )

    assert said.startswith("bills: partial (1 inserted")
    assert complained == (
        "  refused: list.json, row 2 (322-1), type: 'Hybrid' is not a type of bill known here.\n"
    )


@pytest.mark.django_db
def test_with_more_words_every_body_is_told(tmp_path):
    ParliamentFactory()

    said, _ = ingest("bills", "--from", written(tmp_path / "list.json", "Local"), verbosity=2)

    assert said.splitlines()[0].startswith("list.json: changed (1 inserted")


@pytest.mark.django_db
def test_a_body_cut_off_is_refused_in_one_sentence_and_only_the_retrieval_is_kept(cut_off):
    with pytest.raises(CommandError) as refusal:
        ingest("bills", "--from", cut_off)

    assert str(refusal.value).startswith("search.json, body: not whole JSON: ")
    assert (Bill.objects.count(), Event.objects.count()) == (0, 0)
    assert Retrieval.objects.get().outcome == "refused"


@pytest.mark.django_db(transaction=True)
def test_it_exits_with_1_and_says_why_once(cut_off):
    run = run_manage("ingest", "bills", "--from", str(cut_off))

    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.count("search.json, body: not whole JSON") == 1
    assert len(run.stderr.splitlines()) == 1
    assert (Bill.objects.count(), Retrieval.objects.count()) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["journals"], "Say where the recorded answers are: --from PATH."),
        (["bills", "--from", "/nowhere"], "There is no file or folder /nowhere."),
    ],
)
def test_a_run_that_cannot_begin_says_why(words, sentence):
    with pytest.raises(CommandError) as refusal:
        ingest(*words)

    assert str(refusal.value) == sentence


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["bills", "record"])
def test_a_folder_that_holds_nothing_is_refused(tmp_path, source):
    with pytest.raises(CommandError, match="holds none of"):
        ingest(source, "--from", tmp_path)
