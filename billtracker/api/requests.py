"""What wraps every request: its id, and the form of the API's errors."""

import re
import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from billtracker.api.errors import MEDIA_TYPE, of_status, problem_response

PREFIX = "/api/"
HEADER = "X-Request-Id"
# Short and plain, so that it can be written to a log and sent back as it came.
_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class RequestId:
    """Echoes a request's id or makes one, and leaves no HTML error under `/api/`.

    The outermost middleware: what Django itself refuses (an unknown address or host, a crash)
    passes here last, and leaves as a problem like any other error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        given = request.headers.get(HEADER, "")
        request_id = given if _USABLE.fullmatch(given) else uuid.uuid4().hex
        request.META["REQUEST_ID"] = request_id
        response = self.get_response(request)
        if request.path_info.startswith(PREFIX):
            response = _as_problem(response)
        response[HEADER] = request_id
        return response


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    is_error = response.status_code >= HTTPStatus.BAD_REQUEST
    if not is_error or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    told = problem_response(of_status(response.status_code))
    for header in _KEPT:
        if header in response.headers:
            told[header] = response.headers[header]
    return told
