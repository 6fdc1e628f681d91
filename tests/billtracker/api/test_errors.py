"""Every failing path answers in one form."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from rest_framework.exceptions import NotAuthenticated, ParseError, Throttled

from billtracker.api.errors import PROBLEMS, Code, of_status, problem
from tests.billtracker.api.problem_shape import assert_problem

pytestmark = pytest.mark.django_db

BAD_PARAMETERS = [
    ("bills/?foo=1", "foo"),
    ("bills/?as_of=2024-02-30", "as_of"),
    ("bills/?as_of=20241114", "as_of"),
    ("bills/?as_of=2024-11-14T00:00:00Z", "as_of"),
    ("bills/?as_of=\uff12024-11-14", "as_of"),
    ("bills/?as_of=9999-12-31", "as_of"),
    ("bills/?as_of=", "as_of"),
    ("bills/?status=alive", "status"),
    ("bills/?status=active&status=enacted", "status"),
    ("bills/?parliament=54.0", "parliament"),
    ("bills/?parliament=-1", "parliament"),
    ("bills/?parliament=99999999999999999999", "parliament"),
    ("bills/?page_size=0", "page_size"),
    ("bills/?page_size=201", "page_size"),
    ("bills/?count=yes", "count"),
    ("bills/?fields=id,nope", "fields"),
    ("bills/?fields=id,", "fields"),
    ("bills/?format=xml", "format"),
    ("bills/?ordering=number", "ordering"),
    ("bills/?search=!!!", "search"),
    ("bills/?search=a%00b", "search"),
    ("bills/?member=%00", "member"),
    ("bills/?member=David Seymour", "member"),
    ("bills/?updated_since=yesterday", "updated_since"),
    ("bills/?updated_since=2024-11-14T00:00:00", "updated_since"),
    ("bills/?updated_since=0001-01-01", "updated_since"),
    ("bills/?updated_since=9999-12-31T23:59:59-12:00", "updated_since"),
    ("bills/?updated_since=2024-11-14T00:00:60Z", "updated_since"),
    ("bills/?cursor=nope", "cursor"),
    ("bills/?cursor=ā", "cursor"),
    ("bills/54-94/?status=active", "status"),
    ("bills/54-94/outlook/?stage=royal_assent", "stage"),
    ("votes/54-94-first-reading/?bill=54-94", "bill"),
    ("members/christopher-luxon/attendance/?from=2024-13-01", "from"),
    ("members/christopher-luxon/attendance/?as_of=2024-11-14", "as_of"),
    ("members/christopher-luxon/attendance/?status=absent", "status"),
    ("events/?kind=votes", "kind"),
    ("events/?since=1", "since"),
    ("events/?cursor=x", "cursor"),
    ("?page_size=1", "page_size"),
    ("problems/?status=400", "status"),
]


@pytest.mark.parametrize(("address", "field"), BAD_PARAMETERS)
def test_a_bad_parameter_is_refused_by_name(client, address, field):
    body = assert_problem(client.get(f"/api/v1/{address}"), "invalid_parameters", field)

    assert field in body["detail"]


def test_every_bad_parameter_is_named_at_once(client):
    response = client.get("/api/v1/bills/?as_of=2024-02-30&foo=1&count=1&count=1")

    body = assert_problem(response, "invalid_parameters", "count", "as_of", "foo")
    assert [error["code"] for error in body["errors"]] == [
        "repeated_parameter",
        "unusable_value",
        "unknown_parameter",
    ]


def test_a_huge_parameter_is_refused_without_repeating_it(client):
    response = client.get("/api/v1/bills/", {"search": "a" * 5000, "b" * 5000: "1"})

    body = assert_problem(response, "invalid_parameters", "search", f"{'b' * 60}…")
    assert len(str(body)) < 2000


def test_too_many_parameters_are_refused(client):
    query = "&".join(f"p{n}=1" for n in range(2000))

    assert_problem(client.get(f"/api/v1/bills/?{query}"), "invalid_request")


NOWHERE = [
    "nothing/",
    "bills/54-999999/",
    "bills/%00/",
    "bills/54%0094/",
    "bills/54-94%20/",
    f"bills/{'9' * 4000}/",
    "bills/54-999999/outlook/",
    "bills/54-94/nothing/",
    "votes/nothing/",
    "votes/%27%3B/",
    "members/nobody/attendance/",
    "members/M%C4%81ori/attendance/",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_is_not_found(client, address):
    assert_problem(client.get(f"/api/v1/{address}"), "not_found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_a_read_answers_no_other_method(client, method):
    response = getattr(client, method)("/api/v1/bills/")

    assert_problem(response, "method_not_allowed")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["bills/?format=csv", "bills/54-94/?format=csv"])
def test_csv_is_not_acceptable_yet(client, address):
    assert_problem(client.get(f"/api/v1/{address}"), "not_acceptable")


@pytest.mark.parametrize("accept", ["text/html", "text/csv", ";;,/", "a" * 300])
def test_only_json_is_acceptable(client, accept):
    response = client.get("/api/v1/bills/", headers={"Accept": accept})

    assert_problem(response, "not_acceptable")
    assert response.headers["Vary"] == "Accept"


def test_a_foreign_host_is_a_problem_too(client):
    assert_problem(client.get("/api/v1/bills/", headers={"Host": "evil.test"}), "invalid_request")


def test_a_crash_is_a_problem_too(client, monkeypatch):
    def crash() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("billtracker.api.views.Version.now", crash)
    client.raise_request_exception = False

    body = assert_problem(client.get("/api/v1/bills/"), "server_error")
    assert "ZeroDivisionError" not in str(body)


def test_a_database_that_does_not_answer_is_unavailable(client, monkeypatch):
    def fail() -> None:
        raise OperationalError("password of the database")

    monkeypatch.setattr("billtracker.api.views.Version.now", fail)

    body = assert_problem(client.get("/api/v1/bills/"), "unavailable")
    assert "password" not in str(body)


def challenged() -> NotAuthenticated:
    error = NotAuthenticated()
    error.auth_header = "Bearer"
    return error


@pytest.mark.parametrize(
    ("error", "code", "header"),
    [
        (Throttled(wait=7), Code.THROTTLED, ("Retry-After", "7")),
        (ParseError(), Code.INVALID_REQUEST, None),
        (NotAuthenticated(), Code.NOT_AUTHENTICATED, None),
        (challenged(), Code.NOT_AUTHENTICATED, ("WWW-Authenticate", "Bearer")),
        (Http404("gone"), Code.NOT_FOUND, None),
        (PermissionDenied(), Code.FORBIDDEN, None),
    ],
)
def test_errors_of_the_framework_are_told_alike(error, code, header):
    response = problem(error, {})

    assert response is not None
    assert response.status_code == PROBLEMS[code].status
    assert header is None or response.headers[header[0]] == header[1]


def test_what_nobody_foresaw_is_left_to_the_log():
    assert problem(ZeroDivisionError(), {}) is None


def test_every_status_of_the_list_is_its_own():
    assert {of_status(kind.status).code for kind in PROBLEMS.values()} == set(Code) - {
        Code.INVALID_PARAMETERS,
        Code.NO_QUESTION,
    }


def test_every_code_is_listed(client):
    results = client.get("/api/v1/problems/").json()["results"]

    assert {row["code"] for row in results} == set(Code)
    assert all(row["meaning"] for row in results)


def test_pages_keep_their_own_errors(client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")
