"""Tables by hand, taken in by the command: what is in the table is what is in the record."""

from datetime import UTC, date, datetime

import pytest

from bills.ingest.sources import TABLES
from bills.models import Bill, Cast, Position, Referral, Stage, Vote
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_again
from billtracker.provenance.models import Retrieval
from members.models import Attendance
from tests.bills.ingest.hand_tables.writing import GOOD, ingest, written
from tests.bills.ingest.stored import FACTS, digests
from tests.bills.ingest.stored import TABLES as STORED
from tests.factories import BillFactory, SittingDayFactory
from tests.taking_in import say_nothing, take_in_from

pytestmark = pytest.mark.django_db


def read_kept_again():
    """Read every table that is kept once more."""
    rows = Retrieval.objects.filter(source__key="tables").select_related("body", "source")
    read_again(TABLES, list(rows), say_nothing)


def test_bills_with_stages_and_referrals_are_on_record_as_the_tables_say(house, tmp_path):
    written(
        tmp_path,
        bills=[
            {
                "Parliament": "54",
                "Number": "110-1",
                "Title": "Gene Technology Bill",
                "Type": "Government",
                "Member in charge": "national 1",
                "introduced_on": "10/12/2024",
                "source_title": "Bill as introduced",
                "source_date": "2024-12-10",
                "confidence": "medium",
            }
        ],
        stages=[
            {"bill": "54-110", "stage": "First Reading", "on": "17/12/2024", "outcome": "agreed"},
            {
                "bill": "110-1 of the 54th",
                "stage": "second reading",
                "on": "2025-10-14",
                "outcome": "",
                "started_at": "2025-10-14 19:30",
            },
        ],
        referrals=[
            {
                "bill": "54-110",
                "committee": "Health",
                "referred_on": "2024-12-17",
                "submissions_called": "yes",
            }
        ],
    )

    said, problems = ingest(tmp_path)

    assert problems == [], said
    bill = Bill.objects.get(slug="54-110")
    assert (bill.number, bill.type, bill.member_in_charge.slug) == (
        "110-1",
        "government",
        "national-1",
    )
    assert bill.origin.confidence == "medium"
    assert bill.origin.citations.get().title == "Bill as introduced"
    stages = Stage.objects.filter(bill=bill).order_by("on").values_list("stage", "on", "outcome")
    assert list(stages) == [
        ("introduced", date(2024, 12, 10), "unknown"),
        ("first_reading", date(2024, 12, 17), "agreed"),
        ("second_reading", date(2025, 10, 14), "unknown"),
    ]
    assert Stage.objects.get(stage="second_reading").started_at == datetime(
        2025, 10, 14, 6, 30, tzinfo=UTC
    )
    assert Referral.objects.get().committee == "Health"
    assert Referral.objects.get().submissions_called is True


def test_votes_are_on_record_as_the_table_says(house, tmp_path):
    personal = {
        "vote": "roll",
        "sitting_date": "14/11/2024",
        "question": "That the motion be agreed to",
        "kind": "other",
        "method": "personal",
        "result": "not agreed",
        "option": "Ayes",
    }
    written(
        tmp_path,
        votes=[
            {**GOOD, "declared": "3"},
            {
                "vote": "good",
                "option": "no",
                "voter": "labour",
                "weight": "2",
                "declared": "2",
                "names": "Labour 0 | labour-1",
            },
            {**personal, "voter": "national 0", "proxy": "yes", "proxy_holder": "national 1"},
            {"vote": "roll", "option": "Noes", "voter": "labour-1", "teller": "yes"},
            {"vote": "roll", "option": "Noes", "label": "Mr Nobody"},
            {
                "vote": "voices",
                "sitting_date": "14/11/2024",
                "question": "That the House do now adjourn",
                "kind": "closure",
                "method": "voice",
                "result": "agreed",
            },
        ],
    )

    ingest(tmp_path)

    casts = (
        Cast.objects.filter(under=None)
        .order_by("vote__slug", "place")
        .values_list(
            "vote__slug", "tally__option", "party__slug", "member__slug", "weight", "label"
        )
    )
    assert list(casts) == [
        ("good", "aye", "national", None, 3, ""),
        ("good", "no", "labour", None, 2, ""),
        ("roll", "aye", "national", "national-0", 1, ""),
        ("roll", "no", "labour", "labour-1", 1, ""),
        ("roll", "no", None, None, 1, "Mr Nobody"),
    ]
    split = Cast.objects.get(party__slug="labour", under=None, weight=2)
    named = split.named.order_by("place").values_list("member__slug", flat=True)
    assert list(named) == ["labour-0", "labour-1"]
    vote = Vote.objects.get(slug="good")
    assert [bill.slug for bill in vote.bills.all()] == ["54-94"]
    assert list(vote.tallies.values_list("declared", flat=True)) == [3, 2]
    assert Cast.objects.get(proxy=True).proxy_holder.slug == "national-1"
    assert Cast.objects.get(teller=True).member.slug == "labour-1"
    assert Vote.objects.get(slug="voices").tallies.count() == 0


