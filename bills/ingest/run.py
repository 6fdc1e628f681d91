"""The pipeline for bills: bodies in, a report out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bills.ingest.record_files import parse_record
from bills.ingest.records import Records
from bills.ingest.resolve import with_members
from bills.ingest.source import record_files, recorded_answers
from bills.ingest.upstream import SITE, parse_answer
from bills.services import save_bill, save_position, save_relations, save_vote, slug_of_bill
from billtracker.outcome import Report
from billtracker.provenance.pipeline import Taken, take_all
from billtracker.provenance.services import register
from members.services import save_parliament

type Tell = Callable[[str, Report], None]
RECORD = Path(__file__).resolve().parent.parent / "record"


def ingest_answers(path: Path, tell: Tell) -> Report:
    """Take in recorded answers of the bills API."""
    source = register(
        key="bills-api",
        title="Bills before the House",
        publisher="New Zealand Parliament",
        url=SITE,
    )

    def read(taken: Taken, content: bytes, name: str) -> None:
        _save(taken, parse_answer(content, name))

    return take_all(source=source, bodies=recorded_answers(path), read=read, tell=tell)


def ingest_record(path: Path, tell: Tell) -> Report:
    """Take in the record's own files about bills."""
    source = register(
        key="record-bills", title="Sample record: bills", publisher="Billtracker", url=""
    )

    def read(taken: Taken, content: bytes, name: str) -> None:
        _save(taken, parse_record(content, name))

    return take_all(source=source, bodies=record_files(path), read=read, tell=tell)


def _save(taken: Taken, records: Records) -> None:
    """Save each record on its own; relations after all bills, since they name others."""
    taken.note(records.problems)
    bills, flags = with_members(records.bills)
    taken.note(flags)
    witness = taken.witness
    for parliament in records.parliaments:
        name = f"Parliament {parliament.number}"
        taken.save(name, partial(save_parliament, facts=parliament, witness=witness))
    for bill in bills:
        name = f"bill {slug_of_bill(bill)}"
        taken.save(name, partial(save_bill, facts=bill, witness=witness))
    for bill in bills:
        if bill.relations:
            slug = slug_of_bill(bill)
            ties = partial(save_relations, relations=bill.relations, witness=witness)
            taken.save(f"relations of bill {slug}", partial(ties, slug=slug))
    for vote in records.votes:
        taken.save(f"vote {vote.slug}", partial(save_vote, facts=vote, witness=witness))
    for position in records.positions:
        name = f"position on {position.bill} of {position.stated_on}"
        taken.save(name, partial(save_position, facts=position, witness=witness))
