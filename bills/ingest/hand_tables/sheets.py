"""Bytes as a spreadsheet exports them to rows of cells, each with the line it begins on."""

import codecs
import csv
import io
from collections.abc import Iterator

from billtracker.problems import Cell, Problem, Refused

_PIECE = 1 << 20
_DELIMITERS = ",;\t"
# A row's line, its cells, and what is wrong with it as a row: "" where nothing is.
type Row = tuple[int, list[str], str]


class Sheet:
    """A table in memory, read row by row; `header` is its first row that is not blank."""

    def __init__(self, content: bytes, file: str) -> None:
        encoding = _encoding_of(content, file)
        text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        first = text.readline()
        text.seek(0)
        delimiter = max(_DELIMITERS, key=first.count)
        self._reader = csv.reader(text, delimiter=delimiter, strict=True)
        self._may_hold_nul = encoding == "utf-16" or b"\0" in content
        self.header: list[str] = []
        self.header_line, self.header, wrong = next(iter(self), (1, [], "is empty."))
        if wrong:
            raise Refused(Problem(file, "header", wrong, cell=Cell(file, self.header_line)))
        while self.header and not self.header[-1].strip():
            self.header.pop()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that are not blank; the header too, until it has been read."""
        reader, width = self._reader, len(self.header)
        while True:
            line, wrong = reader.line_num + 1, ""
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, [], f"lines {line} to {reader.line_num} cannot be read: {error}."
                continue
            if width and len(row) != width:
                wrong = _misfit(row, width)
                row = row[:width]
            if self._may_hold_nul and any("\0" in cell for cell in row):
                wrong = "holds a NUL character."
            if wrong or any(row):
                yield line, row, wrong


def _misfit(row: list[str], width: int) -> str:
    """Say what is wrong with a row of another length; blank cells too many are nothing."""
    if not any(cell.strip() for cell in row[width:]) and len(row) > width:
        return ""
    return f"has {len(row)} cells; the header has {width}." if any(row) else ""


def _encoding_of(content: bytes, file: str) -> str:
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        pieces = (content[at : at + _PIECE] for at in range(0, len(content), _PIECE))
        try:
            for _ in codecs.iterdecode(pieces, encoding):
                pass
        except UnicodeDecodeError:
            continue
        return encoding
    sentence = "is not text in UTF-8, UTF-16 or Windows-1252."
    raise Refused(Problem(file, "file", sentence, cell=Cell(file, 1)))
