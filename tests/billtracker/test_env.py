"""Environment variables: read by type, refused by name."""

import pytest

from billtracker import env


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("1", True), ("true", True), ("YES", True), (" 0 ", False), ("false", False), ("No", False)],
)
def test_a_flag_is_yes_or_no(monkeypatch, word, meaning):
    monkeypatch.setenv("HTTPS", word)

    assert env.flag("HTTPS", default=not meaning) is meaning


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_empty_is_its_default(monkeypatch, default):
    monkeypatch.setenv("HTTPS", " ")

    assert env.flag("HTTPS", default=default) is default


def test_a_flag_that_is_neither_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("HTTPS", "maybe")

    with pytest.raises(env.BadSetting, match="HTTPS must be 1 or 0, not 'maybe'"):
        env.flag("HTTPS", default=True)


def test_text_that_is_empty_is_its_default(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "")

    assert env.text("LOG_LEVEL", "WARNING") == "WARNING"


def test_words_are_split_at_commas_and_empty_ones_dropped(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.nz, ,b.nz,")

    assert env.words("ALLOWED_HOSTS", "c.nz") == ["a.nz", "b.nz"]


def test_no_words_are_an_empty_list(monkeypatch):
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    assert env.words("ALLOWED_HOSTS", "") == []


def test_a_whole_number_is_read_and_has_a_default(monkeypatch):
    monkeypatch.setenv("MAX_TABLE_MB", " 20 ")

    assert (env.whole("MAX_TABLE_MB", 5), env.whole("UNSET_NUMBER", 5)) == (20, 5)


@pytest.mark.parametrize("word", ["0", "-1", "1.5", "many", "\u0664"])
def test_what_is_no_whole_number_is_refused_by_name(monkeypatch, word):
    monkeypatch.setenv("MAX_TABLE_MB", word)

    with pytest.raises(env.BadSetting, match=f"MAX_TABLE_MB must be .* above 0, not '{word}'"):
        env.whole("MAX_TABLE_MB", 5)


def test_an_address_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "rediss://cache:6380/0")

    assert env.url("REDIS_URL", "", schemes={"rediss"}) == "rediss://cache:6380/0"


def test_an_address_of_another_scheme_is_refused_without_its_secret(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/billtracker")

    with pytest.raises(env.BadSetting) as refusal:
        env.url("DATABASE_URL", "", schemes={"postgres"})

    assert "DATABASE_URL" in str(refusal.value)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(("word", "meaning"), [("", 1.5), ("2", 2), ("0.25", 0.25), (" 0 ", 0)])
def test_a_number_is_read_as_one(monkeypatch, word, meaning):
    monkeypatch.setenv("HTTP_SECONDS_BETWEEN", word)

    assert env.number("HTTP_SECONDS_BETWEEN", 1.5) == meaning


@pytest.mark.parametrize("word", ["-1", "soon", "nan", "inf", "1,5"])
def test_what_is_no_usable_number_is_refused_by_name(monkeypatch, word):
    monkeypatch.setenv("HTTP_SECONDS_BETWEEN", word)

    with pytest.raises(env.BadSetting, match="HTTP_SECONDS_BETWEEN must be a number, 0 or more"):
        env.number("HTTP_SECONDS_BETWEEN", 1)


@pytest.mark.parametrize(("word", "meaning"), [("", 3), ("1", 1), ("50000000", 50_000_000)])
def test_a_count_is_a_whole_number(monkeypatch, word, meaning):
    monkeypatch.setenv("HTTP_TRIES", word)

    assert env.count("HTTP_TRIES", 3) == meaning


@pytest.mark.parametrize("word", ["0", "-1", "1.5", "many", "²"])
def test_what_is_no_usable_count_is_refused_by_name(monkeypatch, word):
    monkeypatch.setenv("HTTP_TRIES", word)

    with pytest.raises(env.BadSetting, match="HTTP_TRIES must be a whole number, 1 or more"):
        env.count("HTTP_TRIES", 3)
