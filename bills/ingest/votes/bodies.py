"""Bytes to text, refusing what would have to be guessed and what is not the page that was due."""

import codecs
import re
from contextlib import suppress

from billtracker.problems import Problem, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIT_ANYTHING = frozenset({"cp1252", "iso8859-1"})
_ENCODINGS = _FIT_ANYTHING | {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "ascii"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{1,40})")
_HEAD = 2048
_TAG = re.compile(r"<(?:!doctype|html|head|body|div|p|table|span|tr|td|script)\b", re.IGNORECASE)
_FEW_WORDS = 4000
_CHALLENGES = (
    "captcha",
    "verify you are human",
    "checking your browser",
    "access denied",
    "request unsuccessful",
    "unusual traffic",
    "made us think you might be a bot",
)


def decoded(content: bytes, where: str, *, encoding: str = "") -> str:
    """Return `content` as text: by its byte order mark, then by `encoding`, then as UTF-8.

    The official extracts are CP1252 for the 47th Parliament and UTF-16 with a mark after it
    (2024-09-06). CP1252 fits almost any bytes, so it is never tried unasked. Raise Refused where
    the bytes are none of these, or are plainly not what `encoding` says.
    """
    name = next((codec for mark, codec in _MARKS if content.startswith(mark)), "") or _codec(
        encoding or "utf-8", where
    )
    try:
        text = content.decode(name)
    except UnicodeDecodeError as error:
        sentence = f"not {name} (byte {error.start}); say which encoding it is."
        raise _refused(where, sentence) from error
    if "\0" in text:
        raise _refused(where, f"read as {name} it holds null characters: it is another encoding.")
    if name in _FIT_ANYTHING and _is_utf8(content):
        raise _refused(where, f"said to be {name}, but it is UTF-8.")
    return text


def _codec(encoding: str, where: str) -> str:
    """Return Python's name for an encoding that sources use."""
    with suppress(LookupError, ValueError):
        if (name := codecs.lookup(encoding).name) in _ENCODINGS:
            return name
    raise _refused(where, f"{encoding!r} is not an encoding known here.")


def decoded_page(content: bytes, where: str) -> str:
    """Return an HTML page as text, by the charset it names itself, else as UTF-8."""
    named = _CHARSET.search(content, 0, _HEAD)
    return decoded(content, where, encoding=named.group(1).decode() if named else "")


def _is_utf8(content: bytes) -> bool:
    try:
        return not content.decode().isascii()
    except UnicodeDecodeError:
        return False


def is_markup(text: str) -> bool:
    """Whether `text` is HTML, or a piece of it."""
    return _TAG.search(text) is not None


def refuse_markup(text: str, where: str) -> None:
    """Raise Refused where HTML came in place of plain text: an error page, most often."""
    if _TAG.search(text, 0, _HEAD):
        raise _refused(where, "HTML came where plain text was due.")


def not_hansard(visible: str, where: str, *, has_scripts: bool) -> Refused:
    """Return why a page without Hansard markup is refused, as far as its visible words tell.

    parliament.nz stands behind a challenge, and hansard.parliament.nz sends a shell that scripts
    fill (seen 2026-06). Whole pages of parliament.nz carry a challenge's script too, so only
    what a reader would see counts.
    """
    lowered = visible.lower()
    if len(visible) < _FEW_WORDS and any(words in lowered for words in _CHALLENGES):
        return _refused(where, "a challenge page came in place of Hansard.")
    if not visible.strip() or has_scripts:
        return _refused(where, "an empty shell came in place of Hansard; scripts would fill it.")
    return _refused(where, "no Hansard markup known here is in this page.")


def _refused(where: str, sentence: str) -> Refused:
    return Refused(Problem(where, "body", sentence))
