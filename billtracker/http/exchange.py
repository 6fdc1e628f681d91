"""One question to one address and its answer, within bounds of time and size."""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2
from django.conf import settings

from billtracker import shells
from billtracker.problems import Problem, Refused

_KEPT = ("etag", "last-modified", "content-type")
_REPEATED = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_MOVED = {301, 302, 303, 307, 308}
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_PIECE = 65_536


class Unavailable(Exception):
    """A source did not answer; the text says who, and how. `status` is 0 where there was none."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status


class Passing(Unavailable):
    """It may answer if asked again, not before `wait` has passed (a Retry-After) if given."""

    def __init__(self, sentence: str, status: int = 0, wait: str = "") -> None:
        super().__init__(sentence, status)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, and those headers that are kept or that a later request repeats."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An address and how to ask it: `post` is the JSON to send, `known` the headers kept."""

    url: str
    post: dict[str, Any] | None
    accepts: str
    known: Mapping[str, str]


def origin_of(url: str) -> str:
    """Return an address's scheme, host and port, which its rules and its turns belong to."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def exchange(question: Question) -> Answer | None:
    """Ask once, redirects followed; None where what is known is unchanged.

    Raise Unavailable (Passing, where it is worth asking again), and Refused where the answer is
    not what was asked for. In an event loop of its own: only so does one bound hold for all of
    it, name look-up and headers sent byte by byte included.
    """
    for _ in range(settings.HTTP_REDIRECTS_AT_MOST + 1):
        answer = asyncio.run(_within_bounds(question))
        if not isinstance(answer, str):
            return answer
        question = replace(question, url=_moved(question, answer))
    limit = settings.HTTP_REDIRECTS_AT_MOST
    raise _refused(question.url, "redirect", f"redirects more than {limit} times.")


async def _within_bounds(question: Question) -> Answer | str | None:
    url = question.url
    try:
        async with asyncio.timeout(settings.HTTP_WHOLE_SECONDS):
            return await _ask(question)
    except TimeoutError as error:
        raise Passing(f"{url} took longer than {settings.HTTP_WHOLE_SECONDS:g} s.") from error
    except httpx2.TimeoutException as error:
        raise Passing(f"{url} did not answer in time ({type(error).__name__}).") from error
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise Unavailable(f"{url} is no address to ask: {error}.") from error
    except httpx2.TransportError as error:
        reason = str(error).rstrip(".") or type(error).__name__
        raise Passing(f"{url} could not be reached, or broke off: {reason}.") from error


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


async def _ask(question: Question) -> Answer | str | None:
    timeout = httpx2.Timeout(settings.HTTP_READ_SECONDS, connect=settings.HTTP_CONNECT_SECONDS)
    method = "GET" if question.post is None else "POST"
    async with (
        httpx2.AsyncClient(timeout=timeout, verify=_certificates()) as client,
        client.stream(
            method, question.url, json=question.post, headers=_headers(question)
        ) as response,
    ):
        if response.status_code in _MOVED and "location" in response.headers:
            return response.headers["location"]
        if response.status_code == HTTPStatus.NOT_MODIFIED and question.known:
            return None
        if response.status_code != HTTPStatus.OK:
            raise _unavailable(question.url, response)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not any(fnmatch(kind, wanted) for wanted in _types(question.accepts)):
            sentence = f"is {kind or 'of no stated type'}, where {question.accepts} was due."
            raise _refused(question.url, "content type", sentence)
        content = b"".join([piece async for piece in _bounded(question.url, response)])
    return _as_due(question, content, response.headers)


def _headers(question: Question) -> dict[bytes, bytes]:
    known = {_REPEATED[name]: word for name, word in question.known.items() if name in _REPEATED}
    words = {
        "User-Agent": settings.HTTP_USER_AGENT,
        "Accept": question.accepts,
        "Accept-Encoding": "gzip",
        **known,
    }
    # As bytes, for who runs this may have a macron in their name.
    return {name.encode(): word.encode() for name, word in words.items()}


def _types(accepts: str) -> Iterator[str]:
    for part in accepts.split(","):
        yield part.partition(";")[0].strip().lower()


async def _bounded(url: str, response: httpx2.Response) -> AsyncIterator[bytes]:
    """Yield the body in pieces; raise Refused at once where it is, or would be, too large."""
    most = settings.HTTP_BODY_AT_MOST_BYTES
    too_large = _refused(url, "body", f"is larger than {most} bytes; none of it was kept.")
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise too_large
    size = 0
    async for piece in _decoded(url, response):
        size += len(piece)
        if size > most:
            raise too_large
        yield piece


async def _decoded(url: str, response: httpx2.Response) -> AsyncIterator[bytes]:
    """Yield the body unpacked, in pieces that stay small however far a bomb would expand."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"gzip", "identity"}:
        raise _refused(url, "content encoding", f"{coding!r} was not asked for.")
    unpacker = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    async for piece in response.aiter_raw():
        for part in _unpacked(url, unpacker, piece) if unpacker else [piece]:
            yield part
    if unpacker and not unpacker.eof:
        raise Passing(f"{url} broke off in the middle of its gzip.")


def _unpacked(url: str, unpacker: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    try:
        while packed:
            yield unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
    except zlib.error as error:
        raise _refused(url, "body", f"is not the gzip that it says: {error}.") from error
    if unpacker.unused_data:
        raise _refused(url, "body", "goes on after the end of its gzip.")


def _as_due(question: Question, content: bytes, headers: httpx2.Headers) -> Answer:
    """Return the answer; raise Refused where it is a page that holds nothing, or one undue."""
    if shells.is_html(content):
        empty = shells.why_empty(content)
        if not empty and "html" not in question.accepts and "*" not in question.accepts:
            empty = f"is a page of HTML, where {question.accepts} was due."
        if empty:
            raise _refused(question.url, "body", empty)
    kept = tuple((name, headers[name]) for name in _KEPT if name in headers)
    return Answer(content, kept)


def _unavailable(url: str, response: httpx2.Response) -> Unavailable:
    status = response.status_code
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    sentence = f"{url} answered {status} {phrase}".rstrip() + "."
    if status in _PASSING or status > 504:  # noqa: PLR2004 - the other 5xx
        return Passing(sentence, status, response.headers.get("retry-after", ""))
    return Unavailable(sentence, status)


def _moved(question: Question, location: str) -> str:
    """Return where an address moved to; raise Refused unless it is a GET on the same host."""
    target = urljoin(question.url, location)
    if origin_of(target) != origin_of(question.url):
        raise _refused(question.url, "redirect", f"redirects to another host, {target}.")
    if question.post is not None:
        raise _refused(question.url, "redirect", f"redirects what is posted, to {target}.")
    return target


def _refused(url: str, field: str, sentence: str) -> Refused:
    return Refused(Problem(url, field, sentence))
