"""Answers of bills.parliament.nz to facts. Pure: no clock, no network, no database.

Five shapes: the list of bills, a bill in whole and the vocabularies (all recorded 2026-06-13), and
the lists of proposed members' bills and of Amendment Papers (described by others who fetch them,
not recorded). A body that is none of them, or is cut off, is refused whole.
"""

from .answers import parse_answer
from .shapes import SITE

__all__ = ["SITE", "parse_answer"]
