"""What a host asks of robots (RFC 9309): fetched once a day, kept where all processes see it."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.robotparser import RobotFileParser

from django.conf import settings

from billtracker.http.exchange import Answer, Question, Unavailable
from billtracker.http.shared import from_redis
from billtracker.problems import Refused

# The name by which a robots.txt may address us.
ROBOT = "Billtracker"
# A host that asks for more is asked no more often than this; runs have an end.
_DELAY_AT_MOST = 60.0

# What is kept where Redis is down: until when, and the text.
_own: dict[str, tuple[float, str]] = {}

type Fetch = Callable[[Question], Answer | None]


def rules_of(origin: str, fetch: Fetch) -> RobotFileParser:
    """Return a host's rules, fetched where nobody keeps them.

    A host without a robots.txt allows everything; raise Unavailable where it does not answer.
    """
    key = f"billtracker:robots:{origin}"
    text = _kept(key)
    if text is None:
        text = _fetched(origin, fetch)
        _keep(key, text)
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    return rules


def delay_of(rules: RobotFileParser) -> float:
    """Return the seconds that a host wants between requests, within reason; 0 if it is silent."""
    delay = cast("str | int | float | None", rules.crawl_delay(ROBOT))
    return min(float(delay or 0), _DELAY_AT_MOST)


def _fetched(origin: str, fetch: Fetch) -> str:
    try:
        answer = fetch(Question(f"{origin}/robots.txt", None, "text/plain", {}))
    except Refused:
        return ""  # what is no text holds no rules
    except Unavailable as failure:
        is_theirs = failure.status >= HTTPStatus.INTERNAL_SERVER_ERROR or not failure.status
        if is_theirs or failure.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise
        return ""
    return answer.content.decode("utf-8", "replace") if answer else ""


def _kept(key: str) -> str | None:
    kept = from_redis(lambda redis: redis.get(key))
    if kept is not None:
        return cast("bytes", kept).decode()
    until, text = _own.get(key, (0.0, ""))
    return text if time.monotonic() < until else None


def _keep(key: str, text: str) -> None:
    seconds = settings.HTTP_ROBOTS_KEPT_SECONDS
    if not from_redis(lambda redis: redis.set(key, text, ex=seconds)):
        _own[key] = (time.monotonic() + seconds, text)
