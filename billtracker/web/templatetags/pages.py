"""Days, numbers and marks as every page prints them."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bills.domain.words import day_in_words
from bills.web.pictures import swatch as drawn_swatch

register = template.Library()


@register.filter
def day(value: date | None) -> SafeString:
    """Print a day in words, for people and for programs; nothing where there is none."""
    if value is None:
        return SafeString()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), day_in_words(value))


@register.filter
def moment(value: datetime | None) -> SafeString:
    """Print a moment in Wellington, to the minute."""
    if value is None:
        return SafeString()
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}, {}</time>',
        *(local.isoformat(timespec="minutes"), day_in_words(local.date()), f"{local:%H:%M}"),
    )


@register.filter
def ordinal(number: int) -> str:
    """Return `54th`."""
    teen = 10 < number % 100 < 14  # noqa: PLR2004 - 11th, 12th, 13th
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


@register.simple_tag
def swatch(colour: str) -> SafeString:
    """Draw a square of a party's colour."""
    return drawn_swatch(colour)
