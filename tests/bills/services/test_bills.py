"""Bills, their stages, referrals and relations brought to the record."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bills.domain.facts import (
    ActFact,
    ListedFact,
    ReferralFact,
    RelationFact,
    RelationKind,
    StageFact,
)
from bills.domain.stages import SittingType, Stage, StageOutcome, Status
from bills.models import Bill, BillRelation, BillState, BillVersion, Referral
from bills.models import Stage as StageRow
from bills.services import save_bill, save_relations, slug_of_bill
from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.problems import Refused, Severity
from billtracker.provenance.facts import Grounds, Reference
from billtracker.provenance.services import Witness
from members.models import SittingDay
from tests.factories import (
    SITTING,
    BillFactsFactory,
    MemberFactory,
    ParliamentFactory,
    RetrievalFactory,
    SourceFactory,
    StageFactFactory,
    at,
    undone,
)

pytestmark = pytest.mark.django_db
AGREED, UNKNOWN = StageOutcome.AGREED, StageOutcome.UNKNOWN
INTERRUPTED, NEGATIVED = StageOutcome.INTERRUPTED, StageOutcome.NEGATIVED
INTRODUCED = StageFact(Stage.INTRODUCED, date(2024, 11, 7))
FIRST = StageFactFactory()
SECOND = StageFact(Stage.SECOND_READING, date(2025, 4, 10), NEGATIVED)
AFTER_THE_END = (
    "Second reading on 2024-12-01 comes after the bill had ended (negatived) on 2024-11-14."
)
REFERRAL = ReferralFact("Justice", SITTING)
BILL = BillFactsFactory(stages=(INTRODUCED, FIRST))

DAYS = st.sampled_from([date(2024, 11, 14), date(2024, 11, 19), date(2025, 4, 10)])
READINGS = st.sampled_from([Stage.FIRST_READING, Stage.SECOND_READING])


@pytest.fixture
def save(witness):
    ParliamentFactory()
    return partial(save_bill, witness=witness)


@pytest.fixture
def relate(witness):
    return partial(save_relations, witness=witness)


def another_source():
    return Witness(retrieval=RetrievalFactory(source=SourceFactory(key="another")))


def stages_on_record():
    rows = StageRow.objects.order_by("on", "stage", "outcome", "key")
    return list(rows.values_list("stage", "on", "outcome", "key"))


def states_on_record():
    rows = BillState.objects.order_by("bill__slug", "since")
    return list(rows.values_list("bill__slug", "since", "until", "status", "stage", "outcome"))


def kinds_of_events():
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def problems_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return [(p.record, p.field, p.sentence) for p in refusal.value.problems]


# Saving


def test_a_bill_is_saved_with_its_stages_states_version_and_sitting_day(save):
    change, flags = save(facts=BILL)

    bill = Bill.objects.get()
    assert (change, flags) == (Change.INSERTED, [])
    assert (bill.slug, bill.stem, bill.letter) == ("54-94", 94, "")
    assert list(BillVersion.objects.values_list("version", "number")) == [(1, "94-1")]
    assert [day.on for day in SittingDay.objects.all()] == [SITTING]
    assert [(status, stage) for _, _, _, status, stage, _ in states_on_record()] == [
        (Status.ACTIVE, Stage.INTRODUCED),
        (Status.ACTIVE, Stage.FIRST_READING),
    ]


def test_every_change_leaves_its_event(save):
    save(facts=replace(BILL, referrals=(REFERRAL,)))

    assert sorted(kinds_of_events()) == [
        "bill.inserted",
        "bill.moved",
        "referral.inserted",
        "sitting_day.inserted",
        "stage.inserted",
        "stage.inserted",
        "version.inserted",
    ]


def test_the_event_of_a_move_says_from_where_to_where(save):
    save(facts=BILL)
    save(facts=replace(BILL, stages=(INTRODUCED, FIRST, SECOND)))

    moved = Event.objects.filter(kind="bill.moved").order_by("id").last()
    assert (moved.before["stage"], moved.before["status"]) == ("first_reading", "active")
    assert (moved.after["stage"], moved.after["status"]) == ("second_reading", "negatived")
    assert moved.occurred_on == SECOND.on


def test_what_is_known_is_not_written_and_leaves_no_event(save):
    save(facts=BILL)
    before, moment = kinds_of_events(), Bill.objects.get().updated_at

    change, _ = save(facts=BILL)

    assert change is Change.UNCHANGED
    assert (kinds_of_events(), Bill.objects.get().updated_at) == (before, moment)


def test_a_bill_moves_its_moment_when_a_part_of_it_changes(save):
    save(facts=BILL)
    moment = Bill.objects.get().updated_at

    change, _ = save(facts=replace(BILL, referrals=(REFERRAL,)))

    assert change is Change.CHANGED
    assert Bill.objects.get().updated_at > moment


def test_a_later_version_is_another_printing_of_the_same_bill(save):
    save(facts=BILL)
    save(facts=replace(BILL, number="94-2"))

    assert Bill.objects.get().number == "94-2"
    assert list(BillVersion.objects.order_by("version").values_list("number", flat=True)) == [
        "94-1",
        "94-2",
    ]


def test_one_number_in_two_parliaments_is_two_bills(save):
    ParliamentFactory(number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14))
    save(facts=BILL)

    change, _ = save(facts=replace(BILL, parliament=53, stages=(), title="Oranga Tamariki Bill"))

    assert change is Change.INSERTED
    assert set(Bill.objects.values_list("slug", flat=True)) == {"53-94", "54-94"}


def test_a_bill_is_known_again_by_upstreams_id_though_its_title_changed(save):
    save(facts=replace(BILL, upstream_id="b94264a6", number=""))

    save(facts=replace(BILL, upstream_id="b94264a6", number="94-1", title="Another Bill"))

    bill = Bill.objects.get()
    assert (bill.title, bill.stem) == ("Another Bill", 94)
    assert bill.slug == "54-principles-of-the-treaty-of-waitangi-bill"


def test_a_blank_number_is_flagged_and_the_bill_is_known_by_its_title(save):
    _, flags = save(facts=replace(BILL, number=""))

    assert Bill.objects.get().slug == "54-principles-of-the-treaty-of-waitangi-bill"
    assert [(f.field, f.severity) for f in flags] == [("number", Severity.FLAGGED)]


def test_an_unknown_member_in_charge_is_flagged_and_left_out(save):
    _, flags = save(facts=replace(BILL, member_in_charge="nobody"))

    assert Bill.objects.get().member_in_charge is None
    assert [(f.field, f.severity) for f in flags] == [("member_in_charge", Severity.FLAGGED)]


def test_a_known_member_in_charge_is_kept(save):
    seymour = MemberFactory(slug="david-seymour")

    save(facts=replace(BILL, member_in_charge="david-seymour"))

    assert Bill.objects.get().member_in_charge == seymour


def test_what_a_source_does_not_say_is_kept(save):
    save(facts=replace(BILL, act=ActFact("An Act", "2025/1"), description="About principles."))

    change, _ = save(facts=BILL)

    assert change is Change.UNCHANGED
    assert (Bill.objects.get().act_number, Bill.objects.get().description) == (
        "2025/1",
        "About principles.",
    )


# Stages


def test_a_stage_interrupted_and_resumed_stays_several(save):
    sittings = [
        replace(FIRST, outcome=INTERRUPTED, key=key, started_at=at(f"2024-11-14 0{n}:00"))
        for n, key in enumerate("abc")
    ]

    save(facts=replace(BILL, stages=(*sittings, replace(FIRST, key="d"))))

    assert [outcome for _, _, outcome, _ in stages_on_record()] == [AGREED] + [INTERRUPTED] * 3


def test_the_same_sitting_from_two_sources_is_one_row_and_gets_upstreams_key(save):
    save(facts=BILL)

    save_bill(
        facts=replace(BILL, stages=(replace(FIRST, key="k", sitting_type=SittingType.URGENCY),)),
        witness=another_source(),
    )

    row = StageRow.objects.get(stage=Stage.FIRST_READING)
    assert (row.key, row.sitting_type, row.outcome) == ("k", "urgency", "agreed")


@pytest.mark.parametrize("keys", ["ab", "ba"])
def test_a_sitting_is_told_apart_from_one_of_that_day_whose_outcome_is_unknown(save, keys):
    sittings = {"a": replace(FIRST, key="a", outcome=UNKNOWN), "b": replace(FIRST, key="b")}
    save(facts=replace(BILL, stages=(sittings[keys[0]],)))
    save(facts=replace(BILL, stages=tuple(sittings.values())))

    save(facts=BILL)

    outcomes = {key: outcome for _, _, outcome, key in stages_on_record() if key}
    assert outcomes == {"a": UNKNOWN, "b": AGREED}


def test_a_sitting_known_by_its_key_may_change_its_day(save):
    save(facts=replace(BILL, stages=(replace(FIRST, key="k"),)))

    save(facts=replace(BILL, stages=(replace(FIRST, key="k", on=date(2024, 11, 19)),)))

    assert [(on, key) for _, on, _, key in stages_on_record()] == [(date(2024, 11, 19), "k")]


def test_a_later_latest_day_is_nothing_new(save):
    dropped = StageFact(
        Stage.SECOND_READING, date(2025, 6, 1), StageOutcome.DROPPED, known_by=True, key="ending"
    )
    save(facts=replace(BILL, stages=(dropped,)))

    again = save(facts=replace(BILL, stages=(replace(dropped, on=date(2025, 7, 1)),)))

    assert again[0] is Change.UNCHANGED
    assert StageRow.objects.get(key="ending").on == date(2025, 6, 1)


def test_an_introduction_put_right_is_the_same_row(save):
    save(facts=replace(BILL, stages=(replace(INTRODUCED, on=date(2024, 11, 6)), FIRST)))

    save(facts=BILL)

    assert [row.on for row in StageRow.objects.filter(stage="introduced")] == [INTRODUCED.on]


def test_another_upstream_id_may_not_take_a_bills_number(save):
    save(facts=replace(BILL, upstream_id="one"))

    with pytest.raises(Refused, match="upstream_id: 'two' claims its number"):
        save(facts=replace(BILL, upstream_id="two"))

    assert Bill.objects.get().upstream_id == "one"


def test_a_day_that_is_only_the_latest_possible_is_no_sitting_day(save):
    save(facts=replace(BILL, stages=(replace(FIRST, known_by=True),)))

    assert SittingDay.objects.count() == 0


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        (
            (replace(SECOND, on=date(2024, 11, 1)), FIRST),
            "First reading on 2024-11-14 comes after Second reading on 2024-11-01.",
        ),
        (
            (replace(FIRST, outcome=NEGATIVED), replace(SECOND, on=date(2024, 12, 1))),
            AFTER_THE_END,
        ),
        (
            (replace(INTRODUCED, on=date(2024, 12, 7)), FIRST),
            "Introduced on 2024-12-07 comes after First reading on 2024-11-14.",
        ),
        (
            (replace(FIRST, on=date(2024, 12, 7)), StageFact(Stage.ROYAL_ASSENT, SITTING)),
            "First reading on 2024-12-07 comes after Royal assent on 2024-11-14.",
        ),
    ],
    ids=[
        "readings that go backwards",
        "a reading after the end",
        "an introduction after a reading",
        "a reading after assent",
    ],
)
def test_stages_that_cannot_all_be_true_are_refused(save, stages, sentence):
    assert problems_of(lambda: save(facts=replace(BILL, stages=stages))) == [
        ("bill 54-94", "stages", sentence)
    ]
    assert (Bill.objects.count(), kinds_of_events()) == (0, [])


def test_a_committee_may_begin_before_the_first_reading_that_sent_the_bill_there(save):
    committee = StageFact(Stage.SELECT_COMMITTEE, date(2024, 11, 13))

    change, flags = save(facts=replace(BILL, stages=(INTRODUCED, committee, FIRST)))

    assert (change, flags) == (Change.INSERTED, [])


def test_a_reading_that_is_missing_between_stages_is_flagged(save):
    stages = (FIRST, StageFact(Stage.THIRD_READING, date(2025, 5, 1), AGREED))

    _, flags = save(facts=replace(BILL, stages=stages))

    assert [str(flag) for flag in flags] == [
        "bill 54-94, stages: Second reading is not on record."
    ]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": ""}, "title", "a bill needs a title."),
        ({"parliament": 12}, "parliament", "Parliament 12 is not on record."),
    ],
)
def test_a_bill_is_refused(save, change, field, sentence):
    told = problems_of(lambda: save(facts=replace(BILL, **change)))

    assert [(where, words) for _, where, words in told] == [(field, sentence)]
    assert Bill.objects.count() == 0


def test_a_list_entry_gives_a_state_until_a_stage_is_on_record(save):
    listed = ListedFact("Second Reading", date(2024, 12, 18), "Health")
    save(facts=replace(BILL, stages=(), listed=listed))
    as_listed = states_on_record()

    save(facts=BILL)

    assert [(on, stage) for _, on, _, _, stage, _ in as_listed] == [
        (date(2024, 12, 18), Stage.SELECT_COMMITTEE)
    ]
    assert [stage for _, _, _, _, stage, _ in states_on_record()] == [
        Stage.INTRODUCED,
        Stage.FIRST_READING,
    ]


# Referrals


def test_a_report_fills_in_the_referral(save):
    save(facts=replace(BILL, referrals=(REFERRAL,)))

    save(facts=replace(BILL, referrals=(replace(REFERRAL, reported_on=date(2025, 4, 4)),)))

    assert Referral.objects.get().reported_on == date(2025, 4, 4)
    assert states_on_record()[-1][4:] == (Stage.SELECT_COMMITTEE, StageOutcome.CONCLUDED)


# Relations


def test_a_divided_bill_is_tied_to_its_children(save, relate):
    save(facts=BILL)
    save(facts=replace(BILL, number="94-3A", stages=()))
    tie = RelationFact(RelationKind.DIVIDED_INTO, "54-94A", on=date(2025, 8, 8))

    change = relate(slug="54-94", relations=[tie])

    assert change is Change.CHANGED
    assert BillRelation.objects.get().other.slug == "54-94A"
    assert Event.objects.order_by("id").last().subjects == ["bill:54-94", "bill:54-94A"]


def test_a_tie_that_is_known_changes_nothing(save, relate):
    save(facts=BILL)
    tie = RelationFact(RelationKind.REINSTATED, parliament=54)
    relate(slug="54-94", relations=[tie])
    before = kinds_of_events()

    assert relate(slug="54-94", relations=[tie]) is Change.UNCHANGED
    assert kinds_of_events() == before


def test_a_reinstatement_brings_a_lapsed_bill_back_at_its_stage(save, relate):
    ParliamentFactory(
        number=53,
        elected_on=date(2020, 10, 17),
        dissolved_on=date(2023, 9, 8),
        ended_on=date(2023, 10, 14),
    )
    read = StageFact(Stage.FIRST_READING, date(2022, 12, 13), AGREED)
    save(facts=replace(BILL, parliament=53, number="177-3", stages=(read,)))
    tie = RelationFact(RelationKind.REINSTATED, parliament=54, on=date(2023, 12, 6))

    relate(slug="53-177", relations=[tie])

    assert [(on, status, stage) for _, on, _, status, stage, _ in states_on_record()] == [
        (date(2022, 12, 13), Status.ACTIVE, Stage.FIRST_READING),
        (date(2023, 9, 8), Status.LAPSED, Stage.FIRST_READING),
        (date(2023, 12, 6), Status.ACTIVE, Stage.FIRST_READING),
    ]


@pytest.mark.parametrize(
    ("tie", "field"),
    [
        (RelationFact(RelationKind.DIVIDED_INTO, "54-999"), "bill"),
        (RelationFact(RelationKind.COGNATE, "54-94"), "bill"),
        (RelationFact(RelationKind.REINSTATED, parliament=12), "parliament"),
        (RelationFact(RelationKind.REINSTATED, "54-94", parliament=54), "parliament"),
    ],
    ids=["to a bill not on record", "to itself", "by an unknown Parliament", "to a bill too"],
)
def test_a_tie_is_refused(save, relate, tie, field):
    save(facts=BILL)

    told = problems_of(lambda: relate(slug="54-94", relations=[tie]))

    assert [(record, where) for record, where, _ in told] == [
        (f"bill 54-94, relation {tie.kind}", field)
    ]
    assert BillRelation.objects.count() == 0


def test_new_grounds_of_the_same_source_change_a_stage_without_moving_the_bill(save):
    save(facts=BILL)
    grounds = Grounds((Reference("Report", "RNZ"),))

    change, _ = save(facts=replace(BILL, stages=(INTRODUCED, replace(FIRST, grounds=grounds))))

    assert change is Change.CHANGED
    assert kinds_of_events()[-1] == "stage.changed"


# Whatever the order


SITTINGS_TOLD = st.lists(
    st.builds(
        StageFact,
        st.just(Stage.FIRST_READING),
        DAYS,
        st.sampled_from([AGREED, INTERRUPTED, UNKNOWN]),
    ),
    max_size=4,
)


@st.composite
def told_by_several(draw):
    """Return what a list, a bill in whole and the record say of one bill, each a part of it."""
    sittings = draw(SITTINGS_TOLD)
    keyed = tuple(replace(s, key=f"k{n}") for n, s in enumerate(sittings))
    by_hand = tuple({(s.on, s.outcome): s for s in sittings if s.outcome is not UNKNOWN}.values())
    listed = ListedFact("Second Reading", date(2024, 12, 18), "Justice")
    return [
        replace(BILL, stages=(), listed=listed, upstream_id="u"),
        replace(BILL, stages=keyed, upstream_id="u", act=ActFact("An Act", "2025/1")),
        replace(BILL, stages=by_hand, title_mi="Te Pire", referrals=(REFERRAL,)),
    ]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told_by_several(), st.randoms())
def test_the_order_in_which_sources_tell_does_not_matter(told, shuffler):
    shuffled = [replace(facts, stages=mixed(facts.stages, shuffler)) for facts in told]

    records = [stored_after(told), stored_after(mixed(shuffled, shuffler))]

    assert records[0] == records[1]


def mixed(parts, shuffler):
    return tuple(shuffler.sample(parts, len(parts)))


def stored_after(told):
    """Save what is told in a world of its own; return all that is stored of it."""
    with undone():
        ParliamentFactory()
        saved = [save_bill(facts=facts, witness=another_source()) for facts in told]
        assert len(saved) == len(told)
        bill = Bill.objects.values("title", "title_mi", "act_number", "listed_on", "upstream_id")
        days = list(SittingDay.objects.order_by("on").values_list("on", flat=True))
        return bill.get(), stages_on_record(), states_on_record(), days


def test_a_bills_public_id_comes_from_its_own_facts():
    assert slug_of_bill(BILL) == "54-94"
