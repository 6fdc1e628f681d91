"""Text whose separators are lost, cut where the House's own words begin.

`…second time. Ayes 68New Zealand National 49; … New Zealand First 8.Noes 48New Zealand…` is how
the official extract runs a vote together (DocumentsDB, 2024-09-06); people paste it so too.
"""

import re
from collections.abc import Iterator

_SEAM = re.compile(
    r"(?=A (?:party|personal) vote ?was called for)"
    r"|(?<=called for on the question)[,:]?\s*(?=That )"
    r"|(?=(?:Ayes|Noes|Abstentions):?\s*\d{1,4}(?!\d))"
    r"|(?=(?:Motion|Amendments?(?: to the amendments?)?|(?:New )?(?:Part|Clause|Schedule)s? [\w ,]"
    r"{1,40}) (?:not )?agreed to\.)"
    r"|(?=Bills? (?:read an? (?:first|second|third) time|referred to)\b)"
    r"|(?=(?:The r|R)esult (?:corrected|altered)\b)|(?=Vote corrected\b)"
    r"|(?<=\.)(?=[A-Z][^\W\d_A-Z]|[A-Z]+:)"
    r"|(?<=\])"
)  # fmt: skip
_ANNOUNCED = re.compile(r"announced as[^.]{0,120}$|correct result[^.]{0,120}$")
_BEHIND = 160


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a run-together text and where each begins; none is lost.

    Totals within a correction (`announced as Ayes 29 Noes 85`) stay in their sentence.
    """
    start = 0
    for seam in _SEAM.finditer(text):
        if seam.start() <= start:
            start = max(start, seam.end()) if seam.start() == start else start
            continue
        if _ANNOUNCED.search(text[max(0, seam.start() - _BEHIND) : seam.start()]):
            continue
        yield start, text[start : seam.start()]
        start = seam.end()
    yield start, text[start:]


def is_glued(text: str) -> bool:
    """Whether a total runs into the name behind it (`Ayes109New Zealand`)."""
    return re.search(r"(?:Ayes|Noes|Abstentions):?\s*\d{1,4}[A-Z]", text) is not None
