"""Databases of the benchmark's own: made from a template, measured, and dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

NAME = "billtracker_bench"


def address_of(server: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@contextmanager
def database(server: str, name: str, template: str = "template0") -> Iterator[str]:
    """Make a database for the block; yield its address."""
    create(server, name, template)
    try:
        yield address_of(server, name)
    finally:
        drop(server, name)


def create(server: str, name: str, template: str = "template0") -> None:
    """Make a database, in place of one of that name that an earlier run left."""
    drop(server, name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _run(server, statement.format(sql.Identifier(name), sql.Identifier(template)))
    _run(server, sql.SQL("CHECKPOINT"))


def drop(server: str, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _run(server, statement.format(sql.Identifier(name)))


def _run(server: str, statement: sql.Composable) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def tables_of(connection: psycopg.Connection) -> list[str]:
    """Return the tables of the record, by name."""
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
        "AND tablename NOT LIKE 'django_%' AND tablename NOT LIKE 'auth_%' ORDER BY tablename"
    )
    return [name for (name,) in rows]


def count_rows(connection: psycopg.Connection) -> int:
    """Return how many rows the record has, of any kind."""
    every = (sql.Identifier(table) for table in tables_of(connection))
    parts = sql.SQL(" + ").join(sql.SQL("(SELECT count(*) FROM {})").format(t) for t in every)
    row = connection.execute(sql.SQL("SELECT {}").format(parts)).fetchone()
    return int(row[0]) if row else 0
