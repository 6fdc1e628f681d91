"""The table that the benchmark prints: what was measured beside its yardstick and its bar."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `most` is the bar, None for what is only told."""

    what: str
    yardstick: str
    ours: str
    value: float
    most: float | None = None
    unit: str = "x"

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the line in words."""
        ratio = f"{self.value:.3g} {self.unit}"
        if self.most is None:
            return (self.what, self.yardstick, self.ours, ratio, "", "")
        verdict = "holds" if self.value <= self.most else "DOES NOT HOLD"
        return (self.what, self.yardstick, self.ours, ratio, f"{self.most:.3g}", verdict)


def printed(lines: Iterable[Line]) -> str:
    """Return the lines below their headings, in columns."""
    heads = ("", "yardstick", "ours", "ratio", "at most", "")
    rows = [heads, *(line.cells for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
