"""Which stage on record a stated one is, and what bringing it there would change."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bills.domain.facts import StageFact
from bills.domain.stages import ONCE, StageOutcome
from bills.models import Bill, Stage
from billtracker.provenance.merging import Merged, compare
from billtracker.provenance.services import Witness


def compare_stages(
    bill: Bill, rows: Sequence[Stage], stages: Iterable[StageFact], witness: Witness
) -> list[Merged[Stage]]:
    """Bring stages to the bill's rows, in memory; each row is at most one of them."""
    left = list(rows)
    merged = []
    # Those of no known outcome come last: each may be any row that is then left.
    for facts in sorted(stages, key=lambda stage: stage.outcome is StageOutcome.UNKNOWN):
        row = _counterpart(left, facts)
        if row:
            left.remove(row)
            if facts.known_by and row.known_by:
                # That it had happened by a later day is nothing new.
                facts = replace(facts, on=min(row.on, facts.on))  # noqa: PLW2901
        merged.append(_compare(bill, row, facts, witness))
    return merged


def _compare(bill: Bill, row: Stage | None, facts: StageFact, witness: Witness) -> Merged[Stage]:
    return compare(
        row,
        new=Stage,
        values={
            "bill": bill,
            "stage": facts.stage,
            "on": facts.on,
            "known_by": facts.known_by,
            "outcome": facts.outcome,
            "sitting_type": facts.sitting_type,
            "started_at": facts.started_at,
            "ended_at": facts.ended_at,
            "note": facts.note,
            "key": facts.key,
        },
        witness=witness,
        grounds=facts.grounds,
    )


def _counterpart(known: list[Stage], facts: StageFact) -> Stage | None:
    """Return the row that states the same sitting, by upstream's key or by stage and day."""
    for row in known:
        is_the_one = facts.stage in ONCE and row.stage == facts.stage
        if is_the_one or (facts.key and row.key == facts.key):
            return row
    for row in sorted(known, key=lambda row: row.outcome != facts.outcome):
        is_same_day = (row.stage, row.on) == (facts.stage, facts.on)
        outcomes = {row.outcome, facts.outcome} - {StageOutcome.UNKNOWN}
        if is_same_day and not (facts.key and row.key) and len(outcomes) < 2:  # noqa: PLR2004
            return row
    return None
