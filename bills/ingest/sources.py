"""The sources of bills, votes and positions, for the intake to know."""

from datetime import timedelta
from pathlib import Path

from bills.ingest import asking, hand_saving, hansard_addresses, saving
from bills.ingest.bills_api import SITE, parse_answer
from bills.ingest.hand_tables.columns import explained
from bills.ingest.hand_tables.reading import read_table
from bills.ingest.heard import taking
from bills.ingest.heard.texts import read_hansard, read_journals_text, read_pasted_text
from bills.ingest.record_files import parse_record
from bills.ingest.recorded import (
    hand_tables,
    record_files,
    recorded_answers,
    recorded_hansard,
    recorded_texts,
)
from bills.ingest.unlisted import note_unlisted
from billtracker.intake.sources import SourcePlan

RECORD = Path(__file__).resolve().parent.parent / "record"

BILLS_API = SourcePlan(
    key="bills",
    title="Bills before the House",
    publisher="New Zealand Parliament",
    url=SITE,
    read=parse_answer,
    save=saving.save,
    recorded=recorded_answers,
    first=asking.first,
    then=asking.then,
    ended=note_unlisted,
    late_after=timedelta(days=2),
)
RECORD_BILLS = SourcePlan(
    key="record-bills",
    title="Sample record: bills",
    publisher="Billtracker",
    url="",
    read=parse_record,
    save=saving.save,
    recorded=record_files,
    home=RECORD,
)
TABLES = SourcePlan(
    key="tables",
    title="Tables by hand",
    publisher="Billtracker",
    url="",
    read=read_table,
    save=hand_saving.save,
    recorded=hand_tables,
    form=explained(),
)
HANSARD = SourcePlan(
    key="hansard",
    title="Hansard",
    publisher="New Zealand Parliament",
    url="https://hansard.parliament.nz",
    read=read_hansard,
    save=taking.save,
    recorded=recorded_hansard,
    first=hansard_addresses.first,
    accepts="text/html",
    late_after=timedelta(days=30),
)
JOURNALS = SourcePlan(
    key="journals",
    title="Journals of the House",
    publisher="New Zealand Parliament",
    url="https://www.parliament.nz/en/pb/journals-of-the-house/",
    read=read_journals_text,
    save=taking.save,
    recorded=recorded_texts,
    accepts="text/plain",
)
PASTED = SourcePlan(
    key="pasted",
    title="Words of the record, pasted by a person",
    publisher="Billtracker",
    url="",
    read=read_pasted_text,
    save=taking.save,
    recorded=recorded_texts,
    form=(
        "A file (*.txt) is the words, below two lines that may be left out where the words tell:\n"
        "Day: 2024-11-14\n"
        "Bill: 54-94, or its title"
    ),
)
SOURCES = (RECORD_BILLS, BILLS_API, JOURNALS, HANSARD, PASTED, TABLES)
