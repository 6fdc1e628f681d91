"""Pages for what went wrong: a sentence, and a way on."""

import pytest
from django.template.loader import render_to_string

from tests.bills.web.reading import page, read

WAYS_ON = 'href="/bills/"'


def test_an_address_without_a_page_has_a_way_on(client):
    markup = page(client, "/nowhere/", status=404)

    assert "There is no page at this address." in markup
    assert WAYS_ON in markup


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_every_error_page_stands_on_its_own(name):
    markup = render_to_string(f"{name}.html")

    assert "<h1>" in markup
    assert 'href="/"' in markup


@pytest.mark.django_db
@pytest.mark.parametrize("room", ["bills", "votes", "members"])
@pytest.mark.parametrize(
    "name", ["%00", "a%00b", "a" * 10_000, "<script>alert(1)</script>", "%ff", "a b", "ā"]
)
def test_no_address_breaks_anything(client, room, name):
    assert "<script" not in page(client, f"/{room}/{name}/", status=404)


@pytest.mark.django_db
@pytest.mark.parametrize("room", ["bills", "votes"])
@pytest.mark.parametrize("day", ["%00", "9" * 10_000, "<script>", "0000-00-00", "2024-11-15 "])
def test_no_day_breaks_anything(client, room, day):
    assert client.get(f"/{room}/x/?as_of={day}").status_code in {400, 404}


def test_a_page_is_read_and_not_written_to(client):
    assert client.post("/bills/").status_code == 405


def test_what_a_page_says_no_to_is_said_in_the_words_of_the_reader(client):
    assert "such as 2024-11-15" in read(client, "/bills/x/?as_of=soon", status=400)
