"""The picture of a vote: bars to one scale, and the same told in words."""

import xml.etree.ElementTree as ET

import pytest

from bills.web.pictures import Part, Row, division, swatch

AYES = Row("Ayes", 68, (Part("National", 49, "#00529f"), Part("ACT", 19, "#fde401")))
NOES = Row("Noes", 54, (Part("Te Pāti Māori", 54, "#b2001a", "mi"),))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows, has_majority_line=True):
    picture = division(rows, ident="p", title="T", has_majority_line=has_majority_line)
    named = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ET.fromstring(named)  # noqa: S314 - our own picture


def test_the_title_and_the_description_name_the_picture():
    picture = drawn(AYES, NOES)

    assert picture.get("aria-labelledby") == "p-t p-d"
    assert picture.find(f"{SVG}title").text == "T"
    assert picture.find(f"{SVG}desc").text == (
        "Ayes 68: National 49, ACT 19. Noes 54: Te Pāti Māori 54."
    )


def test_bars_are_as_long_as_their_votes():
    bars = drawn(AYES, NOES).findall(f".//{SVG}rect")

    national, act = (float(bar.get("width")) for bar in bars[:2])
    assert national / act == pytest.approx(49 / 19, 0.01)


def test_the_line_of_half_is_the_middle_and_the_bar_that_won_crosses_it():
    picture = drawn(AYES, NOES)

    middle = float(picture.find(f".//{SVG}line").get("x1"))
    assert middle == 180
    national, act, maori = (
        float(bar.get("x")) + float(bar.get("width")) for bar in picture.findall(f".//{SVG}rect")
    )
    assert act > middle > maori
    assert national < act


def test_a_choice_of_more_than_two_has_no_line_of_half():
    rows = (Row("18:", 50), Row("Split:", 33), Row("20:", 38))

    assert drawn(*rows, has_majority_line=False).find(f".//{SVG}line") is None


def test_totals_without_voters_are_drawn_without_a_colour():
    bar = drawn(Row("Ayes", 76), Row("Noes", 44)).find(f".//{SVG}rect")

    assert bar.get("fill") is None
    assert bar.get("class") == "voter unnamed"


def test_a_vote_of_nobody_can_still_be_drawn():
    assert drawn(Row("Ayes", 0), Row("Noes", 0)).findall(f".//{SVG}line") == []


def test_numbers_are_black_or_white_whichever_reads_better():
    numbers = drawn(AYES, NOES).findall(f".//{SVG}text[@class='votes']")

    assert [number.get("fill") for number in numbers] == ["#ffffff", "#000000", "#ffffff"]


def test_a_name_in_te_reo_says_so():
    assert drawn(AYES, NOES).find(f".//{SVG}tspan[@lang='mi']").text == "Te Pāti Māori"


def test_many_voters_are_named_on_lines_that_fit():
    parts = tuple(Part(f"Party number {n}", 10, "#00529f") for n in range(8))

    lines = drawn(Row("Ayes", 80, parts), NOES).findall(f".//{SVG}text[@class='voters']")

    assert len(lines) > 2
    assert max(len("".join(line.itertext())) for line in lines) < 52


def test_what_is_printed_cannot_become_markup():
    picture = division(
        [Row("<b>", 1, (Part("<script>", 1, "#00529f"),))],
        ident="p",
        title="<script>",
        has_majority_line=False,
    )

    assert "<script>" not in picture
    assert "<b>" not in picture


def test_no_picture_has_a_style_of_its_own():
    picture = division([AYES, NOES], ident="p", title="T", has_majority_line=True)

    assert "style" not in picture + swatch("#00529f")
