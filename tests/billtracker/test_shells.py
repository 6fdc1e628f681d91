"""Pages that hold nothing are told from those that hold little."""

import pytest

from billtracker.shells import is_html, why_empty
from tests.upstream.faults import CHALLENGE, SHELL


def test_the_recorded_shell_of_the_hansard_list_is_empty(recordings):
    sentence = why_empty((recordings / "pages" / "hansard-current.html").read_bytes())

    assert sentence == (
        "is an empty shell ('Read Hansard Reports - New Zealand Parliament') "
        "that a script would fill in a browser."
    )


def test_no_other_recorded_page_is_empty(recordings):
    pages = [*recordings.glob("hansard_html/*.html"), *recordings.glob("pages/*.html")]
    empty = [path.name for path in pages if why_empty(path.read_bytes())]

    assert len(pages) == 32
    assert empty == ["hansard-current.html"]


def test_a_page_let_through_a_guard_is_no_challenge_though_it_names_the_guard(recordings):
    page = (recordings / "pages" / "members-current.html").read_bytes()

    assert b"perfdrive" in page
    assert why_empty(page) == ""


@pytest.mark.parametrize(
    "title",
    ["Radware Captcha Page", "Radware Bot Manager Captcha", "Just a moment...", "Access Denied"],
)
def test_a_challenge_is_known_by_its_title(title):
    page = f"<html><head><title>{title}</title></head><body>Please wait.</body></html>"

    assert why_empty(page.encode()) == (
        f"is a challenge to prove oneself human ({title!r}), not the page."
    )


def test_a_page_of_navigation_and_scripts_alone_is_empty():
    page = b"<html><body><nav>Home</nav><form>Search</form><script>draw()</script></body></html>"

    assert "is an empty shell" in why_empty(page)


def test_a_short_page_that_no_script_draws_is_no_shell():
    assert why_empty(b"<html><body><p>The House did not sit.</p></body></html>") == ""


def test_the_transcript_of_a_short_sitting_is_no_shell():
    page = (
        b"<html><body><p><span class='HpsItem'>The House adjourned.</span></p>"
        b"<script src='_framework/blazor.web.js'></script></body></html>"
    )

    assert why_empty(page) == ""


@pytest.mark.parametrize("content", [b"", b"   ", b"<!-- nothing -->"])
def test_nothing_at_all_is_empty(content):
    assert why_empty(content).startswith("is an empty")


@pytest.mark.parametrize("content", [CHALLENGE, SHELL, b"\xef\xbb\xbf\n <HTML>", b"<body>"])
def test_html_is_known_by_how_it_begins(content):
    assert is_html(content)


@pytest.mark.parametrize("content", [b"{}", b"", b"<rss/>", b"<?xml version='1.0'?><feed/>"])
def test_what_begins_otherwise_is_no_html(content):
    assert not is_html(content)
