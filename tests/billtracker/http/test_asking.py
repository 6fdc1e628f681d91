"""Asking a source over real sockets: what is an answer, and what is done about what is none."""

import json
import resource
import time
from datetime import UTC, datetime

import pytest

from billtracker.http import Client, Unavailable, ask
from billtracker.http.client import seconds_told
from billtracker.problems import Refused
from tests.upstream.world import TEMPLATE

PAGE = "/page"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def page(upstream):
    """Return the address of a page of JSON."""
    upstream.world.pages[PAGE] = ("application/json", b'{"a": 1}')
    return upstream.url + PAGE


@pytest.fixture
def patient():
    """Return a client whose sleep is noted, not slept, and whose dice show the most."""
    slept = []
    client = Client(sleep=slept.append, dice=lambda _least, most: most, now=lambda: NOW)
    return client, slept


def refusal_of(url, **words):
    with pytest.raises(Refused) as caught:
        ask(url, **words)
    return str(caught.value).removeprefix(f"{url}, ")


def test_an_answer_is_its_bytes_and_the_headers_to_keep(page):
    answer = ask(page)

    assert answer.content == b'{"a": 1}'
    assert [name for name, _ in answer.headers] == ["etag", "content-type"]


def test_a_question_names_who_asks_and_what_is_accepted(upstream, page, settings):
    settings.HTTP_USER_AGENT = "Billtracker/0.1 (kept@example.org)"

    ask(page)

    headers = upstream.asked_at(PAGE)[0].headers
    assert headers["user-agent"] == "Billtracker/0.1 (kept@example.org)"
    assert (headers["accept"], headers["accept-encoding"]) == ("application/json", "gzip")


def test_who_asks_may_have_a_macron_in_their_name(page, settings):
    settings.HTTP_USER_AGENT = "Billtracker/0.1 (Ngā Kōrero)"

    assert ask(page) is not None


def test_what_is_known_and_unchanged_is_no_answer(page):
    known = dict(ask(page).headers)

    assert ask(page, known=known) is None


def test_what_is_known_and_changed_is_answered(upstream, page):
    known = dict(ask(page).headers)
    upstream.world.pages[PAGE] = ("application/json", b'{"a": 2}')

    assert ask(page, known=known).content == b'{"a": 2}'


def test_a_day_of_last_change_is_repeated_as_it_was_given(upstream, page):
    ask(page, known={"last-modified": "Mon, 23 Nov 2026 01:00:00 GMT", "content-type": "x"})

    headers = upstream.asked_at(PAGE)[0].headers
    assert headers["if-modified-since"] == "Mon, 23 Nov 2026 01:00:00 GMT"


def test_json_is_posted(upstream):
    question = {**dict.fromkeys(TEMPLATE), "documentPreset": 1, "pageSize": 5, "page": 1}

    answer = ask(f"{upstream.url}/api/data/search", post=question)

    assert json.loads(answer.content) == {"totalResults": 0, "results": []}
    assert upstream.asked_at("/api")[0].body == question


# What is no answer of the source


@pytest.mark.parametrize(
    ("fault", "field", "sentence"),
    [
        ("challenge", "content type", "is text/html, where application/json was due."),
        ("wrong_type", "content type", "is application/octet-stream, where application/json"),
        ("html", "body", "is a page of HTML, where application/json was due."),
        ("bomb", "body", "is larger than 100000 bytes; none of it was kept."),
        ("endless", "body", "is larger than 100000 bytes; none of it was kept."),
        ("huge", "body", "is larger than 100000 bytes; none of it was kept."),
        ("elsewhere", "redirect", "redirects to another host, http://localhost:9/."),
        ("loop", "redirect", "redirects more than 3 times."),
    ],
)
def test_what_is_no_answer_of_the_source_is_refused_and_not_asked_again(
    upstream, page, settings, fault, field, sentence
):
    settings.HTTP_BODY_AT_MOST_BYTES = 100_000
    upstream.fault(fault, at=PAGE)

    assert f"{field}: {sentence}" in refusal_of(page)
    assert len(upstream.asked_at(PAGE)) == (4 if fault == "loop" else 1)


@pytest.mark.parametrize(
    ("fault", "sentence"), [("challenge", "is a challenge"), ("shell", "is an empty shell")]
)
def test_a_page_that_holds_nothing_is_refused_where_a_page_was_due(
    upstream, page, fault, sentence
):
    upstream.fault(fault, at=PAGE)

    assert sentence in refusal_of(page, accepts="text/html")


