"""The list of bills: every filter, in SQL, on the state of the day asked about."""

from datetime import date

import pytest
from django.utils import timezone

from bills.api.shapes.bills import BillShape
from bills.domain.stages import SittingType, Stage, StageOutcome, Status
from bills.selectors import BillFilters
from tests.factories import (
    BillFactory,
    BillRelationFactory,
    BillStateFactory,
    BillVersionFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    PartyFactory,
    ReferralFactory,
    StageFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/bills/"
DAY = date(2025, 3, 1)


def found(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200, response.json()
    return {bill["id"] for bill in response.json()["results"]}


@pytest.fixture
def two():
    """One bill that is unlike the other in everything that can be asked for."""
    earlier = ParliamentFactory(
        number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14)
    )
    act = PartyFactory(slug="act")
    seymour = MemberFactory(slug="david-seymour")
    MembershipFactory(member=seymour, party=act)
    plain = BillFactory(
        slug="53-1", parliament=earlier, stem=1, title="Plain Bill", stage=None, state=None
    )
    StageFactory(bill=plain, stage=Stage.INTRODUCED, on=date(2022, 1, 10))
    BillStateFactory(bill=plain, since=date(2022, 1, 10), status=Status.ACTIVE)
    other = BillFactory(
        slug="54-94",
        stem=94,
        title="Principles of the Treaty of Waitangi Bill",
        title_mi="Pire Mātāpono Tiriti",
        type="members",
        member_in_charge=seymour,
        stage=None,
        state=None,
    )
    StageFactory(bill=other, stage=Stage.INTRODUCED, on=date(2024, 11, 7))
    StageFactory(bill=other, stage=Stage.FIRST_READING, on=DAY, sitting_type=SittingType.URGENCY)
    BillStateFactory(bill=other, since=date(2024, 11, 7), until=DAY)
    BillStateFactory(
        bill=other,
        since=DAY,
        status=Status.NEGATIVED,
        stage=Stage.SECOND_READING,
        outcome=StageOutcome.NEGATIVED,
        next_stage="",
    )
    ReferralFactory(bill=other, committee="Māori Affairs", referred_on=date(2024, 11, 14))
    return plain, other


ONLY_THE_OTHER = [
    {"parliament": "54"},
    {"type": "members"},
    {"status": "negatived"},
    {"stage": "second_reading"},
    {"member": "david-seymour"},
    {"party": "act"},
    {"committee": "maori-affairs"},
    {"committee": "Māori Affairs Committee"},
    {"search": "treaty waitangi"},
    {"search": "MATAPONO"},
    {"search": "mātāpono"},
    {"search": "94-1"},
    {"introduced_from": "2024-11-07"},
    {"moved_from": "2025-03-01"},
    {"urgency": "1"},
    {"introduced_from": "2024-11-07", "introduced_to": "2024-11-07", "type": "members"},
]
ONLY_THE_PLAIN = [
    {"parliament": "53"},
    {"type": "government"},
    {"status": "active"},
    {"stage": "introduced"},
    {"next_stage": "first_reading"},
    {"search": "plain"},
    {"search": "_lain%"},  # no letters, and no wildcards
    {"introduced_to": "2024-11-06"},
    {"moved_to": "2025-02-28"},
    {"urgency": "0"},
]
NEITHER = [
    {"parliament": "1"},
    {"member": "nobody"},
    {"party": "national"},
    {"committee": "justice"},
    {"search": "waitangi plain"},
    {"search": "100%"},
    {"search": "4-1"},
    {"introduced_from": "2024-11-08"},
    {"status": "active", "parliament": "54"},
    {"updated_since": "9999-01-01"},
]


@pytest.mark.parametrize("query", ONLY_THE_OTHER, ids=str)
def test_a_filter_finds_what_it_asks_for(client, two, query):
    assert found(client, **query) == {"54-94"}


@pytest.mark.parametrize("query", ONLY_THE_PLAIN, ids=str)
def test_a_filter_leaves_out_the_rest(client, two, query):
    assert found(client, **query) == {"53-1"}


@pytest.mark.parametrize("query", NEITHER, ids=str)
def test_a_filter_may_find_nothing(client, two, query):
    assert found(client, **query) == set()


def test_every_filter_is_tried_here():
    tried = {name for query in (*ONLY_THE_OTHER, *ONLY_THE_PLAIN, *NEITHER) for name in query}

    assert tried | {"submissions_open"} == set(BillFilters.__dataclass_fields__)


def test_updated_since_is_a_moment_or_a_day_in_wellington(client, two):
    plain, other = two
    type(other).objects.filter(pk=plain.pk).update(updated_at="2026-01-01T10:59:59Z")
    type(other).objects.filter(pk=other.pk).update(updated_at="2026-01-01T11:00:00Z")

    assert found(client, updated_since="2026-01-02") == {"54-94"}
    assert found(client, updated_since="2026-01-01T11:00:00Z") == {"54-94"}
    assert found(client, updated_since="2026-01-02T00:00:00+13:00") == {"54-94"}
    assert found(client, updated_since="2026-01-01") == {"53-1", "54-94"}


def test_the_state_of_the_day_is_filtered_and_shown(client, two):
    bills = client.get(LIST, {"as_of": "2025-02-28", "parliament": "54"}).json()["results"]

    assert [(b["status"], b["current_stage"]) for b in bills] == [("active", "introduced")]
    assert found(client, as_of="2025-02-28", status="active") == {"53-1", "54-94"}
    assert found(client, as_of="2025-03-01", status="active") == {"53-1"}
    assert found(client, as_of="2025-02-28", committee="maori affairs") == {"54-94"}
    assert found(client, as_of="2024-11-13", committee="maori affairs") == set()
    assert found(client, as_of="2025-02-28", urgency="1") == set()


def test_a_bill_is_not_listed_before_it_existed(client, two):
    assert found(client, as_of="2024-11-06") == {"53-1"}
    assert found(client, as_of="2022-01-09") == set()


def test_the_party_is_the_one_the_member_sat_for_on_the_day(client, two):
    assert found(client, as_of="2024-12-01", party="act") == {"54-94"}
    assert found(client, as_of="2022-06-01", party="act") == set()


def referred(stem, **referral):
    bill = BillFactory(stem=stem, slug=f"54-{stem}")
    if referral:
        ReferralFactory(bill=bill, **referral)
    return bill


@pytest.fixture
def referrals():
    referred(1, submissions_called=True, submissions_close_on=date(2025, 1, 31))
    referred(2, submissions_called=False)
    referred(3, submissions_called=None)
    referred(4)
    referred(5, submissions_called=True, submissions_close_on=None)
    early = date(2025, 1, 10)
    referred(6, submissions_called=True, submissions_close_on=date(2025, 1, 31), reported_on=early)
    twice = referred(7, submissions_called=True, submissions_close_on=date(2025, 1, 31))
    ReferralFactory(bill=twice, referred_on=date(2025, 1, 12), submissions_called=False)


@pytest.mark.parametrize(
    "day", ["2024-11-10", "2024-11-20", "2025-01-10", "2025-01-12", "2025-01-31", "2025-02-01"]
)
def test_whether_submissions_are_open_is_filtered_as_it_is_shown(client, referrals, day):
    shown = client.get(LIST, {"as_of": day}).json()["results"]

    answers = {bill["id"]: bill["submissions"]["open"] for bill in shown}
    opened = {slug for slug, is_open in answers.items() if is_open}
    closed = {slug for slug, is_open in answers.items() if is_open is False}
    assert found(client, as_of=day, submissions_open="1") == opened
    assert found(client, as_of=day, submissions_open="0") == closed


def test_submissions_are_open_until_they_close(client, referrals):
    assert found(client, as_of="2024-11-20", submissions_open="true") == {"54-1", "54-6", "54-7"}
    assert found(client, as_of="2025-01-31", submissions_open="true") == {"54-1"}
    assert found(client, as_of="2025-02-01", submissions_open="true") == set()


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("id", ["54-9", "54-10", "54-10A"]),
        ("-id", ["54-10A", "54-10", "54-9"]),
        ("title", ["54-10", "54-9", "54-10A"]),
        ("introduced_on", ["54-10A", "54-9", "54-10"]),
        ("-moved_on", ["54-9", "54-10", "54-10A"]),
    ],
)
def test_an_order_is_kept(client, ordering, expected):
    orders = [
        (9, "", "Ōtara Bill", date(2024, 2, 1), date(2024, 9, 1)),
        (10, "", "Apples Bill", date(2024, 3, 1), date(2024, 8, 1)),
        (10, "A", "Zebra Bill", date(2024, 1, 1), date(2024, 7, 1)),
    ]
    for stem, letter, title, introduced_on, moved_on in orders:
        bill = BillFactory(
            slug=f"54-{stem}{letter}",
            stem=stem,
            letter=letter,
            title=title,
            stage=None,
            state=None,
        )
        BillStateFactory(bill=bill, since=introduced_on, moved_on=moved_on)

    bills = client.get(LIST, {"ordering": ordering}).json()["results"]

    assert [bill["id"] for bill in bills] == expected


