"""Every error of the API: one code per cause, told as a problem (RFC 9457)."""

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse
from rest_framework import exceptions

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class Code(StrEnum):
    """Why a request was not answered. `PROBLEMS` says what each means."""

    INVALID_PARAMETERS = "invalid_parameters"
    INVALID_REQUEST = "invalid_request"
    NOT_AUTHENTICATED = "not_authenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    NO_QUESTION = "no_question"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    NOT_ACCEPTABLE = "not_acceptable"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    THROTTLED = "throttled"
    SERVER_ERROR = "server_error"
    UNAVAILABLE = "unavailable"


class FieldCode(StrEnum):
    """What is wrong with one parameter."""

    UNKNOWN_PARAMETER = "unknown_parameter"
    REPEATED_PARAMETER = "repeated_parameter"
    UNUSABLE_VALUE = "unusable_value"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for, whatever the request."""

    status: HTTPStatus
    title: str
    meaning: str


PROBLEMS = {
    Code.INVALID_PARAMETERS: Meaning(
        HTTPStatus.BAD_REQUEST,
        "Invalid parameters",
        "A parameter is not one of this address, is given twice, or has a value that cannot be "
        "used; `errors` names each.",
    ),
    Code.INVALID_REQUEST: Meaning(
        HTTPStatus.BAD_REQUEST, "Invalid request", "The request cannot be read."
    ),
    Code.NOT_AUTHENTICATED: Meaning(
        HTTPStatus.UNAUTHORIZED, "Not authenticated", "This needs a valid token."
    ),
    Code.FORBIDDEN: Meaning(HTTPStatus.FORBIDDEN, "Forbidden", "Whoever asks may not do this."),
    Code.NOT_FOUND: Meaning(
        HTTPStatus.NOT_FOUND,
        "Not found",
        "Nothing has this address, or it did not exist yet on the day asked about.",
    ),
    Code.NO_QUESTION: Meaning(
        HTTPStatus.NOT_FOUND,
        "No question",
        "There is no reading ahead of the bill, nor one on record, to give an outlook for.",
    ),
    Code.METHOD_NOT_ALLOWED: Meaning(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "Method not allowed",
        "The address does not answer this method; `Allow` lists those it does.",
    ),
    Code.NOT_ACCEPTABLE: Meaning(
        HTTPStatus.NOT_ACCEPTABLE,
        "Not acceptable",
        "The address has no representation of the kind asked for.",
    ),
    Code.UNSUPPORTED_MEDIA_TYPE: Meaning(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "Unsupported media type",
        "The body is of a kind that cannot be read.",
    ),
    Code.THROTTLED: Meaning(
        HTTPStatus.TOO_MANY_REQUESTS,
        "Too many requests",
        "Too many requests came from one caller; `Retry-After` says when to go on.",
    ),
    Code.SERVER_ERROR: Meaning(
        HTTPStatus.INTERNAL_SERVER_ERROR, "Server error", "The fault is ours."
    ),
    Code.UNAVAILABLE: Meaning(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Unavailable",
        "The database does not answer just now; ask again a little later.",
    ),
}
# Where only a status is known, the first code of that status is the plain one.
_BY_STATUS = {meaning.status: code for code, meaning in reversed(PROBLEMS.items())} | {
    HTTPStatus.BAD_REQUEST: Code.INVALID_REQUEST
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """One parameter that is to blame, and why."""

    field: str
    code: str
    message: str


class ApiError(Exception):
    """A request that is refused, for one cause."""

    def __init__(self, code: Code, detail: str, errors: Iterable[FieldError] = ()) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)


def not_found(detail: str) -> ApiError:
    """Return the refusal of what is not there."""
    return ApiError(Code.NOT_FOUND, detail)


def unusable(field: str, message: str) -> ApiError:
    """Return the refusal of one parameter's value."""
    error = FieldError(field, FieldCode.UNUSABLE_VALUE, message)
    return ApiError(Code.INVALID_PARAMETERS, f"{field}: {message}", [error])


def problem_response(error: ApiError) -> HttpResponse:
    """Return the answer that tells an error; nobody may keep it."""
    kind = PROBLEMS[error.code]
    body = {
        "type": f"/api/v1/problems/#{error.code}",
        "title": kind.title,
        "status": int(kind.status),
        "detail": error.detail,
        "code": error.code,
        "errors": [asdict(one) for one in error.errors],
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=kind.status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store"},
    )


def of_status(status: int, detail: str = "") -> ApiError:
    """Return the error that a bare status stands for."""
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    fallback = Code.SERVER_ERROR if is_ours else Code.INVALID_REQUEST
    code = _BY_STATUS.get(HTTPStatus(status), fallback)
    return ApiError(code, detail or PROBLEMS[code].meaning)


def problem(error: Exception, _context: dict[str, Any]) -> HttpResponse | None:
    """Tell a view's exception as a problem; None leaves what nobody foresaw to Django's log."""
    told = _told(error)
    if told is None:
        return None
    response = problem_response(told)
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = challenge
    return response


def _told(error: Exception) -> ApiError | None:
    told = None
    match error:
        case ApiError():
            told = error
        case Http404():
            told = of_status(HTTPStatus.NOT_FOUND, str(error))
        case PermissionDenied():
            told = of_status(HTTPStatus.FORBIDDEN)
        case SuspiciousOperation():
            told = of_status(HTTPStatus.BAD_REQUEST, str(error))
        case OperationalError():
            logger.error("The database does not answer.", exc_info=error)
            told = of_status(HTTPStatus.SERVICE_UNAVAILABLE)
        case exceptions.APIException():
            detail = error.detail if isinstance(error.detail, str) else ""
            told = of_status(error.status_code, detail)
    return told
