"""The sources of bills, votes and positions, for the intake to know."""

from datetime import timedelta
from pathlib import Path

from bills.ingest import hand_saving, saving
from bills.ingest.hand_tables.columns import explained
from bills.ingest.hand_tables.reading import read_table
from bills.ingest.record_files import parse_record
from bills.ingest.recorded import hand_tables, record_files, recorded_answers
from bills.ingest.upstream import SITE, parse_answer
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
SOURCES = (RECORD_BILLS, BILLS_API, TABLES)
