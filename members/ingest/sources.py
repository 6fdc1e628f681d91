"""The sources of members, parties and sitting days, for the intake to know."""

from collections.abc import Iterator
from pathlib import Path

from billtracker.intake.sources import SourcePlan
from billtracker.problems import Problem, Refused
from billtracker.provenance.fetched import Fetched
from members.ingest import saving
from members.ingest.parse import FILES, Records, bundle, parse_record

RECORD = Path(__file__).resolve().parent.parent / "record"


def record_files(path: Path) -> Iterator[Fetched]:
    """Yield the record's own files about members, which make one body together."""
    files = {name: _text(path / name) for name in FILES if (path / name).exists()}
    if not files:
        raise Refused(Problem(str(path), "path", f"holds none of {', '.join(FILES)}."))
    yield Fetched("members", bundle(files))


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except UnicodeDecodeError as error:
        raise Refused(Problem(path.name, "file", f"is not UTF-8: {error}.")) from error


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
SOURCES = (RECORD_MEMBERS,)
