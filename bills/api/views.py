"""Reads about bills and votes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bills.api.parameters import BillListParameters, OutlookParameters
from bills.api.shapes.bills import BillDetail, BillShape, bill_detail, bill_shape
from bills.api.shapes.outlooks import OutlookShape, outlook_shape
from bills.api.shapes.votes import VoteDetail, vote_detail
from bills.domain.words import day_in_words
from bills.models import Bill, Vote
from bills.selectors import (
    BILL_ORDERS,
    BillDossier,
    NotYetBegun,
    bill_dossier,
    bills_matching,
    bills_on,
    vote_dossier,
)
from billtracker.api.errors import ApiError, Code, not_found
from billtracker.api.pagination import Order, page_of
from billtracker.api.parameters import AsOf
from billtracker.api.views import Asked, Read, ReadList


class BillList(ReadList[BillListParameters]):
    """Every bill that matches, as it stood on a day."""

    parameters = BillListParameters
    shape = BillShape

    def answer(self, asked: Asked[BillListParameters], **_path: str) -> Mapping[str, Any]:
        """Return a page of bills. The pages that follow keep to the day of the first."""
        parameters, day = asked.parameters, _day(asked)
        order = Order(
            BILL_ORDERS[parameters.ordering.removeprefix("-")],
            is_descending=parameters.ordering.startswith("-"),
        )
        rows = bills_matching(parameters.filters, day)
        page = page_of(rows, order, parameters, asked.links, as_of=day.isoformat())
        return page.told([bill_shape(bill, asked.links) for bill in bills_on(day, page.rows)])


class BillRead(Read[AsOf]):
    """One bill, whole, as it stood on a day."""

    parameters = AsOf
    shape = BillDetail

    def answer(self, asked: Asked[AsOf], **path: str) -> BillDetail:
        """Return the bill."""
        return bill_detail(_dossier(asked, path["slug"]), asked.links)


class OutlookRead(Read[OutlookParameters]):
    """The numbers for a bill's next question, as they stood on a day."""

    parameters = OutlookParameters
    shape = OutlookShape

    def answer(self, asked: Asked[OutlookParameters], **path: str) -> OutlookShape:
        """Return the outlook."""
        dossier = _dossier(asked, path["slug"], asked.parameters.stage)
        if dossier.outlook is None:
            detail = f"Bill {path['slug']} has no reading ahead, nor one on record; name a stage."
            raise ApiError(Code.NO_QUESTION, detail)
        return outlook_shape(dossier, dossier.outlook, asked.links)


class VoteRead(Read[AsOf]):
    """One vote, whole, as it stood on a day."""

    parameters = AsOf
    shape = VoteDetail

    def answer(self, asked: Asked[AsOf], **path: str) -> VoteDetail:
        """Return the vote."""
        day = _day(asked)
        try:
            dossier = vote_dossier(path["slug"], day)
        except Vote.DoesNotExist as error:
            sentence = f"No vote {path['slug']} had been held by {day_in_words(day)}."
            raise not_found(sentence) from error
        return vote_detail(dossier, asked.links)


def _day(asked: Asked[Any]) -> date:
    day: date = asked.parameters.as_of or asked.version.today
    return day


def _dossier(asked: Asked[Any], slug: str, stage: Any = None) -> BillDossier:
    day = _day(asked)
    try:
        return bill_dossier(slug, day, stage)
    except (Bill.DoesNotExist, NotYetBegun) as error:
        sentence = f"No bill {slug} existed on {day_in_words(day)}."
        raise not_found(sentence) from error
