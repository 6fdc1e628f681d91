"""Whose turn it is to ask a host: one at a time, across all processes that share the queue."""

import threading
import time

from billtracker.http.shared import from_redis

# Takes the next free turn and puts the one after it `gap` ms later; returns the ms to wait.
# By the server's clock, so that machines need not agree on theirs.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local upcoming = turn + ARGV[1]
if upcoming > now then redis.call('SET', KEYS[1], upcoming, 'PX', upcoming - now) end
return turn - now
"""
_lock = threading.Lock()
_own: dict[str, float] = {}


def take(origin: str, gap: float) -> float:
    """Take a turn at a host; return the seconds to wait for it.

    The next turn is at least `gap` seconds after it. Where Redis is down, turns are taken per
    process.
    """
    key = f"billtracker:turn:{origin}"
    wait = from_redis(lambda redis: redis.eval(_TAKE, 1, key, round(gap * 1000)))
    if wait is not None:
        return int(wait) / 1000
    now = time.monotonic()
    with _lock:
        turn = max(now, _own.get(origin, now))
        _own[origin] = turn + gap
    return turn - now
