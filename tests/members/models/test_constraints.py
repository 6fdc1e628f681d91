"""What the database itself refuses about members, whoever writes."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from members.domain.facts import Ended
from members.models import Parliament
from tests.factories import (
    ELECTION,
    AliasFactory,
    AttendanceFactory,
    ElectorateFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    PartyFactory,
    PartyNameFactory,
    SittingDayFactory,
    rules_of,
    triggers_of,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def the_same_alias_of_a_member_twice():
    member = MemberFactory()
    AliasFactory(member=member)
    AliasFactory(member=member)


def one_upstream_id_of_two_members():
    AliasFactory(scheme="parliament.nz", text="66f06e7e")
    AliasFactory(scheme="parliament.nz", text="66f06e7e")


def one_label_of_two_parties():
    AliasFactory(member=None, party=PartyFactory(slug="green"), text="Greens")
    AliasFactory(member=None, party=PartyFactory(slug="labour"), text="Greens")


def two_statuses_of_a_member_on_a_day():
    member = MemberFactory()
    AttendanceFactory(member=member, status="away")
    AttendanceFactory(member=member, status="in_the_house")


def two_stints_of_a_member_at_once():
    member = MemberFactory()
    MembershipFactory(member=member, end=date(2024, 5, 5), ended=Ended.RESIGNATION)
    MembershipFactory(member=member, start=date(2024, 5, 4))


def two_names_of_a_party_at_once():
    party = PartyFactory()
    PartyNameFactory(party=party, end=date(2020, 1, 2))
    PartyNameFactory(party=party, start=date(2020, 1, 1))


def two_parliaments_at_once():
    ParliamentFactory(number=53, elected_on=date(2020, 10, 17), ended_on=ELECTION + DAY)
    ParliamentFactory(number=54)


BROKEN = {
    "alias_id_means_one": one_upstream_id_of_two_members,
    "alias_means_a_member_or_a_party": lambda: AliasFactory(party=PartyFactory()),
    "alias_of_a_party_means_one": one_label_of_two_parties,
    "alias_once_a_member": the_same_alias_of_a_member_twice,
    "attendance_evidence_allowed": lambda: AttendanceFactory(evidence="party_vote"),
    "attendance_one_status_a_day": two_statuses_of_a_member_on_a_day,
    "attendance_status_known": lambda: AttendanceFactory(status="present"),
    "membership_began_known": lambda: MembershipFactory(began="coup"),
    "membership_end_has_a_reason": lambda: MembershipFactory(end=ELECTION + DAY),
    "membership_ended_known": lambda: MembershipFactory(end=ELECTION + DAY, ended="boredom"),
    "membership_ends_after_it_starts": lambda: MembershipFactory(end=ELECTION, ended="death"),
    "memberships_of_a_member_do_not_overlap": two_stints_of_a_member_at_once,
    "parliament_dissolved_after_its_election": lambda: ParliamentFactory(dissolved_on=ELECTION),
    "parliament_ends_after_its_election": lambda: ParliamentFactory(ended_on=ELECTION),
    "parliament_opens_after_its_election": lambda: ParliamentFactory(opened_on=ELECTION - DAY),
    "parliaments_do_not_overlap": two_parliaments_at_once,
    "party_colour_is_a_colour": lambda: PartyNameFactory(colour="red"),
    "party_has_one_name_a_day": two_names_of_a_party_at_once,
    "party_name_ends_after_it_starts": lambda: PartyNameFactory(start=ELECTION, end=ELECTION),
    "sitting_day_ends_on_a_later_day_or_its_own": lambda: SittingDayFactory(
        on=ELECTION, ended_on=ELECTION - DAY
    ),
}
TWICE = {
    "members_electorate_slug": (ElectorateFactory, {"slug": "waiariki"}),
    "members_member_slug": (MemberFactory, {"slug": "david-seymour"}),
    "members_parliament_number": (ParliamentFactory, {"number": 54}),
    "members_party_slug": (PartyFactory, {"slug": "act"}),
    "members_sittingday_on": (SittingDayFactory, {"on": date(2024, 11, 14)}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_a_row_that_breaks(name):
    with pytest.raises(IntegrityError) as refusal:
        BROKEN[name]()

    assert refusal.value.__cause__.diag.constraint_name == name


@pytest.mark.parametrize("name", TWICE)
def test_the_database_refuses_a_second_row_of_the_same(name):
    make, key = TWICE[name]
    known = make(**key)
    known.pk = None

    with pytest.raises(IntegrityError) as refusal:
        known.save(force_insert=True)

    assert refusal.value.__cause__.diag.constraint_name.startswith(name)


def test_every_constraint_has_a_row_that_breaks_it():
    assert rules_of("members") == (set(BROKEN), set(TWICE))
    assert triggers_of("members") == {
        "membership_within_its_parliament",
        "parliament_around_its_memberships",
    }


@pytest.mark.parametrize(
    "stint",
    [
        {"start": ELECTION - DAY},
        {"start": ELECTION, "end": date(2026, 11, 8), "ended": "election"},
        {"start": ELECTION, "end": None},
    ],
    ids=["begins before it", "ends after it", "has no end though it has"],
)
def test_the_database_refuses_a_stint_outside_its_parliament(stint):
    parliament = ParliamentFactory(ended_on=date(2026, 11, 7))

    with pytest.raises(IntegrityError) as refusal:
        MembershipFactory(parliament=parliament, **stint)

    assert refusal.value.__cause__.diag.constraint_name == "membership_within_its_parliament"


def test_the_database_refuses_to_shrink_a_parliament_away_from_a_stint_in_it():
    parliament = MembershipFactory().parliament

    with pytest.raises(IntegrityError) as refusal:
        Parliament.objects.filter(pk=parliament.pk).update(ended_on=date(2026, 11, 7))

    assert refusal.value.__cause__.diag.constraint_name == "membership_within_its_parliament"


def test_the_database_refuses_to_move_a_stint_out_of_its_parliament():
    stint = MembershipFactory()
    stint.start = ELECTION - DAY

    with pytest.raises(IntegrityError) as refusal:
        stint.save()

    assert refusal.value.__cause__.diag.constraint_name == "membership_within_its_parliament"


def test_one_stint_may_end_on_the_day_on_which_the_next_begins():
    member = MemberFactory()
    MembershipFactory(member=member, end=date(2024, 7, 6), ended=Ended.CHANGED_PARTY)

    following = MembershipFactory(member=member, start=date(2024, 7, 6), party=None)

    assert following.pk


def test_two_members_may_share_a_printed_name():
    AliasFactory(text="Simon O'Connor")

    namesake = AliasFactory(text="Simon O'Connor")

    assert namesake.pk
