"""Positions written in tables."""

from collections.abc import Iterator

from bills.domain.facts import PositionFact
from bills.ingest.hand_saving.placed import PlacedTable, of_known_bills, put_each, unknown_of
from bills.ingest.hand_tables.names import Names, Unknown
from bills.services import save_position
from billtracker.intake.taken import Told, one_by_one


def save_positions_of(tables: list[PlacedTable], names: Names) -> None:
    """Save what parties and members said they would do."""

    def positions(one: PlacedTable) -> Iterator[Told[PositionFact]]:
        for row, bill in of_known_bills(one, names):
            if ("party" in row.values) == ("member" in row.values):
                sentence = "a position is a party's or a member's, not both."
                one.taken.note([row.place.problem(sentence, "party")])
                continue
            column = "party" if "party" in row.values else "member"
            values = {**row.values, "bill": bill}
            try:
                if "party" in values:
                    values["party"] = names.party(values["party"])
                if "member" in values:
                    values["member"] = names.member(values["member"], values["stated_on"])
            except Unknown as unknown:
                one.taken.note([unknown_of(row, column, unknown)])
                continue
            facts = PositionFact(**values, grounds=row.grounds)
            said = f"position of {facts.party or facts.member} on {bill}, {facts.stated_on}"
            record = f"{said}, {', '.join(facts.stages)}"
            if one.is_first(record, row):
                one.stands(said, row.place, row.values)
                yield Told(record, facts, one.taken)

    put_each(tables, positions, one_by_one(save_position))
