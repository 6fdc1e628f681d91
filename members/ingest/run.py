"""The pipeline for members: bodies in, a report out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from billtracker.outcome import Report
from billtracker.problems import Problem, Refused
from billtracker.provenance.pipeline import Taken, take_all
from billtracker.provenance.services import register
from members.ingest.parse import FILES, bundle, parse_record
from members.services import (
    save_attendance,
    save_member,
    save_parliament,
    save_party,
    save_sitting_day,
)

RECORD = Path(__file__).resolve().parent.parent / "record"


def ingest_record(path: Path, tell: Callable[[str, Report], None]) -> Report:
    """Take in the record's own files about members, which make one body together."""
    files = {name: _text(path / name) for name in FILES if (path / name).exists()}
    if not files:
        raise Refused(Problem(str(path), "path", f"holds none of {', '.join(FILES)}."))
    source = register(
        key="record-members", title="Sample record: members", publisher="Billtracker", url=""
    )
    return take_all(source=source, bodies=[("members", bundle(files))], read=_save, tell=tell)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except UnicodeDecodeError as error:
        raise Refused(Problem(path.name, "file", f"is not UTF-8: {error}.")) from error


def _save(taken: Taken, content: bytes, _name: str) -> None:
    records = parse_record(content)
    taken.note(records.problems)
    witness = taken.witness
    for parliament in records.parliaments:
        name = f"Parliament {parliament.number}"
        taken.save(name, partial(save_parliament, facts=parliament, witness=witness))
    for party in records.parties:
        taken.save(f"party {party.slug}", partial(save_party, facts=party, witness=witness))
    for member in records.members:
        taken.save(f"member {member.slug}", partial(save_member, facts=member, witness=witness))
    for day in records.sitting_days:
        taken.save(f"sitting day {day.on}", partial(save_sitting_day, facts=day, witness=witness))
    for row in records.attendance:
        name = f"attendance of {row.member} on {row.on}"
        taken.save(name, partial(save_attendance, facts=row, witness=witness))
