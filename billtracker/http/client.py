"""Asking a source until it answers or it is clear that it will not."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils import timezone

from billtracker.http import robots, turns
from billtracker.http.exchange import (
    Answer,
    Passing,
    Question,
    Unavailable,
    exchange,
    origin_of,
)
from billtracker.problems import Problem, Refused

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Client:
    """The client; its clock, its sleep and its dice can be exchanged."""

    sleep: Callable[[float], None] = time.sleep
    dice: Callable[[float, float], float] = random.uniform
    now: Callable[[], datetime] = timezone.now

    def ask(
        self,
        url: str,
        *,
        post: dict[str, Any] | None = None,
        accepts: str = "application/json",
        known: Mapping[str, str] = _NOTHING,
    ) -> Answer | None:
        """Return the answer of an address; None where it is the one whose headers are `known`.

        Raise Unavailable where nothing came, and Refused where what came is no answer of the
        source: a challenge or an empty page, another type, too large, or from elsewhere; or
        where its robots.txt asks us to stay away.
        """
        rules = robots.rules_of(origin_of(url), lambda question: self._ask(question, 0))
        if not rules.can_fetch(robots.ROBOT, url):
            raise Refused(Problem(url, "robots.txt", "asks robots not to fetch this address."))
        return self._ask(Question(url, post, accepts, known), robots.delay_of(rules))

    def _ask(self, question: Question, delay: float) -> Answer | None:
        """Ask, and ask again what may pass, each time in turn."""
        origin = origin_of(question.url)
        gap = max(settings.HTTP_SECONDS_BETWEEN, delay)
        tries = settings.HTTP_TRIES
        for tried in range(1, tries + 1):
            self.sleep(turns.take(origin, gap))
            try:
                return exchange(question)
            except Passing as failure:
                wait = self._wait_after(failure, tried)
                if tried == tries or wait > settings.HTTP_WAIT_AT_MOST_SECONDS:
                    asked = f"It was asked {tried} time{'s' if tried > 1 else ''}."
                    raise Unavailable(f"{failure} {asked}", failure.status) from failure
                if failure.wait:
                    turns.take(origin, wait)  # what a host asks of one it asks of all
                else:
                    self.sleep(wait)
        raise AssertionError("a source is asked at least once")

    def _wait_after(self, failure: Passing, tried: int) -> float:
        """Return the seconds to wait: as told, or by backoff with full jitter."""
        told = seconds_told(failure.wait, self.now())
        if told is not None:
            return told
        ceiling = settings.HTTP_BACKOFF_SECONDS * 2 ** (tried - 1)
        return self.dice(0, min(ceiling, settings.HTTP_WAIT_AT_MOST_SECONDS))


def seconds_told(retry_after: str, now: datetime) -> float | None:
    """Return the seconds of a Retry-After, given as such or as a date; None if it is neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
