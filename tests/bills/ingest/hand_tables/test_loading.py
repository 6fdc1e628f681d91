"""Tables by hand, taken in by the command: what is in the table is what is in the record."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from bills.ingest.sources import TABLES
from bills.models import Bill, Cast, Position, Referral, Stage, Vote
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_again
from billtracker.provenance.models import Retrieval
from members.models import Attendance, Member
from tests.bills.ingest.hand_tables.writing import table
from tests.bills.ingest.stored import FACTS, digests
from tests.bills.ingest.stored import TABLES as STORED
from tests.factories import (
    AliasFactory,
    BillFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    PartyFactory,
    SittingDayFactory,
    seat,
)
from tests.taking_in import say_nothing, take_in_from

pytestmark = pytest.mark.django_db
GOOD = {
    "vote": "good",
    "sitting_date": "2024-11-14",
    "bills": "54-94",
    "question": "That the bill be now read a first time",
    "kind": "reading",
    "stage": "first reading",
    "method": "party",
    "result": "agreed",
    "option": "aye",
    "voter": "New Zealand National",
    "weight": "3",
}
OWN = {**GOOD, "vote": "bad"}
ROLL = {**OWN, "method": "personal", "weight": "", "voter": "national-0"}


@pytest.fixture
def house():
    """Five members of two parties, two members of one name, and a bill."""
    seat(national=3, labour=2)
    for slug, text in (("national", "New Zealand National"), ("labour", "New Zealand Labour")):
        AliasFactory(party=PartyFactory(slug=slug), member=None, text=text)
    for member in Member.objects.all():
        AliasFactory(member=member, text=member.name)
    for slug in ("john-smith-1", "john-smith-2"):
        AliasFactory(member=MemberFactory(slug=slug), text="John Smith")
    former = MembershipFactory(end=date(2024, 1, 1), ended="resignation").member
    AliasFactory(member=former, text="Gone Already")
    earlier = ParliamentFactory(
        number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14)
    )
    BillFactory(stem=94, number="94-2", parliament=earlier, title="Oranga Tamariki Bill")
    BillFactory(stem=94, number="94-1", title="Principles of the Treaty of Waitangi Bill")


def written(folder, **tables):
    """Write tables (rows, or whole texts) into a folder, by the name of their file."""
    for name, rows in tables.items():
        text = rows if isinstance(rows, bytes) else table(*rows).encode()
        (folder / f"{name}.csv").write_bytes(text)
    return folder


def ingest(path, **options):
    """Run the command; return what it printed and the error file's rows."""
    errors, said = path / "errors.out", StringIO()
    call_command("ingest", "tables", path=path, errors=errors, stdout=said, stderr=said, **options)
    return said.getvalue(), told(errors)


def read_kept_again():
    """Read every table that is kept once more."""
    rows = Retrieval.objects.filter(source__key="tables").select_related("body", "source")
    read_again(TABLES, list(rows), say_nothing)


def told(errors):
    with errors.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


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
            {"vote": "good", "option": "no", "voter": "labour", "weight": "2", "declared": "2"},
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

    casts = Cast.objects.order_by("vote__slug", "place").values_list(
        "vote__slug", "tally__option", "party__slug", "member__slug", "weight", "label"
    )
    assert list(casts) == [
        ("good", "aye", "national", None, 3, ""),
        ("good", "no", "labour", None, 2, ""),
        ("roll", "aye", "national", "national-0", 1, ""),
        ("roll", "no", "labour", "labour-1", 1, ""),
        ("roll", "no", None, None, 1, "Mr Nobody"),
    ]
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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_whatever_a_spreadsheet_makes_of_a_table_reads_the_same(
    house, tmp_path, encoding, delimiter, end
):
    rows = [
        {**GOOD, "voter": "New Zealand\u00a0National ", "note": "“Caf\u00e9”, he said; twice"},
        dict.fromkeys(GOOD, ""),
        dict.fromkeys(GOOD, "\u00a0"),
    ]
    text = table(*rows, delimiter=delimiter).replace("\r\n", end)
    written(tmp_path, votes=text.encode(encoding))

    _, problems = ingest(tmp_path)

    assert [problem["column"] for problem in problems] == ["result"]
    assert Vote.objects.get().note == "“Café”, he said; twice"
    assert Cast.objects.get().party.slug == "national"


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
    other = {**GOOD, "vote": "other"}
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


