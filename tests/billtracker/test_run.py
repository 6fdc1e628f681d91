"""`make run` and manage.py, as processes: what they say, what they leave and how they end."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = ("billtracker", "bills", "members", "manage.py")
ADDRESSES = ("DATABASE_URL", "REDIS_URL")
NOWHERE = "postgresql://clerk:s3cret@127.0.0.1:1/bills"
PATIENCE_SECONDS = 120
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="finds the worker through /proc")


@pytest.fixture(scope="module")
def project():
    """A copy of the project, so that nothing here meets the servers and data of this one."""
    folder = Path(tempfile.mkdtemp(prefix="billtracker-tests-"))
    folder.chmod(0o755)
    for name in SOURCES:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy2
        copy(PROJECT / name, folder / name)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def environment(**given):
    inherited = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    return inherited | {name: str(value) for name, value in given.items()}


def launch(project, **given):
    """Start the service; what it says can be read from its output."""
    return subprocess.Popen(
        [sys.executable, "-m", "billtracker.run"],
        cwd=project,
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(project, **given):
    """Run the service to its end; return what it said and its exit code."""
    with launch(project, **given) as service:
        said, _ = service.communicate(timeout=PATIENCE_SECONDS)
    return said, service.returncode


def manage(project, *words, **given):
    """Run one command; return what it said to the person, and its exit code."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *words],
        cwd=project,
        env=environment(**given),
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.stderr, done.returncode


@contextlib.contextmanager
def serving(project, port):
    """Have the service up within the block; yield it and what it said until it was ready."""
    with launch(project, PORT=port) as service:
        said = ""
        for line in service.stdout:
            said += line
            if "Ctrl-C stops everything" in line:
                break
        try:
            yield service, said
        finally:
            service.send_signal(signal.SIGINT)
            service.communicate(timeout=PATIENCE_SECONDS)


def processes(project):
    """Return the command lines of whatever runs out of a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (path / "cmdline").read_bytes().split(b"\0")
            runs_there = (path / "cwd").resolve() == project
            if runs_there or any(str(project).encode() in word for word in words):
                found.append(words)
    return found


def status(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/admin/login/", timeout=30).status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_taken_port_is_found_out_before_anything_starts(project):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        said, code = run(project, PORT=port)

    assert said == (
        f"Port {port} is taken: stop what is using it or choose another, "
        "as in `make run PORT=8001`.\n"
    )
    assert code == 1


def test_a_port_must_be_a_number(project):
    said, code = run(project, PORT="eighty")

    assert (said, code) == ("PORT must be a number from 1 to 65535, not 'eighty'.\n", 1)


def test_a_database_that_is_not_there_costs_a_sentence_without_its_password(project, port):
    said, code = run(project, PORT=port, DATABASE_URL=NOWHERE)

    assert "PostgreSQL at postgresql://127.0.0.1:1/bills cannot be used" in said
    assert "Traceback" not in said
    assert "s3cret" not in said
    assert code == 1


@pytest.mark.parametrize(
    ("variable", "address"),
    [
        ("DATABASE_URL", "mysql://clerk:s3cret@db/bills"),
        ("DATABASE_URL", "postgresql://clerk:s3cret@127.0.0.1:abc/bills"),
        ("DATABASE_URL", "garbage"),
        ("REDIS_URL", "redis://127.0.0.1:abc"),
        ("REDIS_URL", "amqp://127.0.0.1"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_in_a_sentence(project, port, variable, address):
    said, code = run(project, PORT=port, **{variable: address})

    assert said.startswith(f"{variable} is not an address of ")
    assert "s3cret" not in said
    assert code == 1


def test_a_socket_where_nobody_listens_is_found_out_before_anything_starts(project, port):
    said, code = run(project, PORT=port, REDIS_URL="unix:///nowhere.sock")

    assert "Redis at unix:///nowhere.sock cannot be used" in said
    assert code == 1


def test_a_command_whose_database_is_not_there_says_the_same(project):
    said, code = manage(project, "migrate", DATABASE_URL=NOWHERE)

    assert said == (
        "PostgreSQL at postgresql://127.0.0.1:1/bills cannot be used (Connection refused): "
        "start it, or correct DATABASE_URL.\n"
    )
    assert code == 1


def test_an_address_of_something_else_is_refused_by_name(project):
    said, code = manage(project, "migrate", DATABASE_URL="mysql://clerk:s3cret@db/bills")

    assert said.startswith("DATABASE_URL must be an address that begins with")
    assert "s3cret" not in said
    assert code == 1


def test_a_question_about_a_command_needs_no_database(project):
    said, code = manage(project, "migrate", "--help", DATABASE_URL=NOWHERE)

    assert (said, code) == ("", 0)


def test_a_command_brings_its_own_servers_and_takes_them_along(project):
    said, code = manage(project, "showmigrations", "--plan")

    assert (said, code) == ("", 0)
    assert processes(project) == []


def test_the_service_serves_keeps_its_data_and_leaves_no_process(project, port):
    shutil.rmtree(project / ".local", ignore_errors=True)

    with serving(project, port) as (first, first_said):
        answer = status(port)
        second_said, second_code = run(project, PORT=port)
    left = processes(project)
    with serving(project, port) as (again, said_again):
        answer_again = status(port)

    assert answer == answer_again == 200
    assert f"http://127.0.0.1:{port}/api/v1/" in first_said
    assert "assword" in first_said
    assert "assword" not in said_again
    assert (first.returncode, again.returncode) == (0, 0)
    assert "already runs from this folder" in second_said
    assert second_code == 1
    assert left == []


@on_linux
def test_a_child_that_dies_takes_the_service_with_it(project, port):
    with launch(project, PORT=port) as service:
        worker = wait_for_worker(service)
        os.kill(worker, signal.SIGKILL)

        said, _ = service.communicate(timeout=PATIENCE_SECONDS)

    assert "worker ended by itself (-9)." in said
    assert service.returncode == 1
    assert processes(project) == []


@on_linux
def test_a_killed_supervisor_takes_its_children_along(project, port):
    with launch(project, PORT=port) as service:
        worker = wait_for_worker(service)
        service.kill()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while Path(f"/proc/{worker}/cmdline").exists() and time.monotonic() < deadline:
        time.sleep(0.1)

    said, code = manage(project, "showmigrations", "--plan")
    assert (said, code) == ("", 0)
    assert processes(project) == []


def wait_for_worker(service):
    """Return the pid of the service's Celery worker, once there is one."""
    children = Path(f"/proc/{service.pid}/task/{service.pid}/children")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for pid in children.read_text().split():
            with contextlib.suppress(OSError):
                if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
                    return int(pid)
        time.sleep(0.1)
    raise AssertionError("no worker came up")
