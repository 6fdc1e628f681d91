"""The one style sheet: small, readable, and the only place where anything is styled."""

import re
from itertools import product
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
SHEET = (PROJECT / "billtracker/web/static/web/site.css").read_text()
TEMPLATES = sorted(
    path for app in ("billtracker", "bills", "members") for path in (PROJECT / app).rglob("*.html")
)


def tokens(scheme):
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    sheets = light + dark if scheme == "dark" else light
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheets))


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *product(["ink", "soft", "link"], ["paper", "raised", "wash", "then"]),
        *product(["yes", "no"], ["paper"]),
        ("on-accent", "accent"),
    ],
    ids=str,
)
def test_words_can_be_read(scheme, ink, ground):
    colours = tokens(scheme)

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_and_marks_can_be_seen(scheme):
    colours = tokens(scheme)

    assert contrast(colours["edge"], colours["raised"]) >= 3
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_the_sheet_is_small():
    assert len(SHEET.encode()) < 15_000


def test_the_sheet_asks_nobody_for_anything():
    assert "url(" not in SHEET
    assert "@import" not in SHEET


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_nothing_is_styled_or_scripted_inside_a_page(path):
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", path.read_text())
