"""The read that every endpoint is: parameters in, one answer out, with its validators."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar, is_typeddict

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from billtracker.api.conditional import Version, not_modified, validated
from billtracker.api.links import Links
from billtracker.api.parameters import Parameters, Setting


class ByAccept(DefaultContentNegotiation):
    """Negotiates by `Accept` alone: `format` is a parameter like others, checked as such."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Asked[P: Parameters]:
    """What an answer is made from: parameters, version, and how to write addresses."""

    parameters: P
    version: Version
    links: Links


class Read[P: Parameters](APIView):
    """An address that can be read.

    A subclass declares its `parameters` and the `shape` (a TypedDict) of its objects, and
    answers with one; path words are keyword arguments of `answer`.
    """

    parameters: type[P]
    shape: ClassVar[type[Any]]
    content_negotiation_class = ByAccept

    @property
    def default_response_headers(self) -> dict[str, str]:
        """What every answer of the address says, errors included."""
        return {"Allow": ", ".join(self.allowed_methods), "Vary": "Accept"}

    def answer(self, asked: Asked[P], **path: str) -> Mapping[str, Any]:
        """Return what is to be told."""
        raise NotImplementedError

    def narrowed(self, answer: Mapping[str, Any], members: tuple[str, ...]) -> dict[str, Any]:
        """Return the answer with only these members of its object."""
        return {name: answer[name] for name in members}

    def get(self, request: Request, **path: str) -> HttpResponseBase:
        """Answer, unless whoever asks has the answer already."""
        plain = request._request  # noqa: SLF001 - DRF has no public name for it
        version = Version.now()
        etag = version.etag(plain)
        return validated(
            plain, not_modified(plain, etag) or self._answered(request, version, path), etag
        )

    def _answered(self, request: Request, version: Version, path: dict[str, str]) -> Response:
        members = tuple(self.shape.__annotations__) if is_typeddict(self.shape) else ()
        setting = Setting(today=version.today, members=members)
        parameters = self.parameters.of(request.query_params, setting)
        if parameters.format != "json":
            raise NotAcceptable(f"There is no {parameters.format.upper()} of this address yet.")
        asked = Asked(parameters, version, Links(request._request))  # noqa: SLF001
        answer = self.answer(asked, **path)
        if parameters.fields:
            answer = self.narrowed(answer, parameters.fields)
        return Response(answer)

    def options(self, *_args: Any, **_path: Any) -> HttpResponse:  # type: ignore[override]
        """Say which methods the address answers."""
        response = HttpResponse(status=204)
        del response["Content-Type"]
        return response


class ReadList[P: Parameters](Read[P]):
    """An address that can be read page by page; `shape` is that of its rows."""

    def narrowed(self, answer: Mapping[str, Any], members: tuple[str, ...]) -> dict[str, Any]:
        """Return the answer with only these members of each row."""
        rows = [{name: row[name] for name in members} for row in answer["results"]]
        return {**answer, "results": rows}
