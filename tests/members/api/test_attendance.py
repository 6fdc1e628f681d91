"""A member's attendance: days by status with denominators, and the rows."""

from datetime import date, timedelta

import pytest

from members.domain.attendance import Status
from tests.factories import (
    AttendanceFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    SittingDayFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/members/a-b/attendance/"
FIRST = date(2024, 11, 12)


@pytest.fixture
def member():
    """Four sitting days while A B held a seat, of which two have a row, and one before."""
    member = MemberFactory(slug="a-b")
    MembershipFactory(member=member)
    days = [SittingDayFactory(on=FIRST + timedelta(days=n)) for n in range(4)]
    AttendanceFactory(member=member, sitting_day=days[0], status=Status.IN_THE_HOUSE)
    AttendanceFactory(member=member, sitting_day=days[2], status=Status.AWAY, reason="In Peru.")
    before = ParliamentFactory(
        number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14)
    )
    SittingDayFactory(on=date(2023, 5, 1), parliament=before)
    return member


def days_of(page):
    return [row["sitting_date"] for row in page["results"]]


def test_only_days_on_record_within_a_stint_are_counted(client, member):
    page = client.get(ADDRESS).json()

    assert page["counts"] == {
        "days": 4,
        "known": 2,
        "unknown": 2,
        "attended": 1,
        "absent": 1,
        "by_status": [
            {"status": "in_the_house", "label": "In the House", "days": 1},
            {
                "status": "away",
                "label": "Away (whose permission, if any, is not public)",
                "days": 1,
            },
        ],
    }
    assert "not published" in page["note"]
    assert "party vote" in page["note"]
    assert page["member"]["slug"] == "a-b"


def test_rows_are_told_oldest_first_with_what_they_rest_on(client, member):
    page = client.get(ADDRESS).json()

    assert days_of(page) == ["2024-11-12", "2024-11-14"]
    row = page["results"][1]
    assert row["id"] == "a-b-2024-11-14"
    assert row["reason"] == "In Peru."
    assert row["status_label"] == "Away (whose permission, if any, is not public)"
    assert row["sources"][0]["title"] == "A source of the tests"
    assert row["sources"][0]["retrieved_at"]
    assert [r["id"] for r in client.get(row["url"]).json()["results"]] == [row["id"]]


@pytest.mark.parametrize(
    ("query", "days", "rows"),
    [
        ("from=2024-11-13", 3, ["2024-11-14"]),
        ("to=2024-11-12", 1, ["2024-11-12"]),
        ("from=2024-11-13&to=2024-11-13", 1, []),
        ("status=away", 4, ["2024-11-14"]),
        ("parliament=54", 4, ["2024-11-12", "2024-11-14"]),
        ("parliament=53", 0, []),
    ],
)
def test_filters_narrow_rows_and_a_period_the_counts(client, member, query, days, rows):
    page = client.get(f"{ADDRESS}?{query}").json()

    assert page["counts"]["days"] == days
    assert days_of(page) == rows


def test_rows_come_page_by_page_and_counts_are_of_all(client, member):
    first = client.get(f"{ADDRESS}?page_size=1&count=1").json()
    second = client.get(first["next"]).json()

    assert days_of(first) + days_of(second) == ["2024-11-12", "2024-11-14"]
    assert first["count"] == 2
    assert second["counts"] == first["counts"]
    assert second["next"] is None


def test_only_the_members_asked_for_are_told_of_a_row(client, member):
    page = client.get(f"{ADDRESS}?fields=status").json()

    assert page["results"] == [{"status": "in_the_house"}, {"status": "away"}]
    assert page["counts"]["days"] == 4


def test_nothing_known_is_told_as_unknown(client):
    MembershipFactory(member=MemberFactory(slug="a-b"))
    SittingDayFactory()

    counts = client.get(ADDRESS).json()["counts"]

    assert (counts["days"], counts["known"], counts["unknown"]) == (1, 0, 1)
    assert (counts["attended"], counts["absent"], counts["by_status"]) == (0, 0, [])


def test_attendance_costs_the_same_however_long_it_is(client, member, queries_of):
    one = queries_of(lambda: client.get(f"{ADDRESS}?page_size=1"))
    for n in range(8):
        day = SittingDayFactory(on=date(2025, 3, 1) + timedelta(days=n))
        AttendanceFactory(member=member, sitting_day=day)

    assert queries_of(lambda: client.get(f"{ADDRESS}?page_size=10")) == one
