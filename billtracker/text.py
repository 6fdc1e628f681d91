"""Words as people write them, made comparable."""

import re
import unicodedata


def squeezed(text: str) -> str:
    """Return `text` in NFC with every run of white space (NBSP too) as one space.

    bills.parliament.nz sends titles with trailing spaces and newlines (seen 2026-06-13).
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """Return `text` for comparing names: no macrons, no case, no punctuation but letters."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def slug_of(text: str) -> str:
    """Return an ASCII slug; macrons are dropped, words joined by hyphens."""
    return folded(re.sub("['\u2019]", "", text)).replace(" ", "-")
