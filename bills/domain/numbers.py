"""Bill numbers: `94-1`, `23-4A`, and what is not one."""

import re
from dataclasses import dataclass

from billtracker.text import slug_of, squeezed

_PATTERN = re.compile(r"([1-9]\d{0,4})-([1-9]\d?)([A-Z]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class BillNumber:
    """A bill's printed number: stem, version, and the letter of a child of a divided bill.

    The stem is unique only within the Parliament that introduced the bill. What is blank or not
    of the form `stem-version[letter]` has no stem; it is kept raw, never guessed at.
    """

    raw: str
    stem: int | None = None
    version: int | None = None
    letter: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether the number can identify a bill within its Parliament."""
        return self.stem is not None


def parse_number(printed: str | None) -> BillNumber:
    """Read a printed bill number; junk comes back raw and unusable."""
    raw = squeezed(printed or "")
    match = _PATTERN.fullmatch(raw)
    if match is None:
        return BillNumber(raw)
    return BillNumber(raw, int(match[1]), int(match[2]), match[3])


def bill_slug(parliament: int, number: BillNumber, title: str) -> str:
    """Return a bill's public id: `54-94`, `54-23A`, or `53-civil-aviation-amendment-bill`."""
    if number.is_usable:
        return f"{parliament}-{number.stem}{number.letter}"
    return f"{parliament}-{slug_of(title)}"
