"""Runs the programs as the servers' user, and tells whether they still run."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from ._place import Place, ServersUnavailable

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.01


def run(place: Place, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    demoted = place.owner if place.owner.uid != os.geteuid() else None
    return subprocess.run(  # noqa: S603 - every word is ours
        [str(word) for word in words],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        env=ENVIRONMENT,
        start_new_session=True,  # out of reach of the terminal's Ctrl-C
        user=demoted and demoted.uid,
        group=demoted and demoted.gid,
        extra_groups=demoted and [],
    )


def launch(place: Place, server: str, *words: str | Path) -> int:
    """Start a server that outlives this process and is no child of it; return its pid."""
    background = '"$@" >"$0" 2>&1 & echo $!'
    return int(run(place, "/bin/sh", "-c", background, place.log(server), *words).stdout)


def pid_in(lock: Path, argument: Path) -> int | None:
    """Return the pid that begins `lock`, if that process was started with `argument`.

    A lock file proves little: after a crash its pid may be nobody's, a zombie's or another
    program's, above all in a container that was started again.
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        pid = int(lock.read_text().split()[0])
        return pid if is_running(pid, argument) else None
    return None


def is_running(pid: int, argument: Path) -> bool:
    """Return whether `pid` lives and was given `argument`; a zombie has no command line."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return os.fsencode(argument) in words
        return False
    asked = subprocess.run(  # noqa: S603 - macOS has no /proc
        ["/bin/ps", "-o", "command=", "-p", str(pid)],
        check=False,
        capture_output=True,
        text=True,
    )
    return str(argument) in asked.stdout


def connected(path: Path) -> socket.socket:
    """Return a connection to a server's socket."""
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        link.settimeout(PATIENCE_SECONDS)
        link.connect(os.fspath(path))
    except OSError:
        link.close()
        raise
    return link


def wait_until(condition: Callable[[], bool], place: Place, server: str) -> None:
    """Return once `condition` holds; what takes too long has failed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise failed(place, server)
        time.sleep(PAUSE_SECONDS)


def failed(place: Place, server: str) -> ServersUnavailable:
    """Return what to raise, with the last thing that `server` said."""
    log = place.log(server)
    reason = last_line(text_of(log)) or "it gave no reason"
    return ServersUnavailable(f"The embedded {server} failed ({reason}): see {log}.")


def text_of(log: Path) -> str:
    """Return what a server said, "" if it has said nothing yet."""
    return log.read_text(errors="replace") if log.exists() else ""


def last_line(text: str) -> str:
    """Return the last line with anything on it."""
    return (text.strip().splitlines() or [""])[-1].strip()
