"""The recordings of parliament.nz and Popolo beside the sample record."""

import pytest

from billtracker.events.models import Event
from billtracker.outcome import Change, Outcome
from billtracker.provenance.fetched import Fetched
from members.ingest.sources import MEMBERS, POPOLO
from members.models import Alias
from tests.members.ingest.listed import rows_written, sentences, take, whole_record
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db


def test_the_list_of_12_june_2026_agrees_with_the_sample_record_of_that_day(record, recordings):
    before = whole_record()[2]
    path = recordings / "members" / "parliament_nz_current_members_2026-06-12.csv"

    report = take_in_from(MEMBERS, path)

    assert report.counts == {Change.CHANGED: 122}
    assert report.problems == []
    assert whole_record()[2] == before
    assert Alias.objects.filter(scheme="parliament.nz").count() == 122


def test_all_recordings_leave_the_54th_parliament_of_the_sample_record_as_it_is(
    record, recordings
):
    before = {stint for stint in whole_record()[2] if stint[1] == 54}

    take_in_from(MEMBERS, recordings / "members")
    take_in_from(MEMBERS, recordings / "pages")
    take_in_from(POPOLO, recordings / "members" / "popolo")

    assert {stint for stint in whole_record()[2] if stint[1] == 54} == before


def test_all_recordings_are_taken_in_or_left_for_a_stated_reason(record, recordings):
    reports = [
        take_in_from(MEMBERS, recordings / "members"),
        take_in_from(MEMBERS, recordings / "pages"),
        take_in_from(POPOLO, recordings / "members" / "popolo"),
    ]

    no_list = "body: holds no row of a list of members and no table of a member's seats."
    assert {s for report in reports for s in sentences(report)} == {
        "Henare, Tau, interval: '6 November' is not a day.",
        (
            "parliament_nz_former_members_affiliations.csv, stints: tells of days of 193 that are "
            "not on record, and not of a seat; left out."
        ),
        f"daily-progress.html, {no_list}",
        f"hansard-current.html, {no_list}",
        "member gerry-brownlee, parliament: a time from 1996-10-12 waits for Parliament 46.",
        # On the page he holds his list seat until 23 April 2015 and Northland from 28 March.
        *(
            f"member winston-peters, stints: its time from {day} clashes with another; neither "
            "was taken."
            for day in ("2014-09-20", "2015-03-28")
        ),
        "member winston-peters, parliament: a time from 1978-11-25 waits for Parliament 46.",
    }


def test_a_second_load_of_all_recordings_writes_no_row(record, recordings):
    paths = [(MEMBERS, "members"), (MEMBERS, "pages"), (POPOLO, "members/popolo")]
    first = [take_in_from(plan, recordings / path) for plan, path in paths]
    before = rows_written()

    again = [take_in_from(plan, recordings / path) for plan, path in paths]

    assert rows_written() == before
    assert {change for report in again for change in +report.counts} == {Change.UNCHANGED}
    assert first[0].outcome is Outcome.PARTIAL


def test_read_again_though_nothing_is_new_no_row_is_written(record, recordings):
    path = recordings / "members" / "parliament_nz_former_members_affiliations.csv"
    take_in_from(MEMBERS, path)
    before = rows_written()[1]
    events = Event.objects.count()

    report = take(Fetched("copy.csv", path.read_bytes()))

    assert report.counts == {Change.UNCHANGED: 200}
    assert (rows_written()[1], Event.objects.count()) == (before, events)
