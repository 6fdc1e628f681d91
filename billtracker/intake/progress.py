"""How far a command has come, on a terminal: one line that is written over."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from billtracker.outcome import Report

_SECONDS_BETWEEN = 0.1
_WIDTH = 30


class Progress:
    """Shows how many bodies were taken in, and how many addresses are left where that is known.

    Where nobody watches, nothing is written.
    """

    def __init__(
        self, output: TextIO, label: str, left: Callable[[], int | None] = lambda: None
    ) -> None:
        self.taken = 0
        self._output, self._label, self._left = output, label, left
        self._is_watched, self._shown_at = output.isatty(), 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._write("\r\x1b[K")

    def tell(self, _name: str, _report: Report) -> None:
        """Count a body."""
        self.taken += 1
        if time.monotonic() - self._shown_at >= _SECONDS_BETWEEN:
            self._shown_at = time.monotonic()
            self._write(f"\r\x1b[K{self.line()}")

    def line(self) -> str:
        """Return the line as it is now."""
        left = self._left()
        if left is None:
            return f"{self._label}: {self.taken:,} bodies"
        whole = self.taken + left
        done = _WIDTH * self.taken // whole if whole else _WIDTH
        return f"{self._label}: [{'#' * done:.<{_WIDTH}}] {self.taken:,} of {whole:,} bodies"

    def _write(self, text: str) -> None:
        if self._is_watched:
            self._output.write(text)
            self._output.flush()
