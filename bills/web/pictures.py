"""Pictures drawn as SVG: pure functions, colours as attributes, so that no style is inline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 360
_BAR = 26
_LINE = 17
_HEADING = 20
_GAP = 14
# Of the fonts that system-ui may be, the widest needs this much at 12 units.
_LETTER = 7
_DIGIT = 8
_MAJORITY_LABEL = format_html(
    '<text class="half-label" x="{}" y="{}">half of the votes</text>',
    *(WIDTH // 2, _HEADING - 8),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One voter's votes on one side."""

    label: str
    votes: int
    colour: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One side: what it is called, its total, and who made it up (nobody, if not known)."""

    label: str
    total: int
    parts: tuple[Part, ...] = ()


def division(
    rows: Sequence[Row], *, ident: str, title: str, has_majority_line: bool
) -> SafeString:
    """Draw each side as a bar of its voters, all to one scale.

    With a majority line the scale is the first two sides together, so that the line of half is
    the middle of the picture, and the side whose bar crosses it has won. Colour says nothing
    that the order, the words and the numbers do not say too.
    """
    whole = sum(row.total for row in rows[:2]) if has_majority_line else 0
    scale = WIDTH / max(whole, *(row.total for row in rows), 1)
    drawn: list[SafeString] = []
    top = 0
    for row in rows:
        picture, height = _drawn(row, top, scale, has_majority_line=bool(whole))
        drawn.append(picture)
        top += height
    desc = ". ".join(_told(row) for row in rows)
    return format_html(
        '<svg class="division" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}.</desc>{}{}</svg>',
        *(WIDTH, top, ident, ident, ident, title, ident, desc),
        _MAJORITY_LABEL if whole else "",
        format_html_join("", "{}", ((picture,) for picture in drawn)),
    )


def _told(row: Row) -> str:
    voters = ", ".join(f"{part.label} {part.votes}" for part in row.parts)
    return f"{row.label} {row.total}{': ' if voters else ''}{voters}"


def _drawn(row: Row, top: int, scale: float, *, has_majority_line: bool) -> tuple[SafeString, int]:
    heading = format_html(
        '<text class="side" x="0" y="{}">{} <tspan class="total">{}</tspan></text>',
        *(top + _HEADING - 6, row.label, row.total),
    )
    parts = row.parts or (Part("", row.total, ""),)
    bar = format_html_join("", "{}", ((shape,) for shape in _bar(parts, top + _HEADING, scale)))
    words_top = top + _HEADING + _BAR + _LINE - 3
    lines = list(_lines(row.parts))
    words = format_html_join(
        "",
        '<text class="voters" x="0" y="{}">{}</text>',
        ((words_top + _LINE * place, _words(line)) for place, line in enumerate(lines)),
    )
    height = _HEADING + _BAR + _LINE * len(lines) + _GAP
    line = _majority_line(top + _HEADING) if has_majority_line else ""
    return format_html("<g>{}{}{}{}</g>", heading, line, bar, words), height


def _bar(parts: Sequence[Part], top: int, scale: float) -> Iterator[SafeString]:
    left = 0.0
    for part in parts:
        width = part.votes * scale
        yield format_html(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>',
            *("voter" if part.colour else "voter unnamed", _short(left), top, _short(width)),
            *(_BAR, format_html(' fill="{}"', part.colour) if part.colour else ""),
        )
        if part.colour and width >= len(str(part.votes)) * _DIGIT + 4:
            yield format_html(
                '<text class="votes" x="{}" y="{}" fill="{}">{}</text>',
                *(_short(left + width / 2), top + _BAR - 8, _ink_on(part.colour), part.votes),
            )
        left += width


def _lines(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Break the voters into lines that fit."""
    line: list[Part] = []
    used = 0
    for part in parts:
        width = (len(f"{part.label} {part.votes}") + 2) * _LETTER
        if line and used + width > WIDTH:
            yield line
            line, used = [], 0
        line.append(part)
        used += width
    if line:
        yield line


def _words(parts: Sequence[Part]) -> SafeString:
    spans = (
        format_html(
            "<tspan{}>{}</tspan>\u00a0{}",
            *(SafeString(' lang="mi"') if part.lang == "mi" else "", part.label, part.votes),
        )
        for part in parts
    )
    return format_html_join(", ", "{}", ((span,) for span in spans))


def _majority_line(top: int) -> SafeString:
    return format_html(
        '<line class="half" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        *(WIDTH // 2, WIDTH // 2, top - 6, top + _BAR),
    )


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _luminance(colour: str) -> float:
    channels = [int(colour[at:to], 16) / 255 for at, to in pairwise((1, 3, 5, 7))]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG 2.2
        for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on `colour`."""
    light = _luminance(colour)
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#ffffff"


def swatch(colour: str) -> SafeString:
    """Draw a square of a party's colour, to stand beside its name."""
    return format_html(
        '<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">'
        '<rect width="10" height="10" rx="2" fill="{}"/></svg>',
        colour,
    )
