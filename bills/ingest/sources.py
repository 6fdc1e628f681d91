"""The sources of bills, votes and positions, for the intake to know."""

from datetime import timedelta
from pathlib import Path

from bills.ingest import asking, saving
from bills.ingest.bills_api import SITE, parse_answer
from bills.ingest.record_files import parse_record
from bills.ingest.recorded import record_files, recorded_answers
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
SOURCES = (RECORD_BILLS, BILLS_API)
