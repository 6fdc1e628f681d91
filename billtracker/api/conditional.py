"""Validators: an answer is a function of its address, the newest event and the day.

So its ETag is known before any table is read, and whoever has the answer already is told so
for the price of one look-up in the log.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from billtracker.days import wellington_day
from billtracker.events.models import Event

CACHE_CONTROL = "public, max-age=0, must-revalidate"


def _release() -> str:
    """Return a digest of our code, so that a new release never calls an old answer current."""
    project = Path(__file__).resolve().parent.parent.parent
    folders = [project / name for name in ("billtracker", "members", "bills")]
    files = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


RELEASE = _release()


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer depends on besides its address: the newest event, and today in Wellington.

    Read it before anything else: an answer read later can only be newer than its version, and
    is then asked for once more.
    """

    event: int
    today: date

    @classmethod
    def now(cls) -> "Version":
        """Return the version at this moment."""
        newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        return cls(newest or 0, wellington_day(timezone.now()))

    def etag(self, request: HttpRequest) -> str:
        """Return the tag of what `request` asks for; weak, since its bytes may be packed."""
        words = (RELEASE, self.event, self.today, request.build_absolute_uri())
        digest = hashlib.sha256("\n".join(map(str, words)).encode()).hexdigest()
        return f'W/"{digest[:32]}"'


def not_modified(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """Return the answer to whoever holds this very tag already; else None.

    A tag is given with answers only, so one that matches shows that there is something to read.
    `*` shows nothing, and waits until there is an answer.
    """
    if request.headers.get("If-None-Match", "*").strip() == "*":
        return None
    response = get_conditional_response(request, etag=etag)
    return response if isinstance(response, HttpResponseNotModified) else None


def validated(request: HttpRequest, response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Return an answer with what a cache needs to keep it and ask again."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        response = HttpResponseNotModified()
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    return response
