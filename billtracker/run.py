"""Runs the whole service on one machine: what `make run` starts and Ctrl-C stops."""

import contextlib
import ctypes
import fcntl
import functools
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from billtracker import embedded

PROJECT = Path(__file__).resolve().parent.parent
LOCAL = PROJECT / ".local"
HOST = "127.0.0.1"
HIGHEST_PORT = 65535
PAUSE_SECONDS = 0.1
FIRST_ANSWER_SECONDS = 60  # every module has to be loaded, perhaps on a busy machine
LAST_LINES = 15
SCHEMES = {
    "DATABASE_URL": ("postgresql", "postgres"),
    "REDIS_URL": ("redis", "rediss", "unix"),
}
GRACE_SECONDS = {signal.SIGTERM: 7, signal.SIGQUIT: 3, signal.SIGKILL: 5}  # Granian takes 5
PR_SET_PDEATHSIG: Final = 1


class CannotRun(Exception):
    """The service cannot be started, or cannot go on; the message says what to do."""


class Interrupted(BaseException):
    """Somebody asked us to stop: no error, and nobody may mistake it for one."""


class Child(NamedTuple):
    """One of the service's processes, in a group of its own."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Interruption:
    """Notes Ctrl-C and the like, so that nothing is torn down half-way through a step."""

    def __init__(self) -> None:
        self.came = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: object) -> None:
        self.came = True

    def pause(self) -> None:
        """Wait a moment; raise Interrupted if it is time to stop."""
        if not self.came:
            time.sleep(PAUSE_SECONDS)
        if self.came:
            raise Interrupted


def main() -> int:
    """Run until interrupted; return the exit code."""
    interruption = Interruption()
    try:
        port = chosen_port(os.environ.get("PORT", "8000"))
        LOCAL.mkdir(exist_ok=True)
        with the_only_one():
            refuse_taken(port)
            with servers():
                prepare(interruption)
                serve(port, interruption)
    except Interrupted:
        say("Stopped.")
    except (CannotRun, embedded.ServersUnavailable) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


def chosen_port(word: str) -> int:
    """Read a port from the environment."""
    if word.isdecimal() and 0 < int(word) <= HIGHEST_PORT:
        return int(word)
    raise CannotRun(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {word!r}.")


def refuse_taken(port: int) -> None:
    """Find out before anything is started whether the port is ours to take."""
    try:
        socket.create_server((HOST, port)).close()
    except PermissionError as error:
        raise CannotRun(f"Port {port} is only root's: choose one from 1024 up.") from error
    except OSError as error:
        raise CannotRun(
            f"Port {port} is taken: stop what is using it or choose another, "
            "as in `make run PORT=8001`.",
        ) from error


@contextlib.contextmanager
def the_only_one() -> Iterator[None]:
    """Hold this folder's lock; the kernel frees it however we end."""
    with (LOCAL / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise CannotRun(
                f"Billtracker already runs from this folder (process {lock.read()}): "
                "stop it with Ctrl-C in its terminal first.",
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@contextlib.contextmanager
def servers() -> Iterator[None]:
    """Have a database and a queue: those whose addresses are given, else our own."""
    given = [("PostgreSQL", "DATABASE_URL", 5432), ("Redis", "REDIS_URL", 6379)]
    for name, variable, port in given:
        if address := os.environ.get(variable):
            refuse_unusable(name, variable)
            say(f"Using the {name} at {without_secrets(address)}.")
            refuse_silent(name, variable, port)
    if all(os.environ.get(variable) for _, variable, _ in given):
        yield
        return
    say("Starting the embedded PostgreSQL and Valkey.")
    with embedded.running(LOCAL):
        try:
            yield
        finally:
            say("Stopping the embedded PostgreSQL and Valkey.")


def refuse_silent(name: str, variable: str, default_port: int) -> None:
    """Find out whether anybody listens at an address, before Django waits for it in vain."""
    parts = urlsplit(os.environ[variable])
    host = unquote(parts.hostname or parse_qs(parts.query).get("host", [""])[0])
    path = parts.path if parts.scheme == "unix" else f"{host}/.s.PGSQL.{default_port}"
    try:
        if path.startswith("/"):
            with socket.socket(socket.AF_UNIX) as link:
                link.connect(path)
        elif host:  # without one, the system's own socket is meant: its first user will find out
            socket.create_connection((host, parts.port or default_port), 5).close()
    except OSError as error:
        raise CannotRun(unanswered(name, variable, error)) from error


def refuse_unusable(name: str, variable: str) -> None:
    """Find out whether an address can be one of such a server at all."""
    parts = urlsplit(os.environ[variable])
    try:
        is_usable = parts.scheme in SCHEMES[variable] and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        is_usable = False
    if not is_usable:
        forms = " or ".join(f"{scheme}://…" for scheme in SCHEMES[variable])
        raise CannotRun(f"{variable} is not an address of {name}: give one like {forms}.")


def unanswered(name: str, variable: str, error: Exception) -> str:
    """Say that a server cannot be used, at which address and why, and what to do."""
    address = os.environ.get(variable)
    where = without_secrets(address) if address else str(LOCAL / "servers")
    first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    reason = first_line.rpartition("failed: ")[2].rstrip(".")
    return f"{name} at {where} cannot be used ({reason}): start it, or correct {variable}."


def without_secrets(address: str) -> str:
    """Return an address without user, password and options."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        return f"unix://{parts.path}"
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query="", fragment="").geturl()


def prepare(interruption: Interruption) -> None:
    """Bring the database to where the site can be served from it; safe to repeat."""
    say("Bringing the database's tables up to date.")
    manage("migrate", "--verbosity", "0", interruption=interruption)
    say("Loading the sample record.")
    manage("ingest", "record", interruption=interruption)
    manage("ensureadmin", interruption=interruption)


def manage(*words: str, interruption: Interruption) -> None:
    """Run one of manage.py's commands, which speaks for itself if it fails."""
    process = spawn(sys.executable, "manage.py", *words)
    try:
        while process.poll() is None:
            interruption.pause()
    finally:
        end(process)
    if process.returncode:
        raise CannotRun(f"`manage.py {' '.join(words)}` failed; see above.")


def serve(port: int, interruption: Interruption) -> None:
    """Run web server, worker and timetable until interrupted or until one of them dies."""
    logs = LOCAL / "logs"
    logs.mkdir(exist_ok=True)
    (LOCAL / "static").mkdir(exist_ok=True)  # empty, and yet missed if it is not there
    say("Starting the web server, the worker and the timetable.")
    children: list[Child] = []
    try:
        for name, words in commands(port).items():
            log = logs / f"{name}.log"
            with log.open("wb") as output:
                children.append(Child(name, spawn(*words, output=output.fileno()), log))
        wait_for_answer(port, children, interruption)
        say(f"Billtracker is ready at http://{HOST}:{port}/")
        say(f"  API    http://{HOST}:{port}/api/v1/")
        say(f"  Admin  http://{HOST}:{port}/admin/")
        say(f"Logs are in {logs.relative_to(PROJECT)}/. Ctrl-C stops everything.")
        while True:
            refuse_dead(children)
            interruption.pause()
    finally:
        for child in children:
            if child.process.poll() is None:
                say(f"Stopping {child.name}.")
            end(child.process)


def commands(port: int) -> dict[str, list[str]]:
    """Return the service's processes in the order in which they are stopped."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "billtracker"]
    return {
        "web": [
            *(*python, "granian", "--interface", "wsgi", "billtracker.wsgi:application"),
            *("--host", HOST, "--port", str(port), "--no-ws", "--access-log"),
            *("--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "5"),
        ],
        "beat": [*celery, "beat", "--loglevel", "INFO", "-s", str(LOCAL / "timetable")],
        "worker": [
            *(*celery, "worker", "--loglevel", "INFO", "--concurrency", "1"),
            # There is no other worker to hear from.
            *("--without-gossip", "--without-mingle"),
        ],
    }


def wait_for_answer(port: int, children: list[Child], interruption: Interruption) -> None:
    """Return once the site answers, be it with an error page: the log tells the rest."""
    deadline = time.monotonic() + FIRST_ANSWER_SECONDS
    while time.monotonic() < deadline:
        refuse_dead(children)
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            contextlib.closing(http.client.HTTPConnection(HOST, port, timeout=5)) as link,
        ):
            link.request("GET", "/")
            link.getresponse()
            return
        interruption.pause()
    raise CannotRun(f"The web server does not answer: see {children[0].log}.")


def refuse_dead(children: list[Child]) -> None:
    """Raise with the last words of a child that ended without being asked to."""
    for name, process, log in children:
        if process.poll() is not None:
            lines = log.read_text(errors="replace").splitlines()[-LAST_LINES:]
            ending = f"{name} ended by itself ({process.returncode}). It said:"
            raise CannotRun("\n".join([ending, *lines]))


def spawn(*words: str, output: int | None = None) -> subprocess.Popen[bytes]:
    """Start a process which the terminal's Ctrl-C does not reach, and which dies with us."""
    return subprocess.Popen(  # noqa: S603 - every word is ours
        words,
        cwd=PROJECT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=die_with_parent(),  # noqa: PLW1509 - we have no threads
    )


def die_with_parent() -> Callable[[], object] | None:
    """Return what asks Linux to stop a child whose parent was killed; elsewhere None."""
    if sys.platform != "linux":
        return None
    return functools.partial(ctypes.CDLL(None).prctl, PR_SET_PDEATHSIG, signal.SIGTERM)


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process and its group: asked first, then, for a worker in mid-task, told."""
    for number, seconds in GRACE_SECONDS.items():
        if process.poll() is None:
            process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def say(line: str) -> None:
    """Print a line now, though the output may go to a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
