"""What parties and members said they would do, brought to the record."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from bills.domain.positions import Stance
from bills.domain.stages import Stage
from bills.models import Position
from bills.services import save_position
from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.problems import Refused
from tests.factories import BillFactory, MemberFactory, PartyFactory, PositionFactFactory

pytestmark = pytest.mark.django_db
NATIONAL = PositionFactFactory(
    stages=(Stage.THIRD_READING, Stage.SECOND_READING),
    stated_by="Christopher Luxon",
    quote="will not support beyond first reading",
)
PETERS = PositionFactFactory(party=None, member="winston-peters", stance=Stance.UNDECIDED)


@pytest.fixture
def save(witness):
    BillFactory(stem=94)
    PartyFactory(slug="national")
    MemberFactory(slug="winston-peters")
    return partial(save_position, witness=witness)


def problems_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return [(p.record, p.field, p.sentence) for p in refusal.value.problems]


def test_a_position_is_saved_with_its_words_and_event(save):
    change, _ = save(facts=NATIONAL)

    row, event = Position.objects.get(), Event.objects.get()
    assert (change, row.stance, row.quote) == (Change.INSERTED, "oppose", NATIONAL.quote)
    assert row.stages == ["second_reading", "third_reading"]
    assert (event.kind, event.subjects) == (
        "position.inserted",
        ["bill:54-94", "party:national"],
    )
    assert event.occurred_on == NATIONAL.stated_on


def test_a_member_has_positions_too(save):
    save(facts=PETERS)

    assert Position.objects.get().member.slug == "winston-peters"
    assert Event.objects.get().subjects == ["bill:54-94", "member:winston-peters"]


def test_what_is_known_changes_nothing_in_whatever_order_its_stages_come(save):
    save(facts=NATIONAL)

    change, _ = save(facts=replace(NATIONAL, stages=tuple(reversed(NATIONAL.stages))))

    assert change is Change.UNCHANGED
    assert Event.objects.count() == 1


def test_a_later_word_is_another_position_and_the_earlier_stays(save):
    save(facts=NATIONAL)

    change, _ = save(facts=replace(NATIONAL, stance=Stance.SUPPORT, stated_on=date(2025, 4, 1)))

    assert change is Change.INSERTED
    assert list(Position.objects.order_by("stated_on").values_list("stance", flat=True)) == [
        "oppose",
        "support",
    ]


def test_a_stance_that_was_misread_is_put_right_and_the_log_keeps_both(save):
    save(facts=NATIONAL)

    change, _ = save(facts=replace(NATIONAL, stance=Stance.ABSTAIN))

    event = Event.objects.order_by("id").last()
    assert (change, event.before, event.after) == (
        Change.CHANGED,
        {"stance": "oppose"},
        {"stance": "abstain"},
    )


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"bill": "54-1"}, "bill", "bill '54-1' is not on record."),
        ({"party": "alliance"}, "party", "party 'alliance' is not on record."),
        (
            {"party": None, "member": "nobody"},
            "member",
            "member 'nobody' is not on record.",
        ),
        (
            {"member": "winston-peters"},
            "party",
            "a position is a party's or a member's, not both.",
        ),
        ({"party": None}, "party", "a position is a party's or a member's, not both."),
        ({"stages": ()}, "stages", "a position covers at least one stage."),
    ],
)
def test_a_position_is_refused(save, change, field, sentence):
    told = problems_of(lambda: save(facts=replace(NATIONAL, **change)))

    assert [(where, words) for _, where, words in told] == [(field, sentence)]
    assert told[0][0].startswith("position of ")
    assert (Position.objects.count(), Event.objects.count()) == (0, 0)
