"""Typed readers of environment variables; a bad value names its variable."""

import math
import os
from urllib.parse import urlsplit


class BadSetting(Exception):
    """An environment variable holds something we cannot use."""


def text(name: str, default: str) -> str:
    """Return the variable, or `default` where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no variable; anything but 1, 0, true, false, yes, no is refused."""
    word = os.environ.get(name, "").strip().lower()
    if not word:
        return default
    if word in {"1", "true", "yes"}:
        return True
    if word in {"0", "false", "no"}:
        return False
    raise BadSetting(f"{name} must be 1 or 0, not {word!r}.")


def whole(name: str, default: int) -> int:
    """Return a whole number above 0."""
    word = text(name, str(default)).strip()
    if not (word.isascii() and word.isdecimal() and int(word)):
        raise BadSetting(f"{name} must be a whole number above 0, not {word!r}.")
    return int(word)


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list without empty entries."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def url(name: str, default: str, *, schemes: set[str]) -> str:
    """Return an address whose scheme is one of `schemes`; its secret is never repeated."""
    value = text(name, default)
    scheme = urlsplit(value).scheme
    if scheme not in schemes:
        wanted = " or ".join(f"{one}://" for one in sorted(schemes))
        raise BadSetting(f"{name} must be an address that begins with {wanted}.")
    return value


def number(name: str, default: float, *, least: float = 0) -> float:
    """Return a number that is at least `least`."""
    value = text(name, str(default))
    try:
        found = float(value)
    except ValueError:
        found = math.nan
    if not least <= found < math.inf:
        raise BadSetting(f"{name} must be a number, {least:g} or more, not {value!r}.")
    return found


def count(name: str, default: int, *, least: int = 1) -> int:
    """Return a whole number that is at least `least`."""
    value = text(name, str(default))
    if not value.strip().isdecimal() or int(value) < least:
        raise BadSetting(f"{name} must be a whole number, {least} or more, not {value!r}.")
    return int(value)
