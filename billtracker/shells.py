"""Pages that hold nothing: a challenge to prove oneself human, a shell for a script to fill."""

import re

from lxml import etree, html

# Titles of the pages that stand before a site (Radware, Cloudflare, Akamai, Imperva). The scripts
# of the same guards are also in pages that were let through, so they prove nothing.
_CHALLENGES = re.compile(
    r"captcha|bot manager|just a moment|attention required|access denied|are you (a )?human"
    r"|security check|incapsula",
    re.IGNORECASE,
)
# What every page has, whatever it is about.
_FURNITURE = "script|style|noscript|template|svg|head|header|footer|nav|form|button|select|title"
# Scripts that draw a page in the browser; bills.parliament.nz and hansard.parliament.nz use it.
_DRAWN = re.compile(rb"""<script[^>]+src=["'][^"']*blazor[\w.]*\.js""", re.IGNORECASE)
# The paragraphs of a transcript; one that has any is filled, however short the sitting was.
_FILLED = re.compile(rb"""class=["']?Hps""")
# The shell of the Hansard list has 145 words of welcome (recorded 2026-06-13); the transcript of
# a sitting has thousands.
_WORDS_IN_A_SHELL = 300


def is_html(content: bytes) -> bool:
    """Say whether bytes begin as a page of HTML, whatever they were announced as."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script"))


def why_empty(content: bytes) -> str:
    """Return, as a sentence, why a page of HTML holds nothing; an empty string where it does.

    A challenge is known by its title. A shell is a page without a word besides its furniture
    (navigation, forms, scripts), or one that a script draws, that has no paragraph of a
    transcript, and too few words for anything else that it should show.
    """
    try:
        page = html.document_fromstring(content)
    except (etree.ParserError, ValueError):
        return "is an empty page."
    title = " ".join(page.findtext(".//title", "").split())
    if _CHALLENGES.search(title):
        return f"is a challenge to prove oneself human ({title!r}), not the page."
    words = _words_of(page)
    is_drawn = _DRAWN.search(content) and not _FILLED.search(content)
    if words == 0 or (is_drawn and words < _WORDS_IN_A_SHELL):
        return f"is an empty shell ({title!r}) that a script would fill in a browser."
    return ""


def _words_of(page: html.HtmlElement) -> int:
    furniture = " or ".join(f"self::{name}" for name in _FURNITURE.split("|"))
    texts = page.xpath(f".//text()[not(ancestor::*[{furniture}])]")
    return sum(len(text.split()) for text in texts)
