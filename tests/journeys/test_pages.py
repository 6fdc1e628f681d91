"""A reader's way through the pages, in a real browser over a live server."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import load_record

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
AXE = Path(__file__).resolve().parents[2] / ".local/axe/node_modules/axe-core/axe.min.js"
ADDRESSES = [
    "/",
    "/?q=maori",
    "/bills/",
    "/bills/54-94/",
    "/bills/54-94/?as_of=2024-11-15",
    "/bills/50-13/",
    "/bills/51-269/",
    "/votes/54-94-first-reading/",
    "/votes/51-269-third-reading/",
    "/votes/49-236-committee-of-whole-house-purchase-age-first-round/",
    "/members/christopher-luxon/",
    "/members/david-seymour/",
]
ERRORS = ["/nowhere/", "/bills/54-94/?as_of=x", "/bills/54-94/?as_of=2020-01-01"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is here: `make browser` installs it"
)


@pytest.fixture
def site(transactional_db, live_server):
    """A live server with the sample record; what it needs of the database is done here."""
    load_record()
    return live_server.url


@pytest.fixture
def browser(site):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def complaints_at(page, site, addresses):
    """Visit each address; return what the browser complained of, and pages that are too wide."""
    found = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    for address in addresses:
        page.goto(site + address)
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found.extend([f"{address} is {wide} px too wide"] * bool(wide))
    return found


def accessibility(page, site, addresses):
    """Return what axe-core finds wrong with each page."""
    found = []
    for address in addresses:
        page.goto(site + address)
        page.evaluate(AXE.read_text())
        report = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        found += [
            f"{address}: {wrong['id']} {wrong['nodes'][0]['html']}"
            for wrong in report["violations"]
        ]
    return found


def test_a_reader_without_javascript_finds_out_what_was_known_that_day(site, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    page.get_by_label("Find a bill by its title or number").fill("PRINCIPLES tiriti")
    page.get_by_role("search", name="Bills, by title or number").get_by_role("button").click()
    assert page.get_by_text("No bill on record has all of these words").is_visible()
    page.get_by_label("Find a bill by title or number").fill("PRINCIPLES waitangi")
    page.get_by_role("search", name="Bills", exact=True).get_by_role("button").click()
    page.get_by_role("link", name="Principles of the Treaty of Waitangi Bill").click()
    assert page.get_by_text("Negatived at second reading, on 10 April 2025.").is_visible()

    page.get_by_label("As it stood on").fill("2024-11-15")
    page.get_by_role("button", name="Show").click()
    assert page.url == f"{site}/bills/54-94/?as_of=2024-11-15"
    assert page.get_by_text("Before the Justice Committee since 14 November 2024.").is_visible()
    assert page.get_by_text("would fail, 11 to 112").is_visible()

    page.get_by_role("link", name="First reading", exact=True).click()
    assert page.get_by_role("heading", name="First reading").is_visible()
    assert page.get_by_role("row", name="National 49 0 0 49 0").is_visible()
    page.get_by_role("link", name="Christopher Luxon").click()
    assert page.get_by_role("heading", name="Seats and parties").is_visible()


def test_pages_fit_their_screens_and_nothing_is_blocked(site, browser):
    narrow = browser.new_page(viewport={"width": 360, "height": 800})
    wide = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")

    assert complaints_at(narrow, site, ADDRESSES) == []
    assert complaints_at(wide, site, ADDRESSES) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: `make browser` fetches it")
def test_everyone_can_read_the_pages(site, browser):
    light = browser.new_page(viewport={"width": 1280, "height": 900})
    dark = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")

    assert accessibility(light, site, ADDRESSES + ERRORS) == []
    assert accessibility(dark, site, ADDRESSES + ERRORS) == []
