"""The Atom feed of current members that parliament.nz had until its new site. Pure."""

from datetime import datetime

from lxml import etree

from billtracker.days import wellington_day
from billtracker.problems import Problem, Refused
from billtracker.text import squeezed
from members.domain.facts import UpstreamId
from members.ingest.listings.listed import Listed, Listing, Sat
from members.ingest.listings.printed import DOCUMENTS, in_order

_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read_feed(text: str, name: str) -> Listing:
    """Read the feed: everybody who sat on the day on which it was made."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        feed = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(Problem(name, "body", f"is not readable as XML: {error}.")) from error
    if feed.getroottree().docinfo.doctype:
        sentence = "declares a document type, for which a feed has no use; it was not read."
        raise Refused(Problem(name, "body", sentence))
    entries = feed.findall("a:entry", _ATOM)
    if not entries:
        raise Refused(Problem(name, "body", "holds no entry of a feed of members."))
    listing = Listing(on=wellington_day(_made_at(feed, name)))
    for number, entry in enumerate(entries, 1):
        try:
            listing.members.append(_listed(entry, f"{name}, entry {number}"))
        except Refused as refusal:
            listing.problems += refusal.problems
    listing.is_the_house = not listing.problems
    return listing


def _made_at(feed: etree._Element, name: str) -> datetime:
    words = _words(feed, "updated")
    try:
        made = datetime.fromisoformat(words)
    except ValueError as error:
        raise Refused(Problem(name, "updated", f"{words!r} is not a moment.")) from error
    if made.tzinfo is None:
        raise Refused(Problem(name, "updated", f"{words!r} does not say in which time zone."))
    return made


def _listed(entry: etree._Element, where: str) -> Listed:
    sort_name, document = _words(entry, "title"), _words(entry, "id")
    party, _, electorate = _words(entry, "content").partition(", ")
    missing = [
        field
        for field, words in {"title": sort_name, "id": document, "content": electorate}.items()
        if not words
    ]
    if missing:
        raise Refused(*(Problem(where, field, "states nothing usable.") for field in missing))
    return Listed(
        in_order(sort_name),
        sort_name,
        (UpstreamId(DOCUMENTS, document),),
        sat=(Sat(party, electorate),),
    )


def _words(element: etree._Element, name: str) -> str:
    return squeezed(element.findtext(f"a:{name}", "", _ATOM))
