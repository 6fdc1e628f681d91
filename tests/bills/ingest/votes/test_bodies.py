"""Bytes made text: the encodings the sources use, and refusal where one would have to guess."""

import pytest

from bills.ingest.votes.bodies import decoded, decoded_page
from billtracker.problems import Refused

WORDS = "Mäori Party 4; Hill — “Ferry”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_mark_or_utf_8_needs_no_telling(encoding):
    assert decoded(WORDS.encode(encoding), "made up") == WORDS


def test_a_byte_order_mark_is_believed_before_what_was_told():
    assert decoded(WORDS.encode("utf-16"), "made up", encoding="cp1252") == WORDS


def test_cp1252_is_read_where_it_is_said_to_be():
    content = "Hill — “Ferry” £5".encode("cp1252")

    assert decoded(content, "made up", encoding="cp1252") == "Hill — “Ferry” £5"


def test_cp1252_is_not_guessed():
    with pytest.raises(Refused, match="say which encoding"):
        decoded("“Ferry”".encode("cp1252"), "made up")


def test_utf_8_said_to_be_cp1252_is_refused_rather_than_garbled():
    with pytest.raises(Refused, match="it is UTF-8"):
        decoded("café — Mäori".encode(), "made up", encoding="cp1252")


def test_utf_16_without_its_mark_is_refused():
    with pytest.raises(Refused, match="null characters"):
        decoded("Ayes 3".encode("utf-16-le"), "made up")


def test_utf_16_cut_off_in_a_character_is_refused():
    with pytest.raises(Refused, match="not utf-16"):
        decoded(WORDS.encode("utf-16")[:-1], "made up")


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "punycode", "utf-7", "\0"])
def test_an_encoding_no_source_uses_is_refused(encoding):
    with pytest.raises(Refused, match="not an encoding"):
        decoded(b"", "made up", encoding=encoding)


def test_a_page_is_read_by_the_charset_it_names():
    page = '<html><head><meta charset="windows-1252"></head>“Ferry”</html>'.encode("cp1252")

    assert "“Ferry”" in decoded_page(page, "made up")
