"""Pages stay put while rows arrive."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from bills.models import Bill
from tests.billtracker.api.problem_shape import assert_problem
from tests.factories import BillFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/bills/"


def ids(page):
    return [bill["id"] for bill in page["results"]]


def walked(client, address, *, to="next"):
    """Return every page from an address on."""
    pages = [client.get(address).json()]
    while pages[-1][to]:
        pages.append(client.get(pages[-1][to]).json())
    return pages


def flat(pages):
    return [slug for page in pages for slug in ids(page)]


def bills(*stems):
    for stem in stems:
        BillFactory(stem=stem, title=f"Bill {stem % 3}")


@pytest.mark.parametrize(
    "ordering",
    ["moved_on", "-moved_on", "introduced_on", "-introduced_on", "title", "-title", "id", "-id"],
)
def test_pages_hold_every_row_once_in_the_order_of_the_whole(client, ordering):
    bills(*range(1, 8))
    whole = ids(client.get(f"{LIST}?ordering={ordering}").json())

    pages = walked(client, f"{LIST}?ordering={ordering}&page_size=2")

    assert [len(ids(page)) for page in pages] == [2, 2, 2, 1]
    assert flat(pages) == whole
    assert len(set(whole)) == 7


def test_the_other_way_round_is_the_other_way_round(client):
    bills(*range(1, 8))

    up = ids(client.get(f"{LIST}?ordering=title").json())

    assert ids(client.get(f"{LIST}?ordering=-title").json()) == up[::-1]


def test_the_way_back_shows_the_same_rows(client):
    bills(*range(1, 8))
    pages = walked(client, f"{LIST}?page_size=3")

    back = walked(client, client.get(pages[-2]["next"]).json()["previous"], to="previous")

    assert [ids(page) for page in back] == [ids(pages[1]), ids(pages[0])]
    assert pages[0]["previous"] is None
    assert back[-1]["previous"] is None
    assert ids(client.get(back[-1]["next"]).json()) == ids(pages[1])


def test_rows_arriving_make_nothing_appear_twice_or_be_skipped(client):
    bills(10, 20, 30, 40)
    first = client.get(f"{LIST}?page_size=2").json()
    bills(15, 35, 50)

    rest = walked(client, first["next"])

    assert ids(first) == ["54-40", "54-30"]
    assert flat(rest) == ["54-20", "54-15", "54-10"]
    assert ids(client.get(rest[0]["previous"]).json()) == ["54-35", "54-30"]


def test_the_row_a_cursor_stands_at_may_go(client):
    bills(10, 20, 30)
    first = client.get(f"{LIST}?page_size=1").json()

    Bill.objects.filter(slug="54-30").delete()

    assert ids(client.get(first["next"]).json()) == ["54-20"]


def test_the_pages_that_follow_keep_to_the_day_of_the_first(client, time_machine):
    bills(10, 20)
    time_machine.move_to("2026-11-23T10:00:00Z")
    first = client.get(f"{LIST}?page_size=1").json()
    time_machine.move_to("2026-11-24T20:00:00Z")

    query = parse_qs(urlsplit(first["next"]).query)

    assert query["as_of"] == ["2026-11-23"]
    assert ids(client.get(first["next"]).json()) == ["54-10"]


def test_a_page_keeps_how_it_was_asked_for(client):
    bills(10, 20)

    page = client.get(f"{LIST}?page_size=1&count=1&fields=id&type=government").json()

    query = parse_qs(urlsplit(page["next"]).query)
    assert {"page_size", "count", "fields", "type", "cursor", "as_of"} == set(query)
    assert page["count"] == 2


def test_the_last_page_has_none_after_it(client):
    bills(10, 20)

    page = client.get(f"{LIST}?page_size=2").json()

    assert (page["next"], page["previous"], page["count"]) == (None, None, None)


def test_an_empty_list_is_a_page(client):
    page = client.get(f"{LIST}?count=1").json()

    assert page == {"count": 0, "next": None, "previous": None, "results": []}


@pytest.fixture
def cursor(client):
    bills(10, 20, 30)
    return parse_qs(urlsplit(client.get(f"{LIST}?page_size=1").json()["next"]).query)["cursor"][0]


@pytest.mark.parametrize(
    "change",
    [
        lambda cursor: cursor[:-1] + ("A" if cursor[-1] != "A" else "B"),
        lambda cursor: "x" + cursor,
        lambda cursor: cursor.split(":")[0],
        lambda cursor: cursor.replace(":", ""),
    ],
    ids=["another signature", "other contents", "no signature", "no seam"],
)
def test_a_forged_cursor_is_refused(client, cursor, change):
    response = client.get(LIST, {"cursor": change(cursor)})

    assert_problem(response, "invalid_parameters", "cursor")


@pytest.mark.parametrize(
    "more", [{"type": "government"}, {"ordering": "title"}, {"as_of": "2025-01-01"}]
)
def test_a_cursor_of_another_list_is_refused(client, cursor, more):
    response = client.get(LIST, {"cursor": cursor, **more})

    assert_problem(response, "invalid_parameters", "cursor")


def test_a_cursor_serves_any_size_of_page(client, cursor, time_machine):
    day = timezone.localdate().isoformat()

    page = client.get(LIST, {"cursor": cursor, "page_size": "200", "as_of": day}).json()

    assert ids(page) == ["54-20", "54-10"]
