"""What an address asks for: days, filters and pages, or a sentence why not."""

from datetime import date

import pytest
import time_machine
from django.http import QueryDict

from bills.domain.facts import BillType
from bills.domain.stages import Status
from bills.web.asked import CannotAnswer, Wanted, as_of, wanted

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today():
    # Noon of the 24th in Wellington is still the 23rd in UTC.
    with time_machine.travel("2026-11-23T23:00:00Z", tick=False):
        yield


def test_without_a_day_the_page_is_about_today_in_wellington():
    asked = as_of(QueryDict(""))

    assert asked.day == date(2026, 11, 24)
    assert asked.is_today
    assert not asked.query


def test_an_empty_day_is_today():
    assert as_of(QueryDict("as_of=")).is_today


def test_links_keep_the_day_asked_about():
    assert as_of(QueryDict("as_of=2024-11-15")).query == "?as_of=2024-11-15"


@pytest.mark.parametrize(
    "given",
    [
        *("yesterday", "2024-02-30", "20241115", "2024-11-15T00:00", "2024-W46-5", "15/11/2024"),
        *("2024-11-15%00", "%00", "<script>", "9" * 10_000),
    ],
)
def test_what_is_no_day_is_refused(given):
    with pytest.raises(CannotAnswer, match="not a day"):
        as_of(QueryDict(f"as_of={given}"))


def test_a_day_to_come_has_no_record():
    with pytest.raises(CannotAnswer, match="25 November 2026 has not come yet"):
        as_of(QueryDict("as_of=2026-11-25"))


def test_every_filter_is_understood():
    asked = wanted(QueryDict("q=+gangs+&status=enacted&parliament=54&type=members&page=2"))

    assert asked == Wanted("gangs", Status.ENACTED, 54, BillType.MEMBERS, 2)


@pytest.mark.parametrize("name", ["status", "parliament", "type", "page"])
@pytest.mark.parametrize("value", ["x", "-1", "1.5", "%00", "²", "9" * 10_000])
def test_a_filter_that_cannot_be_used_is_named(name, value):
    with pytest.raises(CannotAnswer, match=name):
        wanted(QueryDict(f"{name}={value}"))


def test_a_search_has_a_longest_length():
    with pytest.raises(CannotAnswer, match="200 characters"):
        wanted(QueryDict("q=" + "a" * 10_000))
