"""The change feed: everything once, in order, and always a place to go on from."""

import base64
from datetime import timedelta

import pytest

from billtracker.events.models import Event
from tests.billtracker.api.problem_shape import assert_problem
from tests.factories import CitationFactory, EventFactory, OriginFactory

pytestmark = pytest.mark.django_db
FEED = "/api/v1/events/"


def ids(page):
    return [int(event["id"]) for event in page["results"]]


def follow(client, page):
    return client.get(page["next"]).json()


def test_an_empty_log_gives_a_place_to_begin(client):
    page = client.get(FEED).json()

    assert page["results"] == []
    assert page["has_more"] is False
    event = EventFactory()
    assert ids(follow(client, page)) == [event.pk]


def test_a_follower_gets_everything_once(client):
    events = [EventFactory() for _ in range(5)]

    first = client.get(f"{FEED}?page_size=2").json()
    second = follow(client, first)
    third = follow(client, second)
    nothing = follow(client, third)
    late = EventFactory()

    assert [first["has_more"], second["has_more"], third["has_more"]] == [True, True, False]
    assert ids(first) + ids(second) + ids(third) == [event.pk for event in events]
    assert nothing["results"] == []
    assert nothing["next"] == third["next"]
    assert ids(follow(client, nothing)) == [late.pk]


def test_a_follower_of_one_bill_moves_on_past_the_others(client):
    EventFactory(subjects=["bill:54-1"])
    newest = EventFactory(subjects=["bill:54-2"])

    page = client.get(f"{FEED}?bill=54-1").json()

    assert len(page["results"]) == 1
    cursor = follow(client, client.get(FEED).json())["next"].split("after=")[1]
    assert page["next"].endswith(f"after={cursor}")
    assert newest.pk not in ids(page)


def test_an_event_can_be_gone_on_from(client):
    first, second = EventFactory(), EventFactory()
    told = client.get(FEED).json()["results"][0]

    assert ids(client.get(f"{FEED}?after={told['cursor']}").json()) == [second.pk]
    assert ids(client.get(told["url"]).json()) == [first.pk]


@pytest.mark.parametrize(
    ("query", "subjects", "kind"),
    [
        ("bill=54-1", ["bill:54-1"], "bill.changed"),
        ("vote=54-1-first-reading", ["vote:54-1-first-reading"], "vote.inserted"),
        ("member=a-b", ["member:a-b"], "member.changed"),
        ("party=act", ["party:act"], "party.changed"),
        ("kind=position.inserted", ["bill:54-2"], "position.inserted"),
        ("kind=position", ["bill:54-2"], "position.changed"),
        ("bill=54-1&party=act", ["bill:54-1", "party:act"], "vote.changed"),
    ],
)
def test_a_filter_leaves_only_its_own(client, query, subjects, kind):
    EventFactory(subjects=["bill:54-3"], kind="bill.moved")
    event = EventFactory(subjects=subjects, kind=kind)

    page = client.get(f"{FEED}?{query}&count=1").json()

    assert ids(page) == [event.pk]
    assert page["count"] == 1


def test_since_counts_from_when_it_was_recorded(client):
    event = EventFactory()
    recorded_at = Event.objects.get(pk=event.pk).recorded_at
    later = recorded_at + timedelta(seconds=1)

    now = client.get(FEED, {"since": recorded_at.isoformat()}).json()
    then = client.get(FEED, {"since": later.isoformat()}).json()

    assert ids(now) == [event.pk]
    assert ids(then) == []


def encoded(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "1",
        "ā",
        "%%%",
        encoded("event -1"),
        encoded("event 01"),
        encoded("event 1 "),
        encoded("vote 1"),
        encoded(f"event {10**30}"),
        encoded("event 0") + "==",
    ],
)
def test_a_forged_cursor_is_refused(client, cursor):
    assert_problem(client.get(FEED, {"after": cursor}), "invalid_parameters", "after")


def test_a_cursor_ahead_of_the_log_is_refused(client):
    event = EventFactory()

    response = client.get(FEED, {"after": encoded(f"event {event.pk + 1}")})

    body = assert_problem(response, "invalid_parameters", "after")
    assert "ahead" in body["detail"]


def test_an_event_is_told_with_its_subjects_and_sources(client):
    origin = OriginFactory()
    CitationFactory(origin=origin, url="https://example.org/1")
    EventFactory(
        kind="vote.changed",
        subjects=["bill:54-94", "member:a-b", "party:act", "vote:54-94-first-reading"],
        before={"result": "agreed"},
        after={"result": "not_agreed"},
        origin=origin,
    )

    event = client.get(FEED).json()["results"][0]

    assert event["kind"] == "vote.changed"
    assert [s["kind"] for s in event["subjects"]] == ["bill", "member", "party", "vote"]
    assert event["subjects"][0]["url"] == "http://testserver/api/v1/bills/54-94/"
    assert event["subjects"][1]["html_url"] == "http://testserver/members/a-b/"
    assert event["subjects"][2]["html_url"] is None or event["subjects"][2]["url"] is None
    assert (event["before"], event["after"]) == ({"result": "agreed"}, {"result": "not_agreed"})
    assert event["sources"][0]["url"] == "https://example.org/1"
    assert event["updated_at"] == event["recorded_at"]


def test_only_the_members_asked_for_are_told(client):
    EventFactory()

    page = client.get(f"{FEED}?fields=id,kind").json()

    assert list(page["results"][0]) == ["id", "kind"]


def test_the_feed_costs_the_same_however_long_it_is(client, queries_of):
    EventFactory(origin=OriginFactory())
    one = queries_of(lambda: client.get(FEED))
    EventFactory.create_batch(9, origin=OriginFactory())

    assert queries_of(lambda: client.get(FEED)) == one
