"""The one form of every error."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from billtracker.api.errors import PROBLEMS, Code

MEMBERS = {"type", "title", "status", "detail", "code", "errors"}


def assert_problem(response: HttpResponse, code: str, *fields: str) -> dict[str, Any]:
    """Check that the answer is a problem of this code that blames these fields; return it."""
    kind = PROBLEMS[Code(code)]
    assert response.status_code == kind.status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert response.headers["X-Request-Id"]
    body = response.json()
    assert set(body) == MEMBERS
    assert body["type"] == f"/api/v1/problems/#{code}"
    assert (body["code"], body["title"]) == (code, kind.title)
    assert HTTPStatus(body["status"]) is kind.status
    assert body["detail"]
    assert [error["field"] for error in body["errors"]] == list(fields)
    assert all(set(error) == {"field", "code", "message"} for error in body["errors"])
    return body
