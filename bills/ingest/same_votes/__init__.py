"""One vote told twice is one vote: votes told are brought together with those on record.

Two tellings are of one vote where day, bills and the question's words are the same, and of
several such votes those whose totals are. A text that a source prints once is not told again by
another text of that source; but a reading of a bill is decided once a day, whoever tells it.

`alike` says what two tellings share, `agreement` what the record says after the second, `slugs`
what a new vote is called; `settling` brings votes told to those on record.
"""

from .settling import settled

__all__ = ["settled"]
