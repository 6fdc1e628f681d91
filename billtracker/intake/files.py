"""Files as bodies; one that is larger than any body may be, or no file, is never read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched


def from_files(
    files: Iterable[Path], *, within: Path | None = None
) -> Iterator[Fetched | Refused]:
    """Yield each file as a body, or why not; its name is its own, or its path `within` one."""
    for file in files:
        name = str(file.relative_to(within)) if within else file.name
        try:
            content = read_within_bounds(file)
        except OSError as error:
            yield Refused(Problem(name, "file", f"cannot be read: {error.strerror}."))
            continue
        yield Fetched(name, content) if content is not None else too_large(name)


def read_within_bounds(file: Path) -> bytes | None:
    """Return what a file holds, or None where that is more than a body may have."""
    most = settings.HTTP_BODY_AT_MOST_BYTES
    if file.stat().st_size > most:
        return None
    return file.read_bytes()


def rows_of(file: Path) -> Iterator[bytes | None]:
    """Yield the lines of a file, and None in place of one that is too large; that is the last."""
    most = settings.HTTP_BODY_AT_MOST_BYTES
    with file.open("rb") as lines:
        while line := lines.readline(most + 1):
            if len(line) > most:
                yield None
                return
            yield line.rstrip(b"\r\n")


def too_large(name: str) -> Refused:
    """Say that a body is larger than is allowed."""
    most = f"{settings.HTTP_BODY_AT_MOST_BYTES:,}"
    sentence = f"is larger than {most} bytes (HTTP_BODY_AT_MOST_BYTES), so it was not read."
    return Refused(Problem(name, "file", sentence))