@pytest.mark.parametrize("fault", ["bomb", "endless", "huge"])
def test_what_is_far_too_large_costs_no_memory(upstream, page, fault):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    upstream.fault(fault, at=PAGE)

    refusal_of(page)

    # In kB; the largest body that is taken is 50 MB, and the server is in this process too.
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 150_000


def test_another_coding_than_was_asked_for_is_refused(upstream, page):
    upstream.fault("coded", at=PAGE, coding="br")

    assert "content encoding: 'br' was not asked for." in refusal_of(page)


def test_gzip_that_is_none_is_refused(upstream, page):
    upstream.fault("coded", at=PAGE, coding="gzip")

    assert "body: is not the gzip that it says" in refusal_of(page)


def test_a_redirect_within_the_host_is_followed(upstream, page):
    upstream.fault("moved", at="/old", to=PAGE)

    assert ask(f"{upstream.url}/old").content == b'{"a": 1}'


def test_what_is_posted_is_not_sent_on(upstream, page):
    upstream.fault("moved", at="/old", to=PAGE)

    assert "redirects what is posted" in refusal_of(f"{upstream.url}/old", post={})


# What did not answer


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("reset", "could not be reached, or broke off"),
        ("cut", "could not be reached, or broke off"),
        ("hang", "did not answer in time (ReadTimeout)"),
        ("dribble", "took longer than 0.5 s"),
        ("error", "answered 500 Internal Server Error"),
    ],
)
def test_what_fails_each_time_is_unavailable_in_words(upstream, page, settings, fault, sentence):
    settings.HTTP_READ_SECONDS, settings.HTTP_WHOLE_SECONDS = 0.2, 0.5
    upstream.fault(fault, at=PAGE)

    with pytest.raises(Unavailable) as caught:
        ask(page)

    assert sentence in str(caught.value)
    assert ".." not in str(caught.value)
    assert str(caught.value).endswith("It was asked 3 times.")
    assert len(upstream.asked_at(PAGE)) == 3


@pytest.mark.parametrize("fault", ["reset", "cut", "error", "busy"])
def test_what_fails_once_is_asked_again(upstream, page, fault):
    upstream.fault(fault, at=PAGE, on=[1])

    assert Client(sleep=lambda _: None).ask(page).content == b'{"a": 1}'
    assert len(upstream.asked_at(PAGE)) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_an_error_of_ours_is_not_repeated(upstream, page, status):
    upstream.fault("error", at=PAGE, status=status)

    with pytest.raises(Unavailable, match=str(status)):
        ask(page)
    assert len(upstream.asked_at(PAGE)) == 1


def test_a_host_that_is_not_there_is_unavailable(patient, settings):
    settings.HTTP_TRIES = 2

    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:9/robots\.txt could not be reached"):
        patient[0].ask("http://127.0.0.1:9/")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/x", "http://", "nonsense"])
def test_what_is_no_address_is_unavailable_at_once(url):
    with pytest.raises(Unavailable, match="is no address to ask"):
        ask(url)


# How long is waited


def test_the_wait_doubles_up_to_its_bound(upstream, page, patient, settings):
    settings.HTTP_TRIES, settings.HTTP_BACKOFF_SECONDS = 6, 4
    settings.HTTP_WAIT_AT_MOST_SECONDS = 20
    upstream.fault("error", at=PAGE)
    client, slept = patient

    with pytest.raises(Unavailable):
        client.ask(page)

    assert [wait for wait in slept if wait] == [4, 8, 16, 20, 20]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_says_how_long_is_waited_for(upstream, page, patient, status):
    upstream.fault("busy", at=PAGE, on=[1], seconds=7, status=status)
    client, slept = patient

    assert client.ask(page) is not None
    assert max(slept) == pytest.approx(7, abs=0.5)


def test_a_host_that_wants_too_long_is_left(upstream, page, patient):
    upstream.fault("busy", at=PAGE, seconds=3600)

    with pytest.raises(Unavailable, match=r"429 Too Many Requests\. It was asked 1 time\."):
        patient[0].ask(page)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        ("Mon, 23 Nov 2026 01:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 14:00:30 +1300", 30),
        ("Mon, 23 Nov 2026 00:59:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
    ],
)
def test_a_wait_is_told_in_seconds_or_as_a_moment(told, seconds):
    assert seconds_told(told, NOW) == seconds


def test_a_slow_answer_within_the_bounds_is_an_answer(upstream, page):
    upstream.fault("slow", at=PAGE, seconds=0.3)
    started = time.monotonic()

    assert ask(page) is not None
    assert time.monotonic() - started >= 0.3
