"""One worker at a time for each source, held by the database session: it ends with its holder."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Any constants: they keep these locks apart from other advisory locks.
_FAMILY = 0x536F
_READING = 0x52656164


@contextmanager
def holding(key: str) -> Iterator[bool]:
    """Try to hold a source; yield whether it is held. A worker that dies lets go of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_FAMILY, key])
        (held,) = cursor.fetchone() or (False,)
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_FAMILY, key])


def take_turn() -> None:
    """Wait until nobody else reads bodies; the turn ends with the caller's transaction.

    Readers of different sources would meet at the same rows, and one of two that write the same
    new fact would be refused it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_READING])
