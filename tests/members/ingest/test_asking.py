"""Which pages are asked for: the lists, then each member's own."""

from billtracker.provenance.fetched import Fetched
from members.ingest.asking import first_pages, own_pages

LIST = "https://www.parliament.nz/en/mps-and-electorates/members-of-parliament/"
ROW = """<tr class="list__row"><td><a class="list__cell-heading" href="{}">Abel, Steve</a></td>
<td><div class="list__cell-text">{}</div></td><td><div class="list__cell-text">List</div></td>"""
ABEL = "/en/mps-and-electorates/members-of-parliament/abel-steve/"


def listing(name=LIST, href=ABEL, party="Green Party"):
    return Fetched(name, f"<table>{ROW.format(href, party)}</table>".encode())


def test_the_lists_are_settings(settings):
    settings.MEMBERS_PAGES = ["http://127.0.0.1/members/"]

    assert [wanted.url for wanted in first_pages(None)] == ["http://127.0.0.1/members/"]


def test_a_members_own_page_follows_from_the_list():
    (wanted,) = own_pages(listing(), None)

    assert wanted.url == wanted.name == f"{LIST}abel-steve/"


def test_a_page_is_asked_again_only_where_the_list_says_something_else():
    (first,) = own_pages(listing(), None)
    (same,) = own_pages(listing(), None)
    (other,) = own_pages(listing(party="Independent"), None)

    assert first.version == same.version != other.version
    assert len(first.version) <= 64


def test_a_list_leads_to_no_other_host():
    elsewhere = f"https://example.org{ABEL}"

    assert list(own_pages(listing(href=elsewhere), None)) == [*own_pages(listing(), None)]


def test_a_members_own_page_and_a_challenge_lead_nowhere():
    challenge = Fetched(LIST, b"<html>Verify you are human</html>")

    assert [*own_pages(listing(name=f"{LIST}abel-steve/"), None)] == []
    assert [*own_pages(challenge, None)] == []
