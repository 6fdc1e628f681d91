"""How this project reads rows, and how it writes many."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import sql
from psycopg.types.json import Jsonb


def planned[Q: models.QuerySet[Any, Any]](rows: Q) -> Q:
    """Forbid lazy loads: whatever a caller may read must be loaded already.

    Reverse relations slip through it (measured on Django 6.1), so every list also has a
    test that its number of queries does not grow.
    """
    return rows.fetch_mode(models.FETCH_RAISE)


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Return so many numbers for rows still to be written, which then can refer to each other."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def insert_all(rows: Sequence[models.Model]) -> None:
    """Write new rows of one table by COPY, giving each its number where it has none.

    What the database fills by itself (`db_default`) is left to it.
    """
    if not rows:
        return
    model = type(rows[0])
    without = [row for row in rows if row.pk is None]
    for row, number in zip(without, new_ids(model, len(without)), strict=True):
        row.pk = number
    fields = [
        field
        for field in model._meta.concrete_fields
        if not isinstance(getattr(rows[0], field.attname), DatabaseDefault)
    ]
    # What models hold is what psycopg takes, but for JSON.
    as_json = [place for place, f in enumerate(fields) if isinstance(f, models.JSONField)]
    held = map(attrgetter(*(field.attname for field in fields)), rows)
    values = (_with_json(row, as_json) for row in held) if as_json else held
    copy_rows(model, [str(field.column) for field in fields], values)
    for row in rows:
        row._state.adding = False


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows of these columns by COPY; the values are what psycopg takes."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    wrapped = connection.wrap_database_errors
    with connection.cursor() as cursor, wrapped, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _with_json(row: Sequence[Any], places: Iterable[int]) -> list[Any]:
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = Jsonb(values[place])
    return values
