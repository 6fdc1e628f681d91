"""How long a source is left alone, by what the House is doing."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from billtracker.intake.sources import SourcePlan

type Pace = Mapping[str, timedelta]

# The words are those of members.domain.sitting_times.House.
USUAL: Pace = {
    # A reading is voted on within minutes of the bells; upstream has it within the hour.
    "sitting": timedelta(minutes=10),
    # Assents, reports of committees and introductions on notice come by day, without the House.
    "risen": timedelta(hours=2),
    # Only assents and submission dates move; a missed half day costs a reader nothing.
    "recess": timedelta(hours=12),
}
# Sources whose pace is another, each with its reason.
PACES: Mapping[str, Pace] = {}


def due(
    plans: Iterable[SourcePlan], tried: Mapping[str, datetime | None], house: str, now: datetime
) -> list[str]:
    """Return the keys of the sources that should be asked now.

    `tried` is when each was last tried. A source that is only taken from files is never due.
    """
    found = []
    for plan in plans:
        last = tried.get(plan.key)
        pace = PACES.get(plan.key, USUAL)[house]
        if plan.first and (last is None or now - last >= pace):
            found.append(plan.key)
    return found
