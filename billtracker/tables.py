"""Tables as files and services send them, made into values, with every misfit named."""

import json
from dataclasses import fields
from functools import cache
from typing import Any, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

from billtracker.problems import Problem, Refused
from billtracker.provenance.facts import Grounds, Reference

type Table = dict[str, Any]
type References = dict[str, Reference]


@cache
def _adapter(kind: Any, *, forbid_more: bool) -> TypeAdapter[Any]:
    kind.__pydantic_config__ = ConfigDict(extra="forbid" if forbid_more else "ignore")
    return TypeAdapter(kind)


def as_value[Value](
    kind: type[Value], table: Any, where: str, *, forbid_more: bool = True
) -> Value:
    """Return `table` as a dataclass; raise Refused with a problem for every member that misfits.

    Members that the dataclass does not have are refused too, unless `forbid_more` is off, as it
    is for upstream bodies, which grow.
    """
    try:
        adapter = _adapter(cast("Any", kind), forbid_more=forbid_more)
        return cast("Value", adapter.validate_python(table))
    except ValidationError as error:
        problems = [
            Problem(where, ".".join(map(str, wrong["loc"])) or "all", _sentence(wrong))
            for wrong in error.errors(include_url=False)
        ]
        raise Refused(*problems) from error


def check_text(table: Any, where: str) -> None:
    """Raise Refused where JSON holds half a character: it can be read, but never kept."""
    try:
        json.dumps(table, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        sentence = f"holds half a character, {error.object[error.start]!a}, in its text."
        raise Refused(Problem(where, "all", sentence)) from error


@cache
def _shape(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def as_shape(shape: Any, value: Any, where: str, field: str) -> Any:
    """Return `value` if it has a shape such as `list[Table]`; raise Refused if it has not."""
    try:
        return _shape(shape).validate_python(value)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        raise Refused(Problem(where, field, _sentence(wrong))) from error


def _sentence(wrong: Any) -> str:
    if wrong["type"] in {"missing", "unexpected_keyword_argument", "extra_forbidden"}:
        return f"{wrong['msg']}."
    shown = repr(wrong["input"])
    return f"{wrong['msg']}, not {shown if len(shown) < 80 else shown[:77] + '...'}."  # noqa: PLR2004


def references_of(tables: Any, where: str, problems: list[Problem]) -> References:
    """Return the `[sources.<key>]` tables of a record file, by key.

    A source that misfits is left out, with a problem; the facts that name it are then refused.
    """
    references: References = {}
    for key, table in as_shape(Table, tables, where, "sources").items():
        try:
            references[key] = as_value(Reference, table, f"{where}, source {key}")
        except Refused as refusal:
            problems += refusal.problems
    return references


def as_fact[Value](
    kind: type[Value], table: Table, references: References, where: str, **more: Any
) -> Value:
    """Return a record file's table as a fact with its grounds.

    `sources`, `confidence` and `derivation` are the grounds'; so is `note`, where the fact has
    none of its own.
    """
    words = dict(table)
    keys = as_shape(list[str], words.pop("sources", []), where, "sources")
    missing = [key for key in keys if key not in references]
    if missing:
        raise Refused(Problem(where, "sources", f"no source is called {missing[0]!r}."))
    grounds: Table = {"references": tuple(references[key] for key in keys)}
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    for name in ("confidence", "derivation", "note"):
        if name in words and name not in names:
            grounds[name] = words.pop(name)
    words["grounds"] = as_value(Grounds, grounds, where)
    return as_value(kind, {**words, **more}, where)
