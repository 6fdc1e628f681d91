#!/usr/bin/env python
"""Runs a command of ours or of Django's, with servers to run it on."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from billtracker import embedded, env

LOCAL_DIR = Path(__file__).resolve().parent / ".local"
NEEDS_NO_SERVER = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "startapp",
    "version",
}


def needs_servers(words: list[str]) -> bool:
    """Return whether the command line asks for more than Django can say by itself."""
    is_question = {"-h", "--help", "--version"} & set(words)
    return bool(words) and words[0] not in NEEDS_NO_SERVER and not is_question


@contextlib.contextmanager
def servers() -> Iterator[None]:
    """Have a database and a queue: those whose addresses are given, else our own."""
    import psycopg  # noqa: PLC0415 - a question about a command should not wait for this

    if address := os.environ.get("DATABASE_URL"):
        # Asked once, here: the pool would try for long, and then keep the reason to itself.
        # What is no address at all, the settings refuse.
        with contextlib.suppress(psycopg.ProgrammingError):
            psycopg.connect(address, connect_timeout=5).close()
    if address and os.environ.get("REDIS_URL"):
        yield
        return
    with embedded.running(LOCAL_DIR):
        yield


def unreachable(error: Exception) -> str | None:
    """Return what to say of a server that does not answer, None for any other error."""
    import kombu.exceptions  # noqa: PLC0415 - slow, and only an error needs it
    import psycopg  # noqa: PLC0415
    import redis.exceptions  # noqa: PLC0415
    from django.db.utils import OperationalError  # noqa: PLC0415

    from billtracker.run import unanswered  # noqa: PLC0415

    if isinstance(error, redis.exceptions.ConnectionError | kombu.exceptions.OperationalError):
        return unanswered("Redis", "REDIS_URL", error)
    cause = error.__cause__ if isinstance(error, OperationalError) else error
    # With an SQLSTATE the server did answer, and refused a statement: that is another matter.
    if isinstance(cause, psycopg.OperationalError) and not cause.sqlstate:
        return unanswered("PostgreSQL", "DATABASE_URL", cause)
    return None


def main() -> None:
    """Hand the command line to Django; a server that cannot be reached costs a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billtracker.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the above

    try:
        with servers() if needs_servers(sys.argv[1:]) else contextlib.nullcontext():
            execute_from_command_line(sys.argv)
    except (embedded.ServersUnavailable, env.BadSetting) as error:
        sys.exit(str(error))
    except Exception as error:
        if sentence := unreachable(error):
            sys.exit(sentence)
        raise


if __name__ == "__main__":
    main()
