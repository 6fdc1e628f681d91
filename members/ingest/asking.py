"""Which pages of parliament.nz to ask for members: the lists, then each member's own page."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from billtracker.intake.sources import Wanted
from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched
from members.ingest.listings import Listed, Listing, read_members


def first_pages(_since: date | None) -> Iterator[Wanted]:
    """Yield the lists, whose addresses are settings. They tell no day, so all are asked."""
    yield from (Wanted(url, url) for url in settings.MEMBERS_PAGES)


def own_pages(body: Fetched, _since: date | None) -> Iterator[Wanted]:
    """Yield each listed member's own page, which states seats and days.

    It is asked again only where the list has come to say something else of the member. A page
    that is no list leads nowhere, and no page leads to another host.
    """
    if body.name not in settings.MEMBERS_PAGES:
        return
    listing = Listing()
    with suppress(Refused):  # the pipeline reads this body too, and says why it is refused
        listing = read_members(body.content, body.name)
    for listed in listing.members:
        url = urljoin(body.name, listed.page)
        if listed.page and urlsplit(url).netloc == urlsplit(body.name).netloc:
            yield Wanted(url, url, version=_version(listed))


def _version(listed: Listed) -> str:
    return hashlib.sha256(repr(listed.sat).encode()).hexdigest()
