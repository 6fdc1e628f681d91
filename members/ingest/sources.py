"""The sources of members, parties and sitting days, for the intake to know."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from billtracker.intake.files import from_files, read_within_bounds, too_large
from billtracker.intake.sources import SourcePlan
from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched
from members.ingest import saving
from members.ingest.asking import first_pages, own_pages
from members.ingest.listings import read_members, read_popolo_file
from members.ingest.lists import save_lists
from members.ingest.parse import FILES, Records, bundle, parse_record

RECORD = Path(__file__).resolve().parent.parent / "record"


def record_files(path: Path) -> Iterator[Fetched]:
    """Yield the record's own files about members, which make one body together."""
    files = {name: _text(path / name) for name in FILES if (path / name).exists()}
    if not files:
        raise Refused(Problem(str(path), "path", f"holds none of {', '.join(FILES)}."))
    yield Fetched("members", bundle(files))


def _text(path: Path) -> str:
    content = read_within_bounds(path)
    if content is None:
        raise too_large(path.name)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Refused(Problem(path.name, "file", f"is not UTF-8: {error}.")) from error


def _files(*patterns: str) -> Callable[[Path], Iterator[Fetched | Refused]]:
    """Return a way to yield one file, or those of a folder that fit the patterns, by name."""

    def found(path: Path) -> Iterator[Fetched | Refused]:
        files = [path] if path.is_file() else _fitting(path, patterns)
        if not files:
            raise Refused(Problem(str(path), "path", f"holds no {' or '.join(patterns)}."))
        yield from from_files(files)

    return found


def _fitting(path: Path, patterns: tuple[str, ...]) -> list[Path]:
    return sorted(file for pattern in patterns for file in path.glob(pattern))


def _read(content: bytes, _name: str) -> Records:
    return parse_record(content)


RECORD_MEMBERS = SourcePlan(
    key="record-members",
    title="Sample record: members",
    publisher="Billtracker",
    url="",
    read=_read,
    save=saving.save,
    recorded=record_files,
    home=RECORD,
)
MEMBERS = SourcePlan(
    key="members",
    title="Members of Parliament",
    publisher="New Zealand Parliament",
    url="https://www.parliament.nz/en/mps-and-electorates/",
    read=read_members,
    save=save_lists,
    recorded=_files("*.html", "*.rss", "*.csv"),
    first=first_pages,
    then=own_pages,
    accepts="text/html",
    late_after=timedelta(days=8),
)
POPOLO = SourcePlan(
    key="popolo",
    title="Members in Popolo files",
    publisher="",
    url="",
    read=read_popolo_file,
    save=save_lists,
    recorded=_files("*.json"),
)
SOURCES = (RECORD_MEMBERS, MEMBERS, POPOLO)
