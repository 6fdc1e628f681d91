"""A body on its way in, before it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """Bytes under the name they are kept by.

    `version` is what the source's own list said of the address, `headers` those of the answer
    that a later request repeats.
    """

    name: str
    content: bytes
    version: str = ""
    headers: tuple[tuple[str, str], ...] = ()
