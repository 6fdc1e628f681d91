"""Lists of members taken in: one member per person, days compared, doubts left to a person."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtracker.events.models import Event
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_what_waited
from billtracker.outcome import Change, Outcome
from billtracker.problems import Kind
from billtracker.provenance.fetched import Fetched
from members.domain.facts import UpstreamId
from members.ingest.ids import BY_ID
from members.ingest.sources import POPOLO
from members.models import Alias, Electorate, Member, Membership
from members.services import give_id
from tests.factories import (
    ELECTION,
    AliasFactory,
    ElectorateFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    PartyFactory,
)
from tests.members.ingest.listed import (
    current,
    former,
    open_matters,
    page,
    popolo,
    record_after,
    sentences,
    stints,
    take,
)
from tests.taking_in import say_nothing

pytestmark = pytest.mark.django_db
LEFT = date(2025, 5, 12)


@pytest.fixture
def house():
    """The 54th Parliament, two parties, and Jane Doe of Nelson."""
    house = ParliamentFactory(roster_is_complete=False)
    for slug in ("labour", "green"):
        text = f"{slug.title()} Party"
        AliasFactory(member=None, party=PartyFactory(slug=slug), text=text)
    MembershipFactory(
        member=MemberFactory(slug="jane-doe"),
        parliament=house,
        party=PartyFactory(slug="labour"),
        electorate=ElectorateFactory(slug="nelson", name="Nelson"),
    )
    return house


# Who sits on a day


@pytest.fixture
def complete(house):
    house.roster_is_complete = True
    house.save()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("Doe, Jane", "doe-jane", "Green Party", "Nelson")],
            "sits for green by the list, and for labour by our record.",
        ),
        (
            [("Doe, Jane", "doe-jane", "Independent - not party affiliated", "Nelson")],
            "sits for independent by the list, and for labour by our record.",
        ),
        (
            [("Doe, Jane", "doe-jane", "Labour Party", "List")],
            "sits for List by the list, and for nelson by our record.",
        ),
        (
            [
                ("Doe, Jane", "doe-jane", "Labour Party", "Nelson"),
                ("Roe, Rio", "roe-rio", "Labour Party", "List"),
            ],
            "is in the list, and sat in no stint of ours; no start is stated.",
        ),
        (
            [("Roe, Jo", "roe-jo", "Labour Party", "List")],
            "sat by our record of that day, and is not in the list.",
        ),
    ],
    ids=["another party", "independent", "another seat", "somebody new", "somebody gone"],
)
def test_a_list_that_differs_from_a_complete_record_is_a_matter_and_changes_no_stint(
    complete, rows, sentence
):
    before = stints()

    report = take(current(*rows))

    assert sentence in "".join(sentences(report))
    assert {kind for kind, _, _ in open_matters()} == {Kind.IMPOSSIBLE}
    assert stints() == before


def test_one_of_whom_a_list_is_unsure_is_not_also_missing_from_it(complete):
    take(current(("Doe, Ginny", "doe-ginny", "Labour Party", "Nelson")))

    assert open_matters() == [(Kind.UNKNOWN_NAME, "Doe, Ginny, as listed", "name")]


def test_days_that_a_complete_record_does_not_have_are_a_matter(complete):
    take(former(("Roe, Jo", "roe-jo", "Labour Party, 14 October 2023 - 12 May 2025")))

    assert open_matters() == [(Kind.IMPOSSIBLE, "member jo-roe", "stints")]


def test_a_seat_in_a_parliament_for_another_party_than_ours_is_a_matter(house):
    AliasFactory(member=MemberFactory(slug="jane-doe"), scheme="wikidata", text="Q1")
    person = {
        "id": "1",
        "name": "Jane Doe",
        "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
    }
    seat = {"person_id": "1", "on_behalf_of_id": "green", "legislative_period_id": "term/54"}

    take(popolo(person, memberships=[seat]), plan=POPOLO)

    assert open_matters() == [(Kind.IMPOSSIBLE, "member jane-doe, Parliament 54", "stints")]


def test_a_list_says_nothing_against_a_record_that_is_not_complete(house):
    report = take(current(("Roe, Jo", "roe-jo", "Labour Party", "List")))

    assert report.problems == []
    assert stints("jo-roe") == []
    assert Member.objects.filter(slug="jo-roe").exists()


def test_a_matter_that_was_dismissed_stays_so_when_the_list_is_of_another_day(complete):
    row = ("Doe, Jane", "doe-jane", "Green Party", "Nelson")
    first, later = current(row), current(row, ("Roe, Jo", "roe-jo", "Green Party", "List"))
    take(Fetched("https://www.parliament.nz/members", first.content))
    Matter.objects.update(state="dismissed", closed_at=timezone.now(), reason="Known.")

    take(Fetched("https://www.parliament.nz/members", later.content))

    assert [record for _, record, _ in open_matters()] == ["member jo-roe"]


def test_a_fetched_list_is_of_the_day_on_which_it_was_asked_for(complete):
    body = current(("Doe, Jane", "doe-jane", "Green Party", "Nelson"))

    report = take(Fetched("https://www.parliament.nz/members", body.content))

    assert "sits for green by the list" in sentences(report)[0]


def test_a_list_of_an_unknown_day_is_compared_with_no_day(complete):
    body = current(("Doe, Jane", "doe-jane", "Green Party", "Nelson"))

    assert take(Fetched("somewhere.csv", body.content)).problems == []


# Days and seats


def test_a_members_own_page_gives_a_stint_in_each_parliament(house):
    Membership.objects.all().delete()
    ParliamentFactory(number=53, elected_on=date(2020, 10, 17), ended_on=ELECTION)

    report = take(
        page(
            "Roe, Jo",
            "roe-jo",
            ("Te Tai Hauāuru", "Labour Party", "17/10/2020", "06/07/2024"),
            ("Te Tai Hauāuru", "Independent", "06/07/2024"),
        )
    )

    assert report.problems == []
    assert stints("jo-roe") == [
        (53, "labour", date(2020, 10, 17), ELECTION),
        (54, "labour", ELECTION, date(2024, 7, 6)),
        (54, None, date(2024, 7, 6), None),
    ]
    assert Electorate.objects.get(slug="te-tai-hauauru").name == "Te Tai Hauāuru"


def test_a_list_seat_is_no_electorate(house):
    take(page("Roe, Jo", "roe-jo", ("List", "Green Party", "14/10/2023")))

    assert Membership.objects.get(member__slug="jo-roe").electorate is None
    assert set(Electorate.objects.values_list("slug", flat=True)) == {"nelson"}


def test_the_list_of_former_members_closes_a_stint_and_makes_none(house):
    report = take(
        former(
            ("Doe, Jane", "doe-jane", "Labour Party, 14 October 2023 - 12 May 2025"),
            ("Roe, Jo", "roe-jo", "Labour Party, 14 October 2023 - 12 May 2025"),
        )
    )

    assert stints() == [(54, "labour", ELECTION, LEFT)]
    assert stints("jo-roe") == []
    assert "not of a seat; left out." in sentences(report)[-1]


def test_stated_days_that_differ_from_ours_are_a_matter_and_ours_stay(house):
    report = take(
        former(("Doe, Jane", "doe-jane", "Labour Party, 25 November 2023 - 12 May 2025"))
    )

    assert stints() == [(54, "labour", ELECTION, LEFT)]
    assert [(p.record, p.field, p.sentence) for p in report.problems] == [
        (
            "member jane-doe, stint from 2023-10-14",
            "start",
            "the source says 2023-11-25, our record 2023-10-14; ours stays.",
        )
    ]


def test_two_sources_that_disagree_do_not_take_turns(house):
    bodies = [
        former(
            ("Doe, Jane", "doe-jane", f"Labour Party, 14 October 2023 - {day}"), name=f"{n}.csv"
        )
        for n, day in enumerate(("12 May 2025", "13 May 2025", "12 May 2025"))
    ]

    take(*bodies)

    assert stints() == [(54, "labour", ELECTION, LEFT)]
    assert open_matters() == [(Kind.IMPOSSIBLE, "member jane-doe, stint from 2023-10-14", "end")]


def test_what_a_person_entered_stays_and_the_difference_is_a_matter(house):
    Membership.objects.update(pinned=["start", "end"], end=LEFT, ended="resignation")
    row = Membership.objects.get()

    take(former(("Doe, Jane", "doe-jane", "Labour Party, 14 October 2023 - 13 May 2025")))

    matter = Matter.objects.get()
    assert (matter.kind, matter.target) == (Kind.PINNED, f"members.Membership:{row.pk}")
    assert stints() == [(54, "labour", ELECTION, LEFT)]


def test_a_stint_outside_its_parliament_is_refused_and_the_member_is_not(house):
    Membership.objects.all().delete()
    house.ended_on = date(2026, 11, 7)
    house.save()
    person = {"id": "51MP1", "name": "Jo Roe"}
    membership = {
        "person_id": "51MP1",
        "on_behalf_of_id": "labour",
        "area_id": "x",
        "legislative_period_id": "term/54",
        "start_date": "2019-01-01",
    }

    report = take(popolo(person, memberships=[membership]), plan=POPOLO)

    assert sentences(report) == [
        (
            "member jo-roe, from 2019-01-01, parliament: the time from 2019-01-01 lies outside "
            "Parliament 54."
        )
    ]
    assert (report.outcome, stints("jo-roe")) == (Outcome.PARTIAL, [])
    assert Member.objects.filter(slug="jo-roe").exists()


# What waits


def test_an_unknown_party_waits_and_settles_when_it_is_named(house):
    words = ("Nelson", "New Labour Party", "14/10/2023")
    report = take(page("Roe, Jo", "roe-jo", words))
    waiting = (stints("jo-roe"), [(p.waits_for, p.candidates) for p in report.problems])
    AliasFactory(member=None, party=PartyFactory(slug="green"), text="New Labour Party")

    read_what_waited(say_nothing)

    assert waiting == ([], [(("party:new labour party",), ("labour",))])
    assert stints("jo-roe") == [(54, "green", ELECTION, None)]
    assert open_matters() == []


def test_days_before_the_first_parliament_wait_for_the_one_before_it(house):
    words = ("Nelson", "Labour Party", "17/10/2020", "12/05/2025")
    take(page("Roe, Jo", "roe-jo", words))
    waiting = Matter.objects.get().waits_for
    ParliamentFactory(number=53, elected_on=date(2020, 10, 17), ended_on=ELECTION)

    read_what_waited(say_nothing)

    assert waiting == ["parliament:53"]
    assert [number for number, *_ in stints("jo-roe")] == [53, 54]
    assert open_matters() == []


def test_one_who_may_be_somebody_on_record_waits_for_a_person_and_nobody_is_made(house):
    report = take(current(("Doe, Ginny", "doe-ginny", "Labour Party", "Nelson")))
    (problem,) = report.problems
    clerk = User.objects.create_user("clerk")

    BY_ID.give("parliament.nz/doe-ginny", "jane-doe", clerk.pk)
    read_what_waited(say_nothing)

    assert problem.waits_for == ("member_id:parliament.nz/doe-ginny", "member:ginny doe")
    assert problem.candidates == ("jane-doe",)
    assert Member.objects.count() == 1
    assert Alias.objects.filter(member__slug="jane-doe", folded="ginny doe").exists()
    assert open_matters() == []
    assert Event.objects.filter(origin__entered_by=clerk, kind="member.changed").count() == 1


def test_two_people_of_one_name_stay_two(house):
    body = former(
        ("Doe, Jane", "doe-jane", "Labour Party, 14 October 2023 - 12 May 2025"),
        ("Doe, Jane", "doe-jane-1", "Green Party, 14 October 2023 - 12 May 2025"),
    )

    report = take(body)

    ids = dict(Alias.objects.filter(scheme="parliament.nz").values_list("text", "member__slug"))
    assert Member.objects.count() == 1 + len(set(ids.values()) - {"jane-doe"})
    assert ids["doe-jane"] == "jane-doe"
    assert ids["doe-jane-1"] == "jane-doe-2"
    assert report.refused == 0


def test_the_other_of_one_name_alone_is_left_to_a_person(house):
    take(former(("Doe, Jane", "doe-jane-1", "Green Party, 14 October 2023 - 12 May 2025")))

    assert open_matters() == [(Kind.UNKNOWN_NAME, "Doe, Jane, as listed", "name")]
    assert Matter.objects.get().candidates == ["jane-doe"]
    assert Alias.objects.filter(scheme="parliament.nz").count() == 0


def test_an_id_is_given_once_and_by_a_person(house):
    clerk = User.objects.create_user("clerk")
    one = UpstreamId("wikidata", "Q1")

    first = give_id(one=one, slug="jane-doe", person_id=clerk.pk)

    assert (first, give_id(one=one, slug="jane-doe", person_id=clerk.pk)) == (
        Change.CHANGED,
        Change.UNCHANGED,
    )
    assert BY_ID.known({"wikidata/Q1", "wikidata/Q2"}) == {"wikidata/Q1"}


# In any order

BODIES = [
    current(("Doe, Jane", "doe-jane", "Labour Party", "Nelson"), on="2024-01-01"),
    current(("Roe, Jo", "roe-jo", "Green Party", "List"), on="2025-06-01"),
    former(("Doe, Jane", "doe-jane", "Labour Party, 14 October 2023 - 12 May 2025")),
    page("Roe, Jo", "roe-jo", ("List", "Green Party", "13/05/2025", ""), on="2025-06-01"),
    page("Roe, Jo", "roe-jo", ("List", "Green Party", "13/05/2025", "01/02/2026")),
    popolo({"id": "51MP1", "name": "Jane Doe"}),
    popolo({"id": "51MP1", "name": "Jāne Doe"}, name="marks.json"),
]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(BODIES), max_size=6), st.permutations(BODIES))
def test_bodies_in_any_order_repeated_and_interleaved_end_in_one_record(house, more, order):
    assert record_after([*more, *order, *more])[0] == record_after(BODIES)[0]
