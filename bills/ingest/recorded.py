"""Where bodies come from: a folder or file of recordings, or of tables, as they are."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from billtracker.intake.files import from_files, rows_of, too_large
from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched

# What is wanted first comes first: Parliaments, then the list, then each bill in whole.
_RECORDINGS = (
    *("facets.json", "search.json", "search/*.json", "detail/*.json"),
    *("proposed-bills/*.json", "amendment-papers/*.json"),
)
_DOCUMENT_ID = re.compile(rb'"ParliamentDocumentId": *"([A-Za-z0-9_]{1,80})"')


def recorded_answers(path: Path) -> Iterator[Fetched | Refused]:
    """Yield recorded answers of the bills API under a folder, or of one file."""
    if path.is_file():
        yield from from_files([path])
        return
    found = [file for pattern in _RECORDINGS for file in sorted(path.glob(pattern))]
    if not found:
        wanted = ", ".join(_RECORDINGS)
        raise Refused(Problem(str(path), "path", f"holds none of {wanted}."))
    yield from from_files(found, within=path)


def record_files(path: Path) -> Iterator[Fetched | Refused]:
    """Yield the record's own files about bills, in the order of their names."""
    files = [path] if path.is_file() else sorted(path.glob("*.toml"))
    if not files:
        raise Refused(Problem(str(path), "path", "holds no .toml file."))
    yield from from_files(files)


def hand_tables(path: Path) -> Iterator[Fetched]:
    """Yield a table by hand, or those of a folder; refuse all if one is larger than allowed.

    A table is known by its file's name: one of the same name replaces it.
    """
    files = [path] if path.is_file() else sorted({*path.glob("*.csv"), *path.glob("*.txt")})
    if not files:
        raise Refused(Problem(str(path), "path", "holds no .csv or .txt file."))
    most = settings.MAX_TABLE_MB
    too_large = [file for file in files if file.stat().st_size > most * 1_000_000]
    if too_large:
        sentence = f"is larger than {most} MB (MAX_TABLE_MB), so nothing was read; divide it."
        raise Refused(*(Problem(file.name, "file", sentence) for file in too_large))
    yield from (Fetched(file.name, file.read_bytes()) for file in files)


def recorded_texts(path: Path) -> Iterator[Fetched | Refused]:
    """Yield the text files of a folder, or one file."""
    yield from from_files(_found(path, "*.txt"))


def recorded_hansard(path: Path) -> Iterator[Fetched | Refused]:
    """Yield pages of Hansard, and each row of the official text extract under its own id."""
    for file in _found(path, "*.html", "*.jsonl"):
        yield from _rows(file) if file.suffix == ".jsonl" else from_files([file])


def _rows(file: Path) -> Iterator[Fetched | Refused]:
    for place, line in enumerate(rows_of(file), start=1):
        name = f"{file.name}, row {place}"
        if line is None:
            yield too_large(name)
        else:
            found = _DOCUMENT_ID.search(line)
            yield Fetched(found[1].decode() if found else name, line)


def _found(path: Path, *patterns: str) -> list[Path]:
    found = [path] if path.is_file() else [f for p in patterns for f in sorted(path.glob(p))]
    if not found:
        raise Refused(Problem(str(path), "path", f"holds none of {', '.join(patterns)}."))
    return found