VOTES_BROKEN = {
    "wrong date order": (
        [{**OWN, "sitting_date": "11/14/2024"}],
        [("3", "sitting_date", "11/14/2024", "has the month first")],
    ),
    "a day that could be either where others have the month first": (
        [{**OWN, "sitting_date": "11/14/2024"}, {**OWN, "vote": "b", "sitting_date": "3/4/2024"}],
        [
            ("3", "sitting_date", "11/14/2024", "has the month first"),
            ("4", "sitting_date", "3/4/2024", "can be two days"),
        ],
    ),
    "a number with a space": (
        [{**OWN, "weight": "1 1"}],
        [("3", "weight", "1 1", "'1 1' is not a whole number")],
    ),
    "a negative weight": (
        [{**OWN, "weight": "-3"}],
        [("3", "weight", "'-3", "not a whole number, 0 or more")],
    ),
    "an unknown party": (
        [{**OWN, "voter": "Values"}],
        [("3", "voter", "Values", "no party or member on record is called 'Values'")],
    ),
    "a member who can be either of two": (
        [{**ROLL, "voter": "John Smith"}],
        [("3", "voter", "John Smith", "can mean john-smith-1 or john-smith-2")],
    ),
    "a member who did not sit that day": (
        [{**ROLL, "voter": "Gone Already"}],
        [("3", "voter", "*", "was not a member on 2024-11-14")],
    ),
    "a party in a personal vote": (
        [{**ROLL, "voter": "labour"}],
        [("3", "voter", "labour", "in a personal vote members vote")],
    ),
    "a party twice on a side": (
        [OWN, {"vote": "bad", "option": "aye", "voter": "national", "weight": "1"}],
        [("4", "voter", "national", "given twice for aye: here and on line 3")],
    ),
    "two totals of one option": (
        [{**OWN, "declared": "3"}, {"vote": "bad", "option": "aye", "declared": "4"}],
        [("4", "declared", "4", "says 4; line 3 says 3")],
    ),
    "rows that contradict each other": (
        [OWN, {"vote": "bad", "result": "lapsed", "option": "no", "voter": "labour"}],
        [
            ("4", "result", "lapsed", "says 'lapsed'; line 3 says 'agreed'"),
            ("4", "weight", "", "say how many votes the party cast"),
        ],
    ),
    "a day of no Parliament on record": (
        [{**ROLL, "sitting_date": "1999-11-16", "voter": "", "label": "A B", "stage": ""}],
        [("3", "sitting_date", "", "no Parliament on record holds 1999-11-16")],
    ),
    "an unknown bill": (
        [{**OWN, "bills": "54-95"}],
        [("3", "bills", "54-95", "bill '54-95' is not on record")],
    ),
    "a bill number without its Parliament": (
        [{**OWN, "bills": "94-1"}],
        [("3", "bills", "94-1", "is borne by 53-94 and 54-94")],
    ),
    "no option": (
        [{**OWN, "option": ""}],
        [("3", "option", "", "name the option too")],
    ),
    "a formula": (
        [{**OWN, "question": '=HYPERLINK("x")', "voter": "=1+1"}],
        [
            ("3", "question", """'=HYPERLINK("x")""", "is a formula"),
            ("3", "voter", "'=1+1", "is a formula"),
        ],
    ),
    "an id with spaces": (
        [{**OWN, "vote": "bad vote"}],
        [("3", "vote", "bad vote", "is not an id")],
    ),
    "a NUL": (
        [{**OWN, "note": "a\0b"}],
        [("3", "", "", "holds a NUL character")],
    ),
    "a word that is none": (
        [{**OWN, "kind": "reeding", "result": "maybe"}],
        [
            ("3", "kind", "reeding", "is none of reading, referral"),
            ("3", "result", "maybe", "is none of agreed, not_agreed"),
        ],
    ),
}


def as_told(problems):
    return [(p["line"], p["column"], p["value"], p["reason"]) for p in problems]


@pytest.mark.parametrize("name", VOTES_BROKEN)
def test_what_is_wrong_in_a_table_of_votes_is_told_by_its_cell_and_the_rest_is_loaded(
    house, tmp_path, name
):
    rows, expected = VOTES_BROKEN[name]

    said, problems = ingest(written(tmp_path, votes=[GOOD, *rows]))

    found = [problem for problem in as_told(problems) if problem[0] != "2"]
    assert len(found) == len(expected), found
    for (line, column, value, reason), right in zip(found, expected, strict=True):
        assert (line, column) == right[:2]
        assert value == right[2] or right[2] == "*"
        assert right[3] in reason
    assert [vote.slug for vote in Vote.objects.all()] == ["good"]
    assert said.splitlines()[-2].startswith("tables: partial (1 inserted")
