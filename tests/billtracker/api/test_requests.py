"""What every answer carries."""

import re

import pytest
from django.http import HttpResponseNotAllowed

from billtracker.api.requests import RequestId
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db
ADDRESSES = ["/api/v1/", "/api/v1/bills/", "/api/v1/events/", "/api/v1/problems/"]


def test_a_request_keeps_its_id(client):
    response = client.get("/api/v1/", headers={"X-Request-Id": "abc-123.x:y"})

    assert response.headers["X-Request-Id"] == "abc-123.x:y"


@pytest.mark.parametrize("given", ["", "a b", "a\nSet-Cookie: x", "ā", "x" * 129, "-a", "<b>"])
def test_an_unusable_id_is_replaced(client, given):
    response = client.get("/api/v1/", headers={"X-Request-Id": given})

    assert re.fullmatch("[0-9a-f]{32}", response.headers["X-Request-Id"])


def test_what_django_refuses_keeps_its_headers(rf):
    answer = RequestId(lambda _request: HttpResponseNotAllowed(["PUT"]))

    response = answer(rf.get("/api/v1/"))

    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Allow"] == "PUT"


def test_a_page_has_an_id_too(client):
    assert client.get("/nothing/").headers["X-Request-Id"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_read_can_be_kept_and_asked_about(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["Vary"] == "Accept"
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert again.headers["ETag"] == response.headers["ETag"]
    assert again.headers["Cache-Control"] == response.headers["Cache-Control"]
    assert again.headers["Vary"] == "Accept"


def test_an_event_makes_every_tag_old(client):
    tag = client.get("/api/v1/bills/").headers["ETag"]
    EventFactory()

    response = client.get("/api/v1/bills/", headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert response.headers["ETag"] != tag


def test_a_new_day_makes_every_tag_old(client, time_machine):
    time_machine.move_to("2026-11-23T10:59:00Z")  # 23:59 in Wellington
    tag = client.get("/api/v1/bills/").headers["ETag"]
    time_machine.move_to("2026-11-23T11:00:00Z")

    assert client.get("/api/v1/bills/", headers={"If-None-Match": tag}).status_code == 200


def test_a_new_release_makes_every_tag_old(client, monkeypatch):
    tag = client.get("/api/v1/bills/").headers["ETag"]
    monkeypatch.setattr("billtracker.api.conditional.RELEASE", "another")

    assert client.get("/api/v1/bills/").headers["ETag"] != tag


def test_a_tag_is_of_one_address(client):
    tag = client.get("/api/v1/bills/").headers["ETag"]

    assert client.get("/api/v1/bills/?count=1").headers["ETag"] != tag
    assert client.get("/api/v1/bills/", headers={"Host": "localhost"}).headers["ETag"] != tag


def test_whoever_has_the_answer_costs_one_query(client, queries_of):
    tag = client.get("/api/v1/bills/").headers["ETag"]

    cost = queries_of(lambda: client.get("/api/v1/bills/", headers={"If-None-Match": tag}))

    assert cost == 1


def test_any_tag_matches_what_is_there_and_nothing_else(client):
    anything = {"If-None-Match": "*"}

    assert client.get("/api/v1/bills/", headers=anything).status_code == 304
    assert client.get("/api/v1/bills/54-94/", headers=anything).status_code == 404


def test_a_garbled_condition_is_no_condition(client):
    response = client.get("/api/v1/bills/", headers={"If-None-Match": '"unfinished, W/'})

    assert response.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_tells_what_get_would(client, address):
    head, get = client.head(address), client.get(address)

    assert head.status_code == 200
    assert not head.content
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == get.headers["Content-Length"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_tell_the_methods(client, address):
    response = client.options(address)

    assert response.status_code == 204
    assert not response.content
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_the_plain_form_can_be_asked_for(client):
    asked = client.get("/api/v1/bills/?format=json", headers={"Accept": "application/json"})

    assert asked.json() == client.get("/api/v1/bills/").json()


def test_a_browser_is_given_json(client):
    accept = "text/html,application/xhtml+xml,*/*;q=0.8"

    response = client.get("/api/v1/bills/", headers={"Accept": accept})

    assert response.headers["Content-Type"] == "application/json"


def test_an_address_without_its_last_slash_is_sent_on(client):
    response = client.get("/api/v1/bills?count=1")

    assert response.status_code == 301
    assert response.headers["Location"] == "/api/v1/bills/?count=1"


def test_no_cookie_is_set(client):
    assert not client.get("/api/v1/bills/").cookies