def test_attendance_is_on_record_for_a_day_and_for_every_sitting_day_of_a_time(house, tmp_path):
    for day in (12, 13, 14, 19):
        SittingDayFactory(on=date(2024, 11, day))
    away = {"status": "Away", "evidence": "news", "reason": "Abroad."}
    written(
        tmp_path,
        attendance=[
            {"member": "national 0", "on": "2024-11-14", **away},
            {"member": "labour-0", "from": "12/11/2024", "to": "14/11/2024", **away},
        ],
    )

    ingest(tmp_path)

    rows = Attendance.objects.order_by("member__slug", "sitting_day__on")
    assert list(rows.values_list("member__slug", "sitting_day__on__day", "status")) == [
        ("labour-0", 12, "away"),
        ("labour-0", 13, "away"),
        ("labour-0", 14, "away"),
        ("national-0", 14, "away"),
    ]
    assert set(rows.values_list("reason", flat=True)) == {"Abroad."}


def test_positions_of_parties_and_members_are_on_record_as_the_table_says(house, tmp_path):
    said = {"bill": "54-94", "stance": "oppose", "stated_on": "20/08/2024"}
    written(
        tmp_path,
        positions=[
            {
                **said,
                "party": "New Zealand National",
                "stages": "second reading | third reading",
                "quote": "We will not\nvote for it, he said; ever.",
            },
            {**said, "member": "labour 1", "stages": "second reading"},
            {**said, "party": "national", "stages": "first reading", "stance": "support"},
        ],
    )

    ingest(tmp_path)

    rows = Position.objects.order_by("id").values_list("party__slug", "member__slug", "stages")
    assert list(rows) == [
        ("national", None, ["second_reading", "third_reading"]),
        (None, "labour-1", ["second_reading"]),
        ("national", None, ["first_reading"]),
    ]
    assert Position.objects.first().quote == "We will not vote for it, he said; ever."


def test_a_second_load_writes_nothing(house, tmp_path):
    SittingDayFactory()
    written(
        tmp_path,
        bills=[{"parliament": "54", "number": "1-1", "title": "A Bill", "type": "local"}],
        stages=[{"bill": "54-1", "stage": "introduced", "on": "1/11/2024", "outcome": ""}],
        votes=[GOOD, {**GOOD, "vote": "refused", "voter": "Nobody"}],
        attendance=[
            {"member": "labour 0", "on": "14/11/2024", "status": "away", "evidence": "news"}
        ],
        positions=[
            {
                "bill": "54-94",
                "party": "labour",
                "stance": "oppose",
                "stages": "third reading",
                "stated_on": "2024-11-14",
            }
        ],
    )
    _, first = ingest(tmp_path)
    before = digests([*STORED, "members_attendance", "intake_matter"])

    said, second = ingest(tmp_path)
    after = digests([*STORED, "members_attendance", "intake_matter"])
    read_kept_again()

    assert said.startswith("tables: partial (0 inserted, 0 changed")
    assert second == first
    assert after == before
    assert "no party or member on record is called 'Nobody'." in [p["reason"] for p in first]
    assert digests(FACTS) == {table: before[table] for table in FACTS}


def test_a_mended_table_changes_only_what_was_mended(house, tmp_path):
    closure = {"question": "That the question be now put", "kind": "closure"}
    other = {**GOOD, **closure, "vote": "other"}
    ingest(written(tmp_path, votes=[GOOD, {**other, "voter": "Nationall"}]))
    before = Vote.objects.get(slug="good").updated_at

    ingest(written(tmp_path, votes=[GOOD, other]))

    assert Vote.objects.get(slug="good").updated_at == before
    assert Vote.objects.filter(slug="other").exists()
    assert [m.state for m in Matter.objects.filter(kind="unknown_name")] == ["settled"]


def test_a_vote_on_an_unknown_bill_waits_and_is_taken_once_the_bill_is_there(house, tmp_path):
    take_in_from(TABLES, written(tmp_path, votes=[{**GOOD, "bills": "54-95"}]))
    (matter,) = Matter.objects.filter(kind="waits")
    BillFactory(stem=95, number="95-1")

    read_kept_again()

    assert matter.waits_for == ["bill:54-95"]
    assert [bill.slug for bill in Vote.objects.get().bills.all()] == ["54-95"]
    matter.refresh_from_db()
    assert matter.state == "settled"


def test_look_ups_cost_the_same_however_many_votes_a_table_has(house, tmp_path, queries_of):
    def load(name, count):
        votes = [{**GOOD, "vote": f"vote-{n}", "voter": "Values"} for n in range(count)]
        return take_in_from(TABLES, written(tmp_path / name, **{name: votes}))

    for name in ("first", "few", "many"):
        (tmp_path / name).mkdir()
    load("first", 1)

    assert queries_of(lambda: load("many", 40)) == queries_of(lambda: load("few", 2))
