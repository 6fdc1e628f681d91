"""parliament.nz: the lists of current and former members, and a member's own page. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import LxmlError

from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.text import squeezed
from members.ingest.listings.listed import Listed, Listing, Sat
from members.ingest.listings.printed import (
    day,
    day_of_name,
    half_open,
    in_order,
    intervals,
    page_id,
)

# Other lists of the site, such as the daily progress, have rows of the same class.
_ROWS = (
    "//tr[contains(concat(' ', @class, ' '), ' list__row ')]"
    "[.//a[contains(@href, 'members-of-parliament/')]]"
)
_SEATS = "//table[.//tr[1]/*[1][normalize-space() = 'Member for / List']]"
_SHOWN = re.compile(r"Displaying (\d+) - (\d+) of (\d+)")
_SITE_NAME = " - New Zealand Parliament"


def read_page(text: str, name: str) -> Listing:
    """Read a page; raise Refused where it is no list of members and no member's own page.

    parliament.nz stands behind a challenge, whose page has neither, as has an empty shell.
    """
    try:
        page = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError) as error:
        raise Refused(Problem(name, "body", f"is not readable as HTML: {error}.")) from error
    if rows := page.xpath(_ROWS):
        return _list(page, rows, name)
    if tables := page.xpath(_SEATS):
        return _own_page(page, tables[0], name)
    sentence = "holds no row of a list of members and no table of a member's seats."
    raise Refused(Problem(name, "body", sentence))


def _list(page: html.HtmlElement, rows: list[html.HtmlElement], name: str) -> Listing:
    listing = Listing(on=day_of_name(name))
    for number, row in enumerate(rows, 1):
        try:
            listing.members.append(_row(row, f"{name}, row {number}", listing.problems))
        except Refused as refusal:
            listing.problems += refusal.problems
    has_all = _has_all(page)
    if has_all is False:
        sentence = "shows a part of the list only; the others are not in this page."
        listing.problems.append(Problem(name, "rows", sentence, Severity.FLAGGED, Kind.ODD))
    are_current = all(not sat.start for one in listing.members for sat in one.sat)
    listing.is_the_house = bool(has_all and are_current and not listing.problems)
    return listing


def _has_all(page: html.HtmlElement) -> bool | None:
    """Say whether a list shows all its rows; None where it does not tell."""
    shown = _SHOWN.search(_words(page))
    return None if shown is None else (shown[1], shown[2]) == ("1", shown[3])


def _row(row: html.HtmlElement, where: str, problems: list[Problem]) -> Listed:
    links = row.xpath(".//a[contains(@class, 'list__cell-heading')]")
    sort_name = squeezed(_words(links[0])) if links else ""
    path = str(links[0].get("href", "")) if links else ""
    if not sort_name or not urlsplit(path).path.strip("/"):
        raise Refused(Problem(where, "name", "names nobody, or has no address."))
    abstract = row.xpath(".//*[contains(@class, 'list__cell-abstract')]")
    cells = [squeezed(_words(cell)) for cell in row.xpath(".//*[@class='list__cell-text']")]
    if abstract:
        sat = intervals(_words(abstract[0]), sort_name, problems)
    elif len(cells) >= 2 and all(cells[:2]):  # noqa: PLR2004 - party and electorate
        sat = (Sat(cells[0], electorate=cells[1]),)
    else:
        raise Refused(Problem(where, "party", "states no party and electorate."))
    path = urlsplit(path).path
    return Listed(in_order(sort_name), sort_name, (page_id(path),), sat=sat, page=path)


def _own_page(page: html.HtmlElement, table: html.HtmlElement, name: str) -> Listing:
    sort_name = squeezed(_first(page, "//title")).removesuffix(_SITE_NAME).strip()
    address = urlsplit(next(iter(page.xpath("//meta[@property='og:url']/@content")), name)).path
    if "," not in sort_name or not address.strip("/"):
        raise Refused(Problem(name, "title", "does not say whose page it is."))
    problems: list[Problem] = []
    sat = half_open(_seats(table, sort_name, problems), sort_name, problems)
    listed = Listed(in_order(sort_name), sort_name, (page_id(address),), sat=sat, page=address)
    return Listing([listed], problems, on=day_of_name(name))


def _seats(table: html.HtmlElement, whose: str, problems: list[Problem]) -> Iterator[Sat]:
    for row in table.xpath(".//tr")[1:]:
        cells = [squeezed(_words(cell)) for cell in row.xpath("./td")]
        seat, party, start, end = [*cells, "", "", "", ""][:4]
        where = f"{whose}, {seat} from {start}"
        if not seat or not party:
            problems.append(Problem(where, "row", "states no seat or no party."))
            continue
        try:
            begins = day(start, "%d/%m/%Y", where, "start")
            ends = day(end, "%d/%m/%Y", where, "end") if end else None
        except Refused as refusal:
            problems += refusal.problems
        else:
            yield Sat(party, seat, begins, ends)


def _first(page: html.HtmlElement, path: str) -> str:
    return next((_words(found) for found in page.xpath(path)), "")


def _words(element: html.HtmlElement) -> str:
    return str(element.text_content())
