"""The list of bills: filters as links, plain pages."""

from datetime import date

import pytest

from bills.domain.stages import Status
from tests.bills.web.reading import page, read
from tests.factories import BillFactory, BillStateFactory, ParliamentFactory

pytestmark = pytest.mark.django_db


def test_what_moved_last_comes_first(client):
    first = BillFactory(title="Earlier Bill", state=None)
    BillStateFactory(bill=first, since="2024-01-01")
    last = BillFactory(title="Later Bill", state=None)
    BillStateFactory(bill=last, since="2024-02-01")

    words = read(client, "/bills/")

    assert words.index("Later Bill") < words.index("Earlier Bill")


@pytest.mark.parametrize("query", ["status=lapsed", "parliament=53", "type=private", "q=gangs"])
def test_each_filter_leaves_out_the_others(client, query):
    BillFactory(title="Other Bill")
    earlier = ParliamentFactory(
        number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14)
    )
    odd = BillFactory(title="Gangs Bill", type="private", state=None, parliament=earlier)
    BillStateFactory(bill=odd, status=Status.LAPSED)

    words = read(client, f"/bills/?{query}")

    assert "Gangs Bill" in words
    assert "Other Bill" not in words


def test_filters_are_links_that_keep_each_other(client):
    markup = page(client, "/bills/?status=active&type=members&page=2")

    assert 'href="?status=enacted&amp;type=members"' in markup


def test_the_filter_in_use_is_marked(client):
    assert 'href="?status=active" aria-current="true">Active' in page(
        client, "/bills/?status=active"
    )


def test_a_filter_that_cannot_be_used_is_refused(client):
    assert "status can be one of: active" in read(client, "/bills/?status=x", status=400)


def test_a_list_longer_than_a_page_goes_on(client):
    BillFactory.create_batch(26)

    assert "Page 1 of 2 Next" in read(client, "/bills/")
    assert "Previous Page 2 of 2" in read(client, "/bills/?page=2")


def test_nothing_found_has_a_way_on(client):
    assert "No bill on record is like that." in read(client, "/bills/?q=nothing")


def test_the_list_costs_the_same_however_long_it_is(client, queries_of):
    BillFactory()
    one = queries_of(lambda: client.get("/bills/"))
    BillFactory.create_batch(9)

    assert queries_of(lambda: client.get("/bills/")) == one
