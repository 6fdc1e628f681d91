"""The embedded servers, for real: started, shared, killed and started again."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from billtracker import embedded

PROJECT = Path(__file__).resolve().parents[2]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another user")
HOLD = """
import sys
from pathlib import Path
from billtracker import embedded
with embedded.running(Path(sys.argv[1]), throwaway=True):
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder():
    """A folder that every user can reach, as a project's usually is; tmp_path is closed."""
    folder = Path(tempfile.mkdtemp(prefix="billtracker-tests-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def base(folder):
    base = folder / "local"
    yield base
    embedded.stop(base)


def remember(servers):
    """Leave one row in the database and one key in the queue."""
    with psycopg.connect(servers.database_url, autocommit=True) as link:
        link.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        link.execute("INSERT INTO kept VALUES ('Ōhāriu')")
    with redis.Redis.from_url(servers.redis_url) as link:
        link.rpush("kept", "Ōhāriu")


def remembered(servers):
    """Count what the runs before this one left: rows and keys."""
    with psycopg.connect(servers.database_url) as link:
        rows = link.execute("SELECT count(*) FROM kept").fetchone()[0]
    with redis.Redis.from_url(servers.redis_url) as link:
        return rows, link.llen("kept")


def pids(base):
    lock_files = (base / "servers/postgres/postmaster.pid", base / "servers/valkey.pid")
    return [int(path.read_text().split()[0]) for path in lock_files]


def hold(base):
    """Have another process use the servers until its input ends."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLD, str(base)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_addresses_are_known_before_anything_is_there(folder):
    base = folder / "local"

    addresses = embedded.postgres_url(base), embedded.valkey_url(base)

    assert addresses == (
        f"postgresql://postgres@/billtracker?host={base}/servers/sockets",
        f"unix://{base}/servers/sockets/valkey.sock?db=0",
    )
    assert not base.exists()


def test_both_servers_take_work_and_know_their_macrons(base):
    with embedded.running(base, throwaway=True) as servers:
        with psycopg.connect(servers.database_url) as link:
            lowered = link.execute("SELECT lower('TĀMAKI')").fetchone()[0]

        assert lowered == "tāmaki"
        assert embedded.answers(base)

    assert not embedded.answers(base)


def test_what_search_and_constraints_need_is_in_the_wheel(base):
    needed = ["btree_gist", "pg_trgm", "unaccent"]

    with (
        embedded.running(base, throwaway=True) as servers,
        psycopg.connect(servers.database_url) as link,
    ):
        found = link.execute(
            "SELECT name FROM pg_available_extensions WHERE name = ANY(%s) ORDER BY name",
            [needed],
        )

        assert [name for (name,) in found] == needed


def test_data_outlive_a_stop(base):
    with embedded.running(base) as servers:
        remember(servers)

    with embedded.running(base) as servers:
        assert remembered(servers) == (1, 1)


def test_data_outlive_a_kill(base):
    claim = embedded.start(base)
    remember(claim)
    with redis.Redis.from_url(claim.redis_url) as link:
        link.execute_command("WAITAOF", 1, 0, 5000)
    for pid in pids(base):
        os.kill(pid, signal.SIGKILL)

    with embedded.running(base) as servers:
        assert remembered(servers) == (1, 1)

    claim.stop()


def test_a_lock_file_that_names_another_process_is_no_obstacle(base):
    embedded.start(base).stop()
    (base / "servers/postgres/postmaster.pid").write_text(f"{os.getpid()}\n")
    (base / "servers/valkey.pid").write_text(f"{os.getpid()}\n")
    (base / "servers/sockets/.s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")

    with embedded.running(base):
        assert embedded.answers(base)


def test_a_start_that_broke_off_half_way_is_no_obstacle(base):
    embedded.start(base).stop()
    (base / "servers/postgres").rename(base / "servers/postgres.new")

    with embedded.running(base):
        assert embedded.answers(base)


def test_throwaway_servers_leave_nothing(base):
    with embedded.running(base, throwaway=True):
        assert (base / "servers").exists()

    assert not (base / "servers").exists()


def test_throwaway_servers_spare_the_data_they_found(base):
    with embedded.running(base) as servers:
        remember(servers)

    with embedded.running(base, throwaway=True) as servers:
        assert remembered(servers) == (1, 1)

    with embedded.running(base) as servers:
        assert remembered(servers) == (1, 1)


@pytest.mark.parametrize("name", ["long" * 40, "a space, 'quotes\" & $HOME %20"])
def test_any_folder_name_will_do(folder, name):
    base = folder / name

    with embedded.running(base, throwaway=True) as servers:
        remember(servers)

        assert remembered(servers) == (1, 1)


def test_two_processes_may_start_at_once_and_the_last_one_stops(base):
    first, second = hold(base), hold(base)
    with first, second:
        assert (first.stdout.readline(), second.stdout.readline()) == ("up\n", "up\n")

        first.communicate()
        after_the_first = embedded.answers(base)
        second.communicate()

    assert after_the_first
    assert not embedded.answers(base)
    assert (first.returncode, second.returncode) == (0, 0)


def test_servers_of_a_killed_user_are_taken_over(base):
    with hold(base) as user:
        user.stdout.readline()
        user.kill()
    before = pids(base)

    with embedded.running(base):
        after = pids(base)

    assert after == before
    assert not embedded.answers(base)


def test_a_folder_that_others_can_enter_is_refused(base):
    (base / "servers").mkdir(parents=True)
    (base / "servers").chmod(0o755)

    with pytest.raises(embedded.ServersUnavailable, match=r"mode 0700: remove it"):
        embedded.start(base)


def test_a_folder_we_cannot_use_costs_a_sentence(folder):
    (folder / "file").write_text("")

    with pytest.raises(embedded.ServersUnavailable, match=r"or set DATABASE_URL and REDIS_URL"):
        embedded.start(folder / "file" / "local")


def test_a_server_that_fails_is_quoted_and_the_other_one_stopped(base):
    embedded.start(base).stop()
    (base / "servers/postgres/PG_VERSION").write_text("9\n")

    with pytest.raises(embedded.ServersUnavailable, match=r"postgres failed \(.*version 9"):
        embedded.start(base)

    assert not (base / "servers/valkey.pid").exists()


def test_a_system_without_builds_is_told_to_bring_its_own(base, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(embedded.ServersUnavailable, match=r"set DATABASE_URL and REDIS_URL"):
        embedded.start(base)


@as_root
def test_a_closed_project_of_roots_keeps_its_data_elsewhere_and_says_where(folder, capsys):
    base = folder / "local"
    folder.chmod(0o700)

    with embedded.running(base, throwaway=True) as servers:
        remember(servers)
        said = capsys.readouterr().err

    assert "its data are in /var/lib/billtracker/" in said
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not Path(said.strip().rstrip(".").split()[-1]).exists()
