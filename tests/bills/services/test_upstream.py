"""What vanished upstream is marked, with an event, and never removed."""

from datetime import date

import pytest

from bills.models import Bill
from bills.services import mark_unlisted
from billtracker.events.models import Event
from tests.factories import BillFactory

pytestmark = pytest.mark.django_db
NOTICED = date(2026, 6, 13)


@pytest.fixture(autouse=True)
def bills():
    BillFactory(stem=1, upstream_id="one")
    BillFactory(stem=2, upstream_id="two")
    BillFactory(stem=3)


def marked():
    return dict(Bill.objects.exclude(unlisted_on=None).values_list("slug", "unlisted_on"))


def told():
    return list(Event.objects.order_by("pk").values_list("kind", "subjects"))


def test_a_bill_that_the_list_no_longer_has_is_marked_and_kept():
    assert mark_unlisted(listed={"one"}, on=NOTICED) == ["54-2"]

    assert marked() == {"54-2": NOTICED}
    assert told() == [("bill.unlisted", ["bill:54-2"])]


def test_a_bill_that_comes_back_is_unmarked():
    mark_unlisted(listed={"one"}, on=NOTICED)

    assert mark_unlisted(listed={"one", "two"}, on=date(2026, 6, 14)) == ["54-2"]

    assert marked() == {}
    assert told()[-1] == ("bill.listed_again", ["bill:54-2"])


def test_a_list_that_says_the_same_again_changes_nothing():
    mark_unlisted(listed={"one"}, on=NOTICED)

    assert mark_unlisted(listed={"one"}, on=date(2026, 6, 14)) == []
    assert (marked(), len(told())) == ({"54-2": NOTICED}, 1)
