"""The screens of the intake: its sources, their runs, and the matters that wait for a person."""

from ._matters import MatterAdmin
from ._runs import ErrandAdmin, RunAdmin
from ._sources import SourceAdmin

__all__ = ["ErrandAdmin", "MatterAdmin", "RunAdmin", "SourceAdmin"]
