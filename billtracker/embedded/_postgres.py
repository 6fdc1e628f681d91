"""Starts and stops PostgreSQL."""

import contextlib
import os
import shutil
import signal
import struct
from pathlib import Path

from ._place import Place, ServersUnavailable
from ._processes import (
    connected,
    failed,
    is_running,
    last_line,
    launch,
    pid_in,
    run,
    text_of,
    wait_until,
)
from ._programs import Programs

DATABASE = "billtracker"

# What PostgreSQL says to a connection, as an SQLSTATE.
WELCOME = "00000"
NOBODY_THERE = "08001"
NO_SUCH_DATABASE = "3D000"
STARTING = "57P03"


def start(place: Place, programs: Programs, *, throwaway: bool) -> None:
    """Bring PostgreSQL up with our database in it, whatever a crash left behind."""
    if not place.postgres_data.exists():
        _create_cluster(place, programs, throwaway=throwaway)
    launched = 0

    def is_ready() -> bool:
        nonlocal launched
        state = _state(place)
        if state == NO_SUCH_DATABASE:
            run(place, programs.createdb, "-h", place.sockets, "-U", "postgres", DATABASE)
        elif state == NOBODY_THERE and not _is_coming(place, launched):
            # Children of a killed server take a moment to see it, and hold the next one up.
            if launched and "shared memory block" not in text_of(place.log("postgres")):
                raise failed(place, "postgres")
            launched = _launch(place, programs, throwaway=throwaway)
        return _is_welcome(state)

    wait_until(is_ready, place, "postgres")


def stop(place: Place) -> None:
    """Stop PostgreSQL; that it is down already is no error."""
    if postmaster := _postmaster(place):
        # "Fast": open transactions are rolled back and the data files closed properly.
        with contextlib.suppress(ProcessLookupError):
            os.kill(postmaster, signal.SIGINT)
        wait_until(lambda: _postmaster(place) is None, place, "postgres")


def is_up(place: Place) -> bool:
    """Return whether PostgreSQL is there for us."""
    return _is_welcome(_state(place))


def _is_coming(place: Place, launched: int) -> bool:
    """Return whether a server runs, though it may not answer yet, or no more."""
    return bool(_postmaster(place)) or is_running(launched, place.postgres_data)


def _is_welcome(state: str) -> bool:
    """Return whether an answer is one of a working server, be it with no connection left."""
    return state not in {NOBODY_THERE, STARTING, NO_SUCH_DATABASE}


def _create_cluster(place: Place, programs: Programs, *, throwaway: bool) -> None:
    unfinished = place.home / "postgres.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    done = run(
        place,
        programs.initdb,
        *("-D", unfinished, "-U", "postgres", "-A", "trust", "-E", "UTF8"),
        # The same on every machine, with or without ICU, and it lowers macrons rightly.
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *(["--no-sync"] if throwaway else []),
    )
    if done.returncode:
        raise ServersUnavailable(
            f"PostgreSQL could not make its data folder in {place.home} "
            f"({last_line(done.stderr)}): mend that, or set DATABASE_URL.",
        )
    unfinished.rename(place.postgres_data)


def _launch(place: Place, programs: Programs, *, throwaway: bool) -> int:
    # No server of ours runs, so a lock file is left from a crash and its pid may be reused.
    _lock_file(place).unlink(missing_ok=True)
    Path(f"{place.postgres_socket}.lock").unlink(missing_ok=True)
    settings = ["listen_addresses=", f'unix_socket_directories="{place.sockets}"', "jit=off"]
    if throwaway:
        settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    options = [word for setting in settings for word in ("-c", setting)]
    return launch(place, "postgres", programs.postgres, "-D", place.postgres_data, *options)


def _postmaster(place: Place) -> int | None:
    return pid_in(_lock_file(place), place.postgres_data)


def _lock_file(place: Place) -> Path:
    return place.postgres_data / "postmaster.pid"


def _state(place: Place) -> str:
    """Ask for a connection and return the answer, an SQLSTATE.

    This is the protocol's first message and the replies to it: a client library takes longer
    to import than the server takes to answer, and every command asks.
    """
    wishes = f"user\0postgres\0database\0{DATABASE}\0\0".encode()
    with contextlib.suppress(OSError, struct.error), connected(place.postgres_socket) as link:
        link.sendall(struct.pack("!II", 8 + len(wishes), 3 << 16) + wishes)
        with link.makefile("rb") as replies:
            while True:
                kind, length = struct.unpack("!cI", replies.read(5))
                body = replies.read(length - 4)
                if kind == b"Z":  # ready for a query
                    link.sendall(struct.pack("!cI", b"X", 4))
                    return WELCOME
                if kind == b"E":
                    fields = {field[:1]: field[1:] for field in body.split(b"\0")}
                    return fields[b"C"].decode()
    return NOBODY_THERE
