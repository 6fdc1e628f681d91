"""Where bodies come from: a folder or file of recordings, read as they were fetched."""

from collections.abc import Iterator
from pathlib import Path

from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched

# What is wanted first comes first: Parliaments, then the list, then each bill in whole.
_RECORDINGS = (
    *("facets.json", "search.json", "search/*.json", "detail/*.json"),
    *("proposed-bills/*.json", "amendment-papers/*.json"),
)


def recorded_answers(path: Path) -> Iterator[Fetched]:
    """Yield recorded answers of the bills API under a folder, or of one file."""
    if path.is_file():
        yield Fetched(path.name, path.read_bytes())
        return
    found = [file for pattern in _RECORDINGS for file in sorted(path.glob(pattern))]
    if not found:
        wanted = ", ".join(_RECORDINGS)
        raise Refused(Problem(str(path), "path", f"holds none of {wanted}."))
    yield from (Fetched(str(file.relative_to(path)), file.read_bytes()) for file in found)


def record_files(path: Path) -> Iterator[Fetched]:
    """Yield the record's own files about bills, in the order of their names."""
    files = [path] if path.is_file() else sorted(path.glob("*.toml"))
    if not files:
        raise Refused(Problem(str(path), "path", "holds no .toml file."))
    yield from (Fetched(file.name, file.read_bytes()) for file in files)
