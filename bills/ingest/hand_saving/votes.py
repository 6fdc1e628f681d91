"""Votes written in tables."""

from bills.ingest.hand_saving.placed import PlacedTable, save_records
from bills.ingest.hand_tables.casting import Casting
from bills.ingest.hand_tables.names import Names
from bills.ingest.records import Records
from billtracker.problems import Refused


def save_votes_of(tables: list[PlacedTable], names: Names) -> None:
    """Save votes; whom their rows mean is found first."""
    casting = Casting(names)

    def records_of(one: PlacedTable) -> Records:
        records = Records()
        for vote in one.table.votes:
            one.stands(vote.place.record, vote.place, vote.values)
            try:
                facts, odd = casting.facts_of(vote)
            except Refused as refusal:
                one.taken.note(refusal.problems)
            else:
                one.taken.note(odd)
                records.votes.append(facts)
        return records

    save_records(tables, records_of)
