"""Whether the process lives, and whether what it needs answers."""

import logging
import secrets

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
_PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that the process is alive; nothing else is asked."""
    return HttpResponse("alive\n", content_type=_PLAIN)


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Say whether database and cache answer; 503 names the one that does not, and no more."""
    asked = {"database": _database_answers(), "cache": _cache_answers()}
    lines = [f"{name}: {'ready' if answers else 'no answer'}\n" for name, answers in asked.items()]
    status = 200 if all(asked.values()) else 503
    return HttpResponse("".join(lines), content_type=_PLAIN, status=status)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database does not answer")
        return False
    return True


def _cache_answers() -> bool:
    word = secrets.token_hex(8)
    try:
        cache.set("readyz", word, timeout=10)
        return cache.get("readyz") is not None
    except (RedisError, OSError):
        logger.exception("the cache does not answer")
        return False