def test_the_newest_number_comes_first_unless_asked_otherwise(client):
    for stem in (9, 94, 107):
        BillFactory(stem=stem, slug=f"54-{stem}")

    bills = client.get(LIST).json()["results"]

    assert [bill["id"] for bill in bills] == ["54-107", "54-94", "54-9"]


def test_a_bill_of_a_list_has_every_member_of_its_shape(client, two):
    bill = client.get(LIST, {"parliament": "54"}).json()["results"][0]

    assert set(bill) == set(BillShape.__annotations__)
    assert bill["url"] == "http://testserver/api/v1/bills/54-94/"
    assert bill["html_url"] == "http://testserver/bills/54-94/"
    assert bill["introduced_on"] == "2024-11-07"
    assert bill["committee"] == "Māori Affairs"
    assert bill["member_in_charge"]["slug"] == "david-seymour"
    assert bill["sources"][0]["retrieved_at"]
    assert client.get(bill["url"]).status_code == 200


def test_what_the_record_does_not_say_is_null(client):
    bill = BillFactory(stage=None, state=None)
    BillStateFactory(bill=bill, status="", stage="", next_stage="")

    told = client.get(LIST).json()["results"][0]

    assert told["status"] is told["current_stage"] is told["next_stage"] is None
    assert told["introduced_on"] is told["committee"] is told["act"] is None


def test_only_the_members_asked_for_are_told(client, two):
    bills = client.get(f"{LIST}?fields=title,id").json()["results"]

    assert [list(bill) for bill in bills] == [["title", "id"]] * 2


def whole_bill():
    bill = BillFactory(member_in_charge=MemberFactory())
    ReferralFactory(bill=bill)
    BillVersionFactory(bill=bill)
    BillRelationFactory(bill=bill, other=BillFactory(stage=None, state=None))


def test_the_list_costs_the_same_however_long_it_is(client, queries_of):
    whole_bill()
    one = queries_of(lambda: client.get(LIST))
    for _ in range(9):
        whole_bill()

    assert queries_of(lambda: client.get(LIST)) == one
    assert len(client.get(LIST).json()["results"]) == 10


def test_today_may_be_asked_about_and_tomorrow_may_not(client, time_machine):
    time_machine.move_to("2026-11-23T11:30:00Z")  # 24 November in Wellington

    assert timezone.localdate() == date(2026, 11, 24)
    assert client.get(LIST, {"as_of": "2026-11-24"}).status_code == 200
    assert client.get(LIST, {"as_of": "2026-11-25"}).status_code == 400
