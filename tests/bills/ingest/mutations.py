"""Damage to answers that were whole: what fuzz tests feed to parsers."""

import copy
import json
from datetime import date
from typing import Any

from hypothesis import strategies as st

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "\x00",
            "2025-08-11T12:00:00",
            "0001-01-01T00:00:00+00:00",
            "9999-12-31T23:59:59+00:00",
            "2025-08-11",
            "[]",
            '{"Status": "Final", "PresentedDate": "soon"}',
            '{"Status": "Final", "PresentedDate": 5}',
        ]
    ),
)
VALUES = st.recursive(
    LEAVES,
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3)
    ),
    max_leaves=5,
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every part of a value made of lists and tables."""
    parts = enumerate(value) if isinstance(value, list) else ()
    parts = value.items() if isinstance(value, dict) else parts
    return [path, *(place for key, part in parts for place in places_in(part, (*path, key)))]


def changed(whole: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of `whole` with another value at one place."""
    if not path:
        return value
    copied = copy.deepcopy(whole)
    part = copied
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return copied


def without(whole: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy of `whole` that lacks one place."""
    copied = copy.deepcopy(whole)
    part = copied
    for key in path[:-1]:
        part = part[key]
    del part[path[-1]]
    return copied


@st.composite
def damaged(draw: st.DrawFn, whole: Any, values: st.SearchStrategy[Any] = VALUES) -> Any:
    """Return `whole` with one or two parts changed or lost."""
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(places_in(whole)))
        if path and draw(st.booleans()):
            whole = without(whole, path)
        else:
            whole = changed(whole, path, draw(values))
    return whole


@st.composite
def cut_or_overwritten(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return bytes that break off, or of which some were overwritten."""
    place = draw(st.integers(0, len(whole)))
    rubbish = draw(st.binary(max_size=6))
    return whole[:place] + rubbish + draw(st.sampled_from([b"", whole[place + len(rubbish) :]]))


def toml(value: Any) -> str:
    """Write a value as TOML writes it within a line; nothing (None) as an empty string."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return json.dumps("" if value is None else value)


def toml_file(tables: dict[str, Any]) -> bytes:
    """Write a TOML file, one member a line."""
    lines = [f"{json.dumps(key)} = {toml(value)}\n" for key, value in tables.items()]
    return "".join(lines).encode(errors="replace")
