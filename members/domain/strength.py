"""How many members a party has on a day, and how many of them may vote by proxy."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

INDEPENDENT = ""


@dataclass(frozen=True, slots=True)
class Stint:
    """A member's time in the House for one party (None: independent), `[start, end)`."""

    member: str
    party: str | None
    start: date
    end: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Whether the member held the seat on `day`."""
        return self.start <= day and (self.end is None or day < self.end)


def strengths(stints: Iterable[Stint], day: date) -> Counter[str]:
    """Return each party's number of members on `day`, independents under `INDEPENDENT`.

    A list vacancy leaves a party short until the Gazette notice that fills it, so between the
    two the count is lower than the party's share of seats.
    """
    return Counter(stint.party or INDEPENDENT for stint in stints if stint.is_open_on(day))


def proxy_ceiling(members: int) -> int:
    """Return how many proxies a party of `members` may exercise in a party vote.

    25 % of its members, rounded upwards (SO 155-156 of 2005, 154-155 of 2014). It does not
    bind in personal votes, where most members have been seen voting by proxy.
    """
    return -(-members // 4)


def overlaps(stints: Iterable[Stint]) -> list[tuple[Stint, Stint]]:
    """Return pairs of one member's stints that share a day."""
    ordered = sorted(stints, key=lambda stint: (stint.member, stint.start))
    return [
        (first, second)
        for index, first in enumerate(ordered)
        for second in ordered[index + 1 :]
        if first.member == second.member and (first.end is None or second.start < first.end)
    ]
