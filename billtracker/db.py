"""How this project reads rows, and how it writes many."""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import sql
from pydantic_core import to_json


def planned[Q: models.QuerySet[Any, Any]](rows: Q) -> Q:
    """Forbid lazy loads: whatever a caller may read must be loaded already.

    Reverse relations slip through it (measured on Django 6.1), so every list also has a
    test that its number of queries does not grow.
    """
    return rows.fetch_mode(models.FETCH_RAISE)


class AnyOf(models.Lookup):
    """`field__any=values`: what `__in` finds, sent as one array, whatever their number."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Return the condition and its parameters."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s)", [*params, list(self.rhs)]


models.Field.register_lookup(AnyOf)
models.ForeignObject.register_lookup(AnyOf)


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
    held = map(attrgetter(*(field.attname for field in fields)), rows)
    copy_rows(model, [str(field.column) for field in fields], held)
    for row in rows:
        row._state.adding = False


def update_all(rows: Sequence[models.Model], names: Container[str]) -> None:
    """Write these fields of known rows of one table, in one statement."""
    if not rows:
        return
    meta, quoted = type(rows[0])._meta, connection.ops.quote_name
    fields = [field for field in meta.concrete_fields if field.name in names or field.primary_key]
    columns = {quoted(str(field.column)): field for field in fields}
    shape = ", ".join(f"{name} {field.rel_db_type(connection)}" for name, field in columns.items())
    changes = ", ".join(f"{name} = new.{name}" for name, f in columns.items() if not f.primary_key)
    held = [{f.column: getattr(row, f.attname) for f in fields} for row in rows]
    table, (key,) = quoted(meta.db_table), [name for name, f in columns.items() if f.primary_key]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {changes} FROM jsonb_to_recordset(%s) AS new({shape})"  # noqa: S608
            f" WHERE {table}.{key} = new.{key}",
            [json.dumps(held, default=str)],
        )


def delete_rows(model: type[models.Model], column: str, values: Iterable[Any]) -> None:
    """Delete the rows whose column holds any of these, and nothing that refers to them.

    The ORM would load them first, and delete them a hundred at a time.
    """
    quoted = connection.ops.quote_name
    statement = f"DELETE FROM {quoted(model._meta.db_table)} WHERE {quoted(column)} = ANY(%s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(values)])


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows of these columns by COPY."""
    by_column = {field.column: field for field in model._meta.concrete_fields}
    in_words = [
        (place, _WORDS[type(by_column[column])])
        for place, column in enumerate(columns)
        if type(by_column[column]) in _WORDS
    ]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    wrapped = connection.wrap_database_errors
    with connection.cursor() as cursor, wrapped, cursor.copy(statement) as copy:
        for row in _worded(rows, in_words) if in_words else rows:
            copy.write_row(row)


def _worded(
    rows: Iterable[Sequence[Any]], in_words: Iterable[tuple[int, Callable[[Any], str]]]
) -> Iterator[Sequence[Any]]:
    for row in rows:
        values = list(row)
        for place, words_of in in_words:
            if values[place] is not None:
                values[place] = words_of(values[place])
        yield values


def _array(texts: Iterable[str]) -> str:
    quoted = ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in texts]
    return "{" + ",".join(quoted) + "}"


def _json(value: Any) -> str:
    return to_json(value).decode()


# COPY takes words; psycopg's own way to them costs several times as much.
_WORDS: dict[type[Any], Callable[[Any], str]] = {models.JSONField: _json, ArrayField: _array}
