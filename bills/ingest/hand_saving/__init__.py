"""What tables by hand say, brought to the services; what they refuse is told by its line."""

from collections.abc import Sequence

from bills.ingest.hand_saving.attendance import save_attendance_of
from bills.ingest.hand_saving.bills import save_bills_of, save_parts_of
from bills.ingest.hand_saving.names import names_in
from bills.ingest.hand_saving.placed import PlacedTable
from bills.ingest.hand_saving.positions import save_positions_of
from bills.ingest.hand_saving.votes import save_votes_of
from bills.ingest.hand_tables.reading import HandTable
from billtracker.intake.taken import Taken


def save(read: Sequence[tuple[Taken, HandTable]]) -> None:
    """Save what was read of several tables: whatever is named comes before what names it."""
    by_kind: dict[str, list[PlacedTable]] = {}
    for taken, table in read:
        taken.note(table.problems)
        by_kind.setdefault(table.kind, []).append(PlacedTable(taken, table))
    save_bills_of(by_kind.get("bills", []))
    # Only now are the bills of this chunk on record.
    names = names_in(table for _, table in read)
    save_parts_of([*by_kind.get("stages", []), *by_kind.get("referrals", [])], names)
    save_votes_of(by_kind.get("votes", []), names)
    save_positions_of(by_kind.get("positions", []), names)
    save_attendance_of(by_kind.get("attendance", []), names)
