"""A clerk's way through the review queue, in a real browser and from the keyboard alone."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from billtracker.intake.pipeline import source_of
from members.ingest.sources import RECORD_MEMBERS
from tests.factories import (
    AliasFactory,
    ErrandFactory,
    MatterFactory,
    MemberFactory,
    RetrievalFactory,
    RunFactory,
)
from tests.journeys.test_pages import ARGUMENTS, AXE, CHROMIUM, accessibility, complaints_at

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is here: `make browser` installs it"
)


@pytest.fixture
def site(transactional_db, live_server):
    """A live server with a matter of every kind, and a clerk's session in `session`."""
    member = MemberFactory(slug="christopher-luxon", name="Christopher Luxon", pinned=["name"])
    AliasFactory(member=member, text="Christopher Luxon")
    source = source_of(RECORD_MEMBERS)
    retrieval = RetrievalFactory(source=source)
    live_server.matters = {
        # Of another body, since naming has that read again, which settles all it does not raise.
        "unknown_name": MatterFactory(retrieval__source=source, waits_for=["member:c luxon"]),
        "waits": MatterFactory(retrieval=retrieval, waits_for=["parliament:55"], kind="waits"),
        "pinned": MatterFactory(
            retrieval=retrieval,
            kind="pinned",
            record="member christopher-luxon",
            field="name",
            target=f"members.Member:{member.pk}",
            stated="Chris Luxon",
        ),
        "impossible": MatterFactory(retrieval=retrieval, kind="impossible", record="x" * 90),
    }
    run = RunFactory(source=RetrievalFactory(source__key="another").source)
    ErrandFactory(run=run)
    live_server.addresses = [
        reverse("admin:index"),
        reverse("admin:provenance_source_changelist"),
        reverse("admin:provenance_source_change", args=[source.pk]),
        reverse("admin:provenance_source_change", args=[run.source_id]),
        reverse("admin:intake_run_changelist"),
        reverse("admin:intake_run_change", args=[run.pk]),
        reverse("admin:intake_matter_changelist"),
        reverse("admin:provenance_retrieval_body", args=[retrieval.pk]),
        *(address_of(matter) for matter in live_server.matters.values()),
    ]
    client = Client()
    client.force_login(User.objects.create_superuser("kate"))
    live_server.session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return live_server


@pytest.fixture
def browser(site):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def address_of(matter):
    return reverse("admin:intake_matter_change", args=[matter.pk])


def page_of(browser, site, **how):
    context = browser.new_context(**how)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": site.session, "url": site.url}])
    return context.new_page()


def tab_to(page, words):
    """Press Tab until what has these words, or is labelled so, has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        here = "(e => e.labels?.[0]?.textContent || e.textContent)(document.activeElement)"
        if page.evaluate(here).strip() == words:
            return
    raise AssertionError(f"{words} cannot be reached by Tab")


def test_a_clerk_works_through_the_queue_from_the_keyboard_without_javascript(site, browser):
    page = page_of(browser, site, java_script_enabled=False)
    page.goto(site.url + address_of(site.matters["unknown_name"]))

    tab_to(page, "This is Christopher Luxon")
    page.keyboard.press("Enter")
    page.get_by_text("C luxon is christopher-luxon from now on").wait_for()

    page.goto(site.url + address_of(site.matters["pinned"]))
    tab_to(page, "Reason")
    page.keyboard.type("He is Christopher on the roll.")
    page.keyboard.press("Enter")
    page.get_by_text("Ours stays: member christopher-luxon.").wait_for()
    page.goto(site.url + address_of(site.matters["pinned"]))
    page.get_by_text("by kate: He is Christopher on the roll.").wait_for()


def test_a_clerk_starts_a_run_after_saying_yes(site, browser):
    page = page_of(browser, site)
    page.goto(site.url + site.addresses[2])

    assert not page.get_by_role("button", name="Yes, start it now").is_visible()
    tab_to(page, "Start a run…")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes, start it now").click()

    page.get_by_text("a run was asked for.").wait_for()
    page.get_by_text("A run is going on since").last.wait_for()


def test_the_intakes_pages_fit_their_screens_and_nothing_is_blocked(site, browser):
    narrow = page_of(browser, site, viewport={"width": 360, "height": 800}, color_scheme="dark")
    wide = page_of(browser, site, viewport={"width": 1280, "height": 900})

    assert complaints_at(narrow, site.url, site.addresses) == []
    assert complaints_at(wide, site.url, site.addresses) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: `make browser` fetches it")
def test_everyone_can_work_with_the_intakes_pages(site, browser):
    light = page_of(browser, site, viewport={"width": 1280, "height": 900})
    dark = page_of(browser, site, viewport={"width": 360, "height": 800}, color_scheme="dark")

    assert accessibility(light, site.url, site.addresses) == []
    assert accessibility(dark, site.url, site.addresses) == []
