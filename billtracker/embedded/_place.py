"""Where the servers of one base folder keep their things, and as whom they run."""

import contextlib
import hashlib
import os
import stat
import sys
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import pwd

# Where root's servers live if their user cannot reach the project; only root writes there.
STATE = Path("/var/lib/billtracker")
# A fixed folder, not $TMPDIR, which differs between the sessions of one user.
SHORT = Path("/tmp")  # noqa: S108 - _private refuses a folder that someone else made
# The kernel allows 107 bytes (103 on macOS), and PostgreSQL adds ".lock" to its own.
LONGEST_SOCKET_PATH = 95


class ServersUnavailable(Exception):
    """The embedded servers cannot be had; the message says what to do."""


class Owner(NamedTuple):
    """The user the servers run as."""

    uid: int
    gid: int


class Place(NamedTuple):
    """The servers' folders, which only their owner can enter."""

    home: Path
    sockets: Path
    owner: Owner

    @property
    def postgres_data(self) -> Path:
        """PostgreSQL's data folder; being in its command line, it also tells whose it is."""
        return self.home / "postgres"

    @property
    def postgres_socket(self) -> Path:
        """Where PostgreSQL listens: it makes the name out of a port that it does not open."""
        return self.sockets / ".s.PGSQL.5432"

    @property
    def valkey_socket(self) -> Path:
        """Where Valkey listens; being in its command line, it also tells whose it is."""
        return self.sockets / "valkey.sock"

    def log(self, server: str) -> Path:
        """Where `server` says what ails it; written anew at each start."""
        return self.home / f"{server}.log"


def place_of(base: Path) -> Place:
    """Work the place out from the folder alone: nothing is made and nothing is started."""
    base = base.resolve()
    home = base / "servers"
    if _is_root() and not is_open_to_all(base.parent):
        home = STATE / _short_name(base)
    place = Place(home, home / "sockets", _owner(home))
    is_long = len(os.fsencode(place.postgres_socket)) > LONGEST_SOCKET_PATH
    if is_long or set(',"') & set(str(home)):  # PostgreSQL takes a list of folders
        short = SHORT / f"billtracker-{place.owner.uid}-{_short_name(base)}"
        return place._replace(sockets=short)
    return place


def make(base: Path, place: Place) -> None:
    """Make the folders, and let the servers' user through `base` to its own."""
    if place.home.is_relative_to(STATE):
        STATE.mkdir(mode=0o755, exist_ok=True)
        if not place.home.exists():
            sys.stderr.write(
                f"{base} is closed to the user that PostgreSQL must run as: "
                f"its data are in {place.home}.\n",
            )
    elif _is_root():
        base.chmod(base.stat().st_mode | stat.S_IXOTH)
    _private(place.home, place.owner)
    _private(place.sockets, place.owner)


def is_open_to_all(folder: Path) -> bool:
    """Return whether any user can pass through `folder` and all that is above it."""
    existing = [path for path in (folder, *folder.parents) if path.exists()]
    return all(path.stat().st_mode & stat.S_IXOTH for path in existing)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _owner(home: Path) -> Owner:
    """Return the user to run as: PostgreSQL refuses root, so root's servers run as `nobody`.

    After `sudo`, root keeps to the user whose data are already there.
    """
    if sys.platform == "win32":
        return Owner(0, 0)
    if not _is_root():
        return Owner(os.geteuid(), os.getegid())
    if home.exists() and (found := home.stat()).st_uid:
        return Owner(found.st_uid, found.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid)


def _private(folder: Path, owner: Owner) -> None:
    """Make a folder that only `owner` can enter; refuse what another user put in its place.

    Whoever can open the sockets owns the database, so this is all the access control there is.
    """
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=stat.S_IRWXU)
    found = folder.lstat()
    if _is_root() and found.st_uid == 0 and stat.S_ISDIR(found.st_mode):
        os.chown(folder, *owner, follow_symlinks=False)
        found = folder.lstat()
    if (found.st_uid, found.st_mode) != (owner.uid, stat.S_IFDIR | stat.S_IRWXU):
        raise ServersUnavailable(
            f"{folder} must be a folder of user {owner.uid} with mode 0700: "
            "remove it, or run as the user it belongs to.",
        )
