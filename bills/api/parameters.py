"""What the endpoints about bills and votes may be asked."""

from dataclasses import fields
from typing import Literal

from pydantic import Field

from bills.domain.facts import BillType
from bills.domain.stages import Stage, Status
from bills.selectors import BillFilters
from billtracker.api.parameters import (
    AsOf,
    Day,
    ListParameters,
    Moment,
    Number,
    Slug,
    Words,
    Yes,
)

type BillOrder = Literal[
    "moved_on",
    "-moved_on",
    "introduced_on",
    "-introduced_on",
    "title",
    "-title",
    "id",
    "-id",
]
type Reading = Literal[Stage.FIRST_READING, Stage.SECOND_READING, Stage.THIRD_READING]


class BillListParameters(ListParameters, AsOf):
    """What the list of bills takes: the filters of `BillFilters`, an order, a day to look back to.

    The default order is by number, newest first, which nothing that happens to a bill changes. A
    bill that moves while pages ordered by `moved_on` are read changes its place among them.
    """

    parliament: Number | None = Field(None, description="The one that introduced it.")
    type: BillType | None = None
    status: Status | None = None
    stage: Stage | None = Field(None, description="The stage it had reached.")
    next_stage: Stage | None = None
    member: Slug | None = Field(None, description="The member in charge.")
    party: Slug | None = Field(None, description="That of the member in charge on the day.")
    committee: Words | None = Field(None, description="The one it went to last, as `justice`.")
    search: Words | None = Field(
        None, description="Words of a title, or the beginning of a number."
    )
    introduced_from: Day | None = None
    introduced_to: Day | None = None
    moved_from: Day | None = None
    moved_to: Day | None = None
    updated_since: Moment | None = None
    submissions_open: Yes | None = None
    urgency: Yes | None = Field(None, description="Whether a stage was taken under urgency.")
    ordering: BillOrder = "-id"

    @property
    def filters(self) -> BillFilters:
        """The filters alone."""
        return BillFilters(**{f.name: getattr(self, f.name) for f in fields(BillFilters)})


class OutlookParameters(AsOf):
    """What an outlook takes."""

    stage: Reading | None = Field(None, description="A reading; the next one if not given.")
