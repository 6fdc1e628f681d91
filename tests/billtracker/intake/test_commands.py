"""`ingest` and `replay`: what they print, with what they exit, and what they leave."""

import io
import os
import re
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from bills.models import Bill, Stage, Vote
from billtracker.events.models import Event
from billtracker.intake import runs
from billtracker.intake.models import Run
from billtracker.intake.progress import Progress
from billtracker.outcome import Report
from tests.billtracker.intake.processes import HASTE, PROJECT, wait_until
from tests.billtracker.intake.record import digests
from tests.billtracker.intake.world import FAILED
from tests.factories import ParliamentFactory, PartyFactory
from tests.taking_in import say_nothing

PARTIES = ("national", "act", "nz-first", "labour", "green", "te-pati-maori")


@pytest.fixture
def house(db):
    """The Parliament and the parties that the world names."""
    ParliamentFactory()
    for party in PARTIES:
        PartyFactory(slug=party)


def manage(*words, **options):
    """Run a command; return what it printed and what it complained of."""
    said, complained = StringIO(), StringIO()
    call_command(*words, stdout=said, stderr=complained, **options)
    return said.getvalue(), complained.getvalue()


def test_a_source_is_asked_here_and_now_without_a_worker(house, world):
    said, complained = manage("ingest", "world")

    assert said.startswith("world: changed (6 inserted")
    assert complained == ""
    assert Run.objects.get().outcome == "changed"


def test_what_did_not_answer_is_told_and_the_rest_is_taken_in(house, world, upstream):
    upstream.answers = lambda path: 500 if path == "/bill/1" else upstream.body(path)

    said, complained = manage("ingest", "world")

    assert said.startswith("world: partial (4 inserted")
    assert complained == f"  unanswered: bill 1: {upstream.address}/bill/1 {FAILED}\n"


def test_a_source_that_does_not_answer_at_all_exits_with_1(house, world, upstream):
    upstream.answers = lambda _path: 500

    with pytest.raises(CommandError) as refusal:
        manage("ingest", "world")

    assert str(refusal.value) == f"list 1: {upstream.address}/list/1 {FAILED}"
    assert refusal.value.returncode == 1


def test_a_run_that_died_is_gone_on_with(house, world):
    runs.begun(world)

    said, _ = manage("ingest", "world")

    assert re.match(r"world has been running since .+\. It is gone on with\.\nworld: ch", said)
    assert Run.objects.get().outcome == "changed"


def test_a_dry_run_says_what_would_change_and_writes_nothing(house, world):
    before = digests()

    said, _ = manage("ingest", "world", "--dry-run")

    assert said.count("bill.inserted bill:54-90") == 3
    assert "  title: None -> 'World Number 900 Bill'" in said
    assert said.splitlines()[-1].startswith("world would be changed (6 inserted")
    assert digests() == before
    manage("ingest", "world")
    assert manage("ingest", "world", "--dry-run")[0].startswith("world would be unchanged")


def test_a_day_that_is_none_is_refused(world):
    with pytest.raises(CommandError, match="'2026-13-01' is not a day, as 2026-11-01"):
        manage("ingest", "world", "--since", "2026-13-01")


def test_files_are_taken_in_whole_whatever_day_is_named(world, tmp_path):
    with pytest.raises(CommandError, match="files are taken in whole"):
        manage("ingest", "world", "--since", "2026-11-01", "--from", str(tmp_path))


def test_a_run_of_files_that_died_does_not_keep_its_source_from_being_asked(house, world):
    runs.opened(world)

    said, _ = manage("ingest", "world")

    assert "world: changed (6 inserted" in said


def test_an_address_longer_than_any_costs_itself_only(house, world, upstream):
    whole = upstream.body("/list/1")
    long = whole.replace(b'"bill 1"', b'"bill %s"' % (600 * b"1"))
    upstream.answers = lambda path: long if path == "/list/1" else upstream.body(path)

    said, complained = manage("ingest", "world")

    assert said.startswith("world: partial (4 inserted")
    assert "list 1: 1 that follow from it have addresses over 500 characters." in complained


@pytest.mark.parametrize("source", ["record", "bills"])
def test_a_source_without_a_form_says_so(source):
    assert (
        manage("ingest", source, "--headers")[0] == f"Nobody writes files of {source} by hand.\n"
    )


def test_the_form_of_pasted_words_is_told():
    assert "Day: 2024-11-14" in manage("ingest", "pasted", "--headers")[0]


