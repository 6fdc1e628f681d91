"""Bill numbers, and what is not one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.numbers import BillNumber, bill_slug, parse_number

LETTERS = st.sampled_from(["", *"ABCDEFGHIJK"])


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("94-1", BillNumber("94-1", 94, 1)),
        ("23-4A", BillNumber("23-4A", 23, 4, "A")),
        ("178-3F", BillNumber("178-3F", 178, 3, "F")),
        (" 159-4 \n", BillNumber("159-4", 159, 4)),
    ],
)
def test_a_number_is_a_stem_a_version_and_perhaps_a_letter(printed, number):
    assert parse_number(printed) == number


@pytest.mark.parametrize(
    "printed",
    [
        "",
        None,
        "94",
        "94-",
        "-1",
        "094-1",
        "94-0",
        "0-1",
        "94-1a",
        "94-1AB",
        "94 - 1",
        "94–1",  # noqa: RUF001 - an en dash, as some lists print it
        "94-1 A",
        "94-1/2",
        "9٤-1",
        "123456-1",
    ],
)
def test_junk_is_kept_raw_and_never_guessed_at(printed):
    number = parse_number(printed)

    assert (number.raw, number.is_usable) == (printed or "", False)


@given(st.integers(1, 99999), st.integers(1, 99), LETTERS)
def test_a_number_comes_back_as_printed(stem, version, letter):
    number = parse_number(f"{stem}-{version}{letter}")

    assert (number.stem, number.version, number.letter) == (stem, version, letter)
    assert parse_number(number.raw) == number


@given(st.text())
def test_nothing_printed_is_ever_an_error(printed):
    number = parse_number(printed)

    assert number.is_usable or (number.stem, number.version, number.letter) == (None, None, "")


@given(st.from_regex(r"\A\d{1,6}-\d{1,3}\w{0,2}\Z"))
def test_what_is_usable_is_made_of_plain_digits(printed):
    number = parse_number(printed)

    assert not number.is_usable or number.raw == f"{number.stem}-{number.version}{number.letter}"


@pytest.mark.parametrize(
    ("parliament", "printed", "slug"),
    [
        (54, "94-1", "54-94"),
        (53, "94-3A", "53-94A"),
        (54, "23-4A", "54-23A"),
        (53, "", "53-civil-aviation-amendment-bill"),
        (53, "Not yet", "53-civil-aviation-amendment-bill"),
    ],
)
def test_a_public_id_is_parliament_stem_and_letter_or_else_the_title(parliament, printed, slug):
    assert bill_slug(parliament, parse_number(printed), "Civil Aviation Amendment Bill") == slug


@given(st.integers(1, 999), st.integers(1, 99), st.integers(1, 99), LETTERS)
def test_a_later_version_is_the_same_bill(stem, version, later, letter):
    first = parse_number(f"{stem}-{version}{letter}")
    second = parse_number(f"{stem}-{later}{letter}")

    assert bill_slug(54, first, "A") == bill_slug(54, second, "B")
