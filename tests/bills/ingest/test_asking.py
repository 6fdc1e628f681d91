"""What is asked of the bills API, over real sockets: every page, the bills that changed."""

import json
from collections import deque
from datetime import date

import pytest

from bills.ingest.asking import first, then
from bills.ingest.hansard_addresses import transcripts
from bills.ingest.sources import BILLS_API
from bills.models import Bill
from billtracker.http import Unavailable, ask
from billtracker.outcome import Outcome
from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched
from tests.bills.ingest.test_bills_api import DETAIL, ROW
from tests.taking_in import say_nothing, take_in
from tests.upstream import World
from tests.upstream.world import AMENDMENT_PAPERS, BILLS, PROPOSED_BILLS


def fetched_all(since=None, known=None):
    """Ask as a run does: what follows from a body after it, nothing whose version is known."""
    versions = {} if known is None else known
    wanted, bodies = deque(first(since)), []
    while wanted:
        one = wanted.popleft()
        if one.version and versions.get(one.name) == one.version:
            continue
        versions[one.name] = one.version
        answer = ask(one.url, post=one.post)
        body = Fetched(one.name, answer.content, one.version, answer.headers)
        bodies.append(body)
        wanted.extend(then(body, since))
    return bodies


def names_of(bodies):
    return [body.name for body in bodies]


def page(answer, name="search/1.json"):
    return list(then(Fetched(name, json.dumps(answer).encode()), None))


@pytest.fixture
def recorded(upstream, recordings):
    upstream.world = World.recorded(recordings)
    kept = upstream.world.details
    upstream.world.rows[BILLS] = [row for row in upstream.world.rows[BILLS] if row["id"] in kept]
    return upstream


def test_every_page_and_every_bill_in_whole_is_asked_for_once(recorded, settings):
    settings.BILLS_API_PAGE_SIZE = 10

    names = names_of(fetched_all())

    assert names[:4] == [
        *("facets.json", "search/1.json", "proposed-bills/1.json", "amendment-papers/1.json"),
    ]
    assert [name for name in names if name.startswith("search/")] == [
        f"search/{number}.json" for number in range(1, 5)
    ]
    assert {name for name in names if name.startswith("detail/")} == {
        f"detail/{key}.json" for key in recorded.world.details
    }
    assert len(names) == len(set(names)) == 4 + 3 + 35


def test_a_second_run_asks_for_the_lists_alone(recorded):
    known = {}
    fetched_all(known=known)

    assert not [name for name in names_of(fetched_all(known=known)) if "detail" in name]


def test_only_a_bill_whose_row_changed_is_asked_for_in_whole(recorded):
    known = {}
    fetched_all(known=known)
    row = recorded.world.rows[BILLS][7]
    recorded.world.rows[BILLS][7] = {**row, "status": "Third Reading"}

    names = names_of(fetched_all(known=known))

    assert [name for name in names if "detail" in name] == [f"detail/{row['id']}.json"]


def test_the_order_of_a_rows_members_is_no_change():
    turned = dict(reversed(ROW.items()))

    assert page({"results": [ROW]}) == page({"results": [turned]})


@pytest.mark.django_db
def test_what_is_fetched_is_what_is_taken_from_files(recorded, recordings):
    report = take_in(BILLS_API, fetched_all(), say_nothing)

    assert (report.outcome, report.refused) == (Outcome.CHANGED, 0)
    assert Bill.objects.count() == 35
    assert {f"detail/{path.name}" for path in recordings.glob("bills_api/detail/*.json")} == {
        name for name in names_of(fetched_all()) if "detail" in name
    }


def test_since_narrows_every_list_and_is_said_in_the_names(recorded):
    names = names_of(fetched_all(since=date(2026, 5, 21)))

    assert "search/since-2026-05-21/1.json" in names
    assert {one.body["dateFrom"] for one in recorded.asked_at("/api/data/search")} == {
        "2026-05-21"
    }
    assert 0 < len([name for name in names if "detail" in name]) < 35


def test_other_lists_are_asked_without_what_is_of_bills_only(upstream):
    fetched_all()

    asked = [one.body for one in upstream.asked_at("/api/data/search")]
    assert [body["documentPreset"] for body in asked] == [BILLS, PROPOSED_BILLS, AMENDMENT_PAPERS]
    assert [body["billTab"] for body in asked] == ["All", None, None]


def test_upstream_refuses_a_question_that_is_not_whole(upstream):
    with pytest.raises(Unavailable, match="answered 400"):
        ask(f"{upstream.url}/api/data/search", post={"documentPreset": 1})


def test_pages_follow_by_the_rows_that_upstream_really_gives(settings):
    settings.BILLS_API_PAGE_SIZE = 500
    rows = [{**ROW, "id": str(number)} for number in range(50)]

    wanted = page({"totalResults": 120, "results": rows})

    assert [one.name for one in wanted if one.post] == ["search/2.json", "search/3.json"]


def test_a_mad_number_of_rows_does_not_become_as_many_questions():
    wanted = page({"totalResults": 10**12, "results": [ROW]})

    assert len(wanted) == 1000


@pytest.mark.parametrize(
    "content", [b"", b'{"totalResults": 5, "resu', b"[1]", b'{"results": 4}', b"\xff\xfe"]
)
def test_a_page_that_cannot_be_read_leads_nowhere(content):
    assert list(then(Fetched("search/1.json", content), None)) == []


@pytest.mark.parametrize("row", [4, {}, {"id": None}, {"id": "../secret"}, {"id": ""}])
def test_a_row_without_a_usable_id_leads_nowhere(row):
    assert page({"totalResults": 1, "results": [row]}) == []


@pytest.mark.parametrize("name", ["detail/a.json", "facets.json", "other/1.json", "search.json"])
def test_what_is_no_page_leads_nowhere(name):
    assert page({"totalResults": 90, "results": [ROW]}, name) == []


@pytest.mark.django_db
def test_a_bill_that_moved_between_list_and_detail_is_taken_as_it_is_now(upstream):
    upstream.world.facets = {
        "parliaments": [{"number": 54, "electionDate": "2023-10-13T11:00:00+00:00"}]
    }
    upstream.world.add_bill(DETAIL)
    upstream.fault("newer", at="/api/data/Bill/")

    report = take_in(BILLS_API, fetched_all(), say_nothing)

    assert report.refused == 0
    assert Bill.objects.get().number == "188-3"


@pytest.mark.parametrize(
    ("fault", "error"),
    [("html", Refused), ("challenge", Refused), ("cut", Unavailable), ("error", Unavailable)],
)
def test_a_fault_of_one_bill_is_an_error_of_its_address(recorded, fault, error):
    wanted = next(one for one in then(fetched_page(), None) if "detail" in one.name)
    recorded.fault(fault, at="/api/data/Bill/")

    with pytest.raises(error, match=wanted.url):
        ask(wanted.url)


def fetched_page():
    wanted = list(first(None))[1]
    return Fetched(wanted.name, ask(wanted.url, post=wanted.post).content)


def test_a_sitting_day_has_one_transcript(upstream):
    day = date(2026, 5, 28)
    upstream.world.add_transcript("2026-05-28", b"<html><body><p>Prayers</p></body></html>")

    (wanted,) = transcripts([day])

    assert wanted.name == "hansard/2026-05-28.html"
    assert b"Prayers" in ask(wanted.url, accepts="text/html").content
