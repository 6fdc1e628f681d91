"""What all processes share in Redis. Where it is down each does without, and says so once."""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

import redis
from django.conf import settings

logger = logging.getLogger(__name__)
_outage: list[str] = []


@cache
def client() -> redis.Redis:
    """Return the client, which is safe to keep over a fork."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=5)


def from_redis(call: Callable[[redis.Redis], Any]) -> Any:
    """Return what Redis answers to a call; None where it is down."""
    try:
        answer = call(client())
    except redis.RedisError as error:
        if not _outage:
            logger.warning("sources are asked in turns of this process alone: %s", error)
            _outage.append(str(error))
        return None
    _outage.clear()
    return answer
