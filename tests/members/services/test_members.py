"""Parliaments, parties, members and stints brought to the record."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.problems import Refused
from billtracker.provenance.facts import Derivation, Grounds
from members.domain.facts import (
    Began,
    Ended,
    ParliamentFact,
    PartyFacts,
    PartyNameFact,
    StintFact,
    UpstreamId,
)
from members.models import Alias, Member, Membership, Parliament, PartyName
from members.selectors import members_named, strengths_on
from members.services import give_id, save_member, save_parliament, save_party
from tests.factories import ELECTION, MemberFactsFactory, ParliamentFactory, PartyFactory

pytestmark = pytest.mark.django_db
P54 = ParliamentFact(54, ELECTION)
ACT = PartyFacts("act", (PartyNameFact("ACT New Zealand", "ACT", "#fde401"),), ("ACT",))
LEFT, VACATED = date(2024, 7, 6), date(2024, 10, 22)
WITH_THE_GREENS = StintFact(
    54, ELECTION, Began.ELECTION, "green", end=LEFT, ended=Ended.CHANGED_PARTY
)
ALONE = StintFact(54, LEFT, Began.CHANGED_PARTY, end=VACATED, ended=Ended.SEAT_VACATED)
TANA = MemberFactsFactory(
    slug="darleen-tana",
    name="Darleen Tana",
    sort_name="Tana, Darleen",
    stints=(WITH_THE_GREENS, ALONE),
    aliases=("Hon D Tana",),
)


@pytest.fixture
def house():
    PartyFactory(slug="green")
    return ParliamentFactory()


@pytest.fixture
def save(witness, house):
    return partial(save_member, witness=witness)


def stints_on_record():
    return [(row.start, row.end) for row in Membership.objects.order_by("start")]


def kinds_of_events():
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def problems_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return [(p.record, p.field, p.sentence) for p in refusal.value.problems]


# Parliaments and parties


def test_a_parliament_is_inserted_with_its_event(witness):
    change = save_parliament(facts=P54, witness=witness)

    event = Event.objects.get()
    assert (change, event.kind) == (Change.INSERTED, "parliament.inserted")
    assert (event.subjects, event.occurred_on) == (["parliament:54"], ELECTION)


def test_a_parliament_that_is_known_changes_nothing(witness):
    save_parliament(facts=P54, witness=witness)

    assert save_parliament(facts=P54, witness=witness) is Change.UNCHANGED
    assert kinds_of_events() == ["parliament.inserted"]


def test_a_source_that_lacks_stints_does_not_unsay_a_complete_roster(witness):
    save_parliament(facts=replace(P54, roster_is_complete=True), witness=witness)

    change = save_parliament(facts=P54, witness=witness)

    assert change is Change.UNCHANGED
    assert Parliament.objects.get().roster_is_complete


def test_a_party_has_its_names_and_the_labels_the_record_prints(witness):
    save_party(facts=ACT, witness=witness)

    assert PartyName.objects.get().short_name == "ACT"
    assert set(Alias.objects.values_list("folded", flat=True)) == {"act", "act new zealand"}


def test_a_party_that_is_known_changes_nothing(witness):
    save_party(facts=ACT, witness=witness)

    assert save_party(facts=ACT, witness=witness) is Change.UNCHANGED
    assert kinds_of_events() == ["party.inserted"]


def test_a_party_may_be_renamed_from_a_day_on(witness):
    maori = PartyNameFact("Māori Party", "Māori Party", "#b2001a", end=date(2020, 10, 17))
    te_pati = PartyNameFact("Te Pāti Māori", "TPM", "#b2001a", start=date(2020, 10, 17))
    save_party(facts=PartyFacts("te-pati-maori", (maori,)), witness=witness)

    change = save_party(facts=PartyFacts("te-pati-maori", (maori, te_pati)), witness=witness)

    assert change is Change.CHANGED
    assert [name.name for name in PartyName.objects.order_by("id")] == [
        "Māori Party",
        "Te Pāti Māori",
    ]
    assert kinds_of_events() == ["party.inserted", "party.changed"]


# Members


def test_a_member_is_saved_with_stints_and_aliases(save):
    change = save(facts=TANA)

    assert change is Change.INSERTED
    assert stints_on_record() == [(ELECTION, LEFT), (LEFT, VACATED)]
    assert members_named(["TANA, Darleen", "Hon D. Tana", "Tana"]) == {
        "TANA, Darleen": ["darleen-tana"],
        "Hon D. Tana": ["darleen-tana"],
        "Tana": [],
    }


def test_each_stint_leaves_an_event_about_its_member_and_party(save):
    save(facts=TANA)

    assert [(e.kind, e.subjects, e.occurred_on) for e in Event.objects.order_by("id")] == [
        ("membership.inserted", ["member:darleen-tana", "party:green"], ELECTION),
        ("membership.inserted", ["member:darleen-tana"], LEFT),
        ("member.inserted", ["member:darleen-tana"], None),
    ]


def test_a_member_who_is_known_changes_nothing(save):
    save(facts=TANA)
    before = kinds_of_events()

    assert save(facts=TANA) is Change.UNCHANGED
    assert kinds_of_events() == before


def test_an_open_stint_is_closed_and_another_begins(save):
    open_stint = replace(WITH_THE_GREENS, end=None, ended=None)
    save(facts=replace(TANA, stints=(open_stint,)))

    change = save(facts=TANA)

    assert change is Change.CHANGED
    assert stints_on_record() == [(ELECTION, LEFT), (LEFT, VACATED)]


def test_the_order_in_which_stints_are_told_does_not_matter(save):
    open_stint = replace(WITH_THE_GREENS, end=None, ended=None)
    save(facts=replace(TANA, stints=(open_stint,)))

    save(facts=replace(TANA, stints=(ALONE, WITH_THE_GREENS)))

    assert stints_on_record() == [(ELECTION, LEFT), (LEFT, VACATED)]


def test_two_members_may_share_a_printed_name(save):
    save(facts=MemberFactsFactory(slug="simon-oconnor", name="Simon O'Connor", stints=()))

    save(facts=replace(TANA, aliases=("Simon O'Connor",)))

    assert members_named(["Simon O'Connor"]) == {
        "Simon O'Connor": ["darleen-tana", "simon-oconnor"]
    }


@pytest.mark.parametrize(
    ("stints", "field", "sentence"),
    [
        (
            (WITH_THE_GREENS, replace(ALONE, start=LEFT - timedelta(days=1))),
            "stints",
            "the stint from 2024-07-05 begins before the one from 2023-10-14 ends.",
        ),
        (
            (WITH_THE_GREENS, replace(WITH_THE_GREENS, party=None)),
            "stints",
            "the stint from 2023-10-14 begins before the one from 2023-10-14 ends.",
        ),
        (
            (replace(WITH_THE_GREENS, start=ELECTION - timedelta(days=1)),),
            "start",
            "the stint lies outside Parliament 54.",
        ),
        (
            (replace(WITH_THE_GREENS, parliament=12),),
            "parliament",
            "Parliament 12 is not on record.",
        ),
        (
            (replace(WITH_THE_GREENS, party="alliance"),),
            "party",
            "party 'alliance' is not on record.",
        ),
        (
            (replace(WITH_THE_GREENS, end=ELECTION),),
            "end",
            "2023-10-14 is not after its start, 2023-10-14.",
        ),
        (
            (replace(WITH_THE_GREENS, ended=None),),
            "ended",
            "an end needs a reason, and a reason an end.",
        ),
        (
            (replace(WITH_THE_GREENS, end=None),),
            "ended",
            "an end needs a reason, and a reason an end.",
        ),
    ],
    ids=[
        "overlapping",
        "beginning on one day",
        "outside its Parliament",
        "of an unknown Parliament",
        "for an unknown party",
        "ending as it begins",
        "ending without a reason",
        "with a reason and no end",
    ],
)
def test_a_stint_is_refused(save, stints, field, sentence):
    told = problems_of(lambda: save(facts=replace(TANA, stints=stints)))

    assert [(where, sentence) for _, where, sentence in told] == [(field, sentence)]
    assert told[0][0].startswith("member darleen-tana")
    assert (Member.objects.count(), Membership.objects.count()) == (0, 0)
    assert kinds_of_events() == []


def test_a_stint_that_overlaps_one_on_record_is_refused_and_nothing_moves(save):
    save(facts=TANA)
    before = kinds_of_events()
    late = StintFact(54, VACATED - timedelta(days=1), Began.LIST_VACANCY)

    problems_of(lambda: save(facts=replace(TANA, name="D. Tana", stints=(late,))))

    assert stints_on_record() == [(ELECTION, LEFT), (LEFT, VACATED)]
    assert Member.objects.get().name == "Darleen Tana"
    assert kinds_of_events() == before


def test_a_stint_may_not_outlast_a_parliament_that_ended(save, house):
    house.ended_on = date(2026, 11, 7)
    house.save()
    open_stint = replace(WITH_THE_GREENS, end=None, ended=None)

    told = problems_of(lambda: save(facts=replace(TANA, stints=(open_stint,))))

    assert [(field, sentence) for _, field, sentence in told] == [
        ("start", "the stint lies outside Parliament 54.")
    ]


def test_strength_is_counted_from_stints_for_a_complete_roster_only(save, house):
    save(facts=TANA)
    counted = strengths_on(LEFT)
    house.roster_is_complete = False
    house.save()

    assert counted == {"": 1}
    assert strengths_on(LEFT) == {}


# Ids, and days that were worked out

WIKIDATA = UpstreamId("wikidata", "Q1")
WORKED_OUT = Grounds(derivation=Derivation.INFERRED)
VOTED, CAME = date(2024, 3, 26), date(2024, 3, 25)
FROM_THE_LIST = StintFact(54, CAME, Began.LIST_VACANCY, "green")
SINCE_A_VOTE = replace(FROM_THE_LIST, start=VOTED, grounds=WORKED_OUT)


def test_an_id_means_one_member_and_is_no_name(save):
    save(facts=replace(TANA, ids=(WIKIDATA,)))

    assert Alias.objects.get(scheme="wikidata").member.slug == "darleen-tana"
    assert members_named(["Q1"]) == {"Q1": []}


def test_a_new_id_of_a_known_member_leaves_an_event_and_comes_once(save):
    save(facts=replace(TANA, stints=()))

    changes = [save(facts=replace(TANA, stints=(), ids=(WIKIDATA,))) for _ in range(2)]

    assert changes == [Change.CHANGED, Change.UNCHANGED]
    assert Event.objects.filter(after={"ids": ["wikidata: Q1"]}).count() == 1


def test_an_id_of_another_member_is_refused_and_nothing_is_written(save):
    save(facts=replace(TANA, stints=(), ids=(WIKIDATA,)))
    other = MemberFactsFactory(slug="jo-roe", name="Jo Roe", stints=(), ids=(WIKIDATA,))

    told = problems_of(lambda: save(facts=other))

    assert told == [("member jo-roe", "ids", "'Q1' of wikidata means Darleen Tana already.")]
    assert Member.objects.count() == 1


def test_nobody_gets_an_id_who_is_not_on_record(house):
    told = problems_of(lambda: give_id(one=WIKIDATA, slug="jo-roe", person_id=1))

    assert told == [("member jo-roe", "ids", "member 'jo-roe' is not on record.")]


@pytest.mark.parametrize(
    "order",
    [(SINCE_A_VOTE, FROM_THE_LIST), (FROM_THE_LIST, SINCE_A_VOTE)],
    ids=["after", "before"],
)
def test_a_stated_day_holds_over_one_that_was_worked_out_in_either_order(save, order):
    for stint in order:
        save(facts=replace(TANA, stints=(stint,)))

    assert stints_on_record() == [(CAME, None)]


def test_of_two_days_that_were_both_worked_out_the_second_is_refused(save):
    save(facts=replace(TANA, stints=(SINCE_A_VOTE,)))

    told = problems_of(
        lambda: save(facts=replace(TANA, stints=(replace(SINCE_A_VOTE, start=CAME),)))
    )

    assert [field for _, field, _ in told] == ["stints"]
    assert stints_on_record() == [(VOTED, None)]