def test_a_stop_in_the_middle_of_a_body_leaves_nothing_of_it(house, world, monkeypatch):
    done = []

    def interrupted(account, _report):
        done.append(account)
        raise KeyboardInterrupt

    monkeypatch.setattr(runs.Account, "note", interrupted)

    with pytest.raises(CommandError) as stopped:
        manage("ingest", "world")

    assert str(stopped.value) == (
        "Stopped. Nothing is half-written: 0 bodies were taken in; "
        "the next run goes on from there."
    )
    assert stopped.value.returncode == 130
    assert (Bill.objects.count(), Event.objects.count()) == (0, 0)
    assert len(done) == 1
    monkeypatch.undo()


def test_a_replay_that_was_stopped_says_so(house, world, monkeypatch):
    manage("ingest", "world")
    monkeypatch.setattr(Progress, "tell", interrupt)

    with pytest.raises(CommandError, match="a replay begins anew") as stopped:
        manage("replay", "world")

    assert stopped.value.returncode == 130


def interrupt(*_):
    raise KeyboardInterrupt


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_ends_the_command_with_a_sentence(house, upstream):
    name = connection.settings_dict["NAME"]
    address = re.sub(r"^(\w+://[^/]*/)[^?]*", rf"\1{name}", settings.DATABASE_URL)
    given = {"DATABASE_URL": address, "REDIS_URL": settings.REDIS_URL}
    upstream.answers = lambda path: wait_until(lambda: stopped.poll() is not None) or path.encode()
    stopped = subprocess.Popen(
        [sys.executable, "-m", "tests.billtracker.intake.world", "ingest"],
        cwd=PROJECT,
        env={**os.environ, **HASTE, **given, "WORLD_ADDRESS": upstream.address},
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: upstream.asked)

    stopped.send_signal(signal.SIGINT)

    _, complained = stopped.communicate(timeout=30)
    assert "Stopped. Nothing is half-written" in complained
    assert stopped.returncode == 130
    assert Run.objects.get().errands.filter(done_at=None).count() == 1


def wrecked():
    """Wreck the record as a person with SQL does: rows are gone, and values are wrong."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bills_bill SET title = 'Wrong' WHERE number = '901-1'")
        cursor.execute("DELETE FROM bills_billstate")
        cursor.execute("DELETE FROM bills_stage WHERE stage = 'first_reading'")
        cursor.execute("DELETE FROM bills_cast")
        cursor.execute("DELETE FROM bills_tally")
        cursor.execute("DELETE FROM bills_votebill")
        cursor.execute("DELETE FROM bills_vote")


def facts(*but):
    """Return the digests of what is on record, whatever last came of the bodies behind it."""
    return {
        table: found
        for table, found in digests({"outcome", "counts", "problems", *but}).items()
        if table.startswith(("bills_", "members_"))
    }


@pytest.fixture
def taken_in(house, world):
    runs.go_on(runs.begun(world), say_nothing)
    return facts()


def test_a_replay_of_a_record_that_is_whole_writes_nothing(taken_in):
    before = digests()

    said, _ = manage("replay")

    assert said.startswith("replay: unchanged (0 inserted, 0 changed, 6 unchanged")
    assert digests() == before


@pytest.mark.parametrize("words", [[], ["world"], ["--all"]])
def test_a_record_that_was_wrecked_comes_back_from_its_bodies(taken_in, words):
    wrecked()
    assert facts() != taken_in

    manage("replay", *words)

    assert facts() == taken_in


def test_what_only_an_older_body_said_comes_back_with_all_of_them(house, world, upstream):
    runs.go_on(runs.begun(world), say_nothing)
    older = upstream.body("/bill/0").decode()
    newer = older.partition("[[votes]]")[0].encode()
    upstream.edition = 3
    upstream.answers = lambda path: newer if path == "/bill/0" else upstream.body(path)
    runs.go_on(runs.begun(world), say_nothing)
    whole = facts("origin")
    wrecked()

    manage("replay")
    assert Vote.objects.count() == 2
    manage("replay", "--all")

    assert Vote.objects.count() == 3
    assert facts("origin") == whole


def test_a_replay_reads_only_the_source_that_is_named(taken_in):
    Stage.objects.all().delete()

    manage("replay", "record-members")

    assert not Stage.objects.exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_on_a_terminal_one_line_tells_how_far_it_is():
    terminal, left = Terminal(), iter([3, 2])

    with Progress(terminal, "world", lambda: next(left)) as progress:
        progress.tell("a body", Report())

    assert "world: [#######......................." in terminal.getvalue()
    assert "1 of 4 bodies" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_elsewhere_nothing_is_written_over():
    output = io.StringIO()

    with Progress(output, "world") as progress:
        progress.tell("a body", Report())

    assert output.getvalue() == ""
    assert progress.line() == "world: 1 bodies"
