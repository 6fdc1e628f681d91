"""A stand-in for the HTTP client that is being written; the merge throws it away."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any


class Unavailable(Exception):
    """An address did not answer; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


def ask(
    url: str,
    *,
    post: dict[str, Any] | None = None,
    accepts: str = "application/json",
    known: Mapping[str, str] = {},
) -> Answer | None:
    """Ask an address; None where it was not modified."""
    headers = {"Accept": accepts}
    if etag := known.get("etag"):
        headers["If-None-Match"] = etag
    data = None if post is None else json.dumps(post).encode()
    request = urllib.request.Request(url, data, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            kept = tuple((k.lower(), v) for k, v in answer.headers.items() if k.lower() == "etag")
            return Answer(answer.read(), kept)
    except urllib.error.HTTPError as error:
        if error.code == HTTPStatus.NOT_MODIFIED:
            return None
        raise Unavailable(f"{url} answered {error.code}.") from error
    except OSError as error:
        raise Unavailable(f"{url} did not answer ({error}).") from error
