"""Databases of the benchmark's own: made from a template, looked into, and dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def address_of(server: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@contextmanager
def database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """Make a database for the block, in place of what an earlier run left; yield its address."""
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _drop(server, name)
    _run(server, create.format(sql.Identifier(name), sql.Identifier(template)))
    _run(server, sql.SQL("CHECKPOINT"))
    try:
        yield address_of(server, name)
    finally:
        _drop(server, name)


def settle(address: str) -> None:
    """Do what the server does by itself within a minute or two of a large import."""
    _run(address, sql.SQL("VACUUM (ANALYZE)"))


def next_transaction(address: str) -> int:
    """Return the number of a transaction that is newer than all that was written."""
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT txid_current()").fetchone()
    return int(row[0]) + 1 if row else 0


def rows_since(address: str, transaction: int) -> dict[str, int]:
    """Return how many rows each table has that were written since, where it has any."""
    with psycopg.connect(address) as connection:
        counts = {
            table: connection.execute(
                sql.SQL("SELECT count(*) FROM {} WHERE xmin::text::bigint >= %s").format(
                    sql.Identifier(table)
                ),
                [transaction],
            ).fetchone()
            for table in _tables(connection)
        }
    return {table: int(row[0]) for table, row in counts.items() if row and row[0]}


def _tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [name for (name,) in rows]


def _drop(server: str, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _run(server, statement.format(sql.Identifier(name)))


def _run(server: str, statement: sql.Composable) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SET client_min_messages = error")
        connection.execute(statement)
