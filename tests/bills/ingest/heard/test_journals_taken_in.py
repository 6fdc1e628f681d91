"""The recorded Journals taken in: every expected vote is on record with its parts."""

from collections import Counter
from datetime import date

import pytest

from bills.domain.facts import RelationKind
from bills.domain.stages import StageOutcome
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.sources import JOURNALS
from bills.models import BillRelation, Cast, Referral, Stage, Tally, Vote, VoteBill, VoteCorrection
from bills.selectors import vote_facts, votes_whole
from bills.services import give_title
from billtracker.events.models import Event
from billtracker.intake import sources
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_again, read_what_waited
from billtracker.outcome import Change, Outcome
from billtracker.problems import Kind
from billtracker.provenance.facts import Derivation
from billtracker.provenance.models import Retrieval
from billtracker.text import slug_of
from members.models import Alias, Member, SittingDay
from tests.bills.ingest.heard.conftest import JOURNALS_TEXT, party_of_label
from tests.taking_in import say_nothing, take_in_from

pytestmark = pytest.mark.django_db

# Where the record differs from what the other parser printed of the text, and why.
EXPLAINED = {
    "J49-0088": "`Parker (P` has lost its bracket; it is Parker, by proxy.",
    "J49-0091": "declared as 64; the Speaker corrected it to 62 on 12 October, as its parts make.",
    "J49-0155": "a comma stands for a semicolon, so the other parser missed two parties.",
    "J49-0180": "declared as 59; the Speaker corrected it to 51 on 7 December, as its parts make.",
}
NOT_ADDING_UP = {"J49-0091", "J49-0155", "J49-0180"}
AN_AMBIGUOUS_NAME = "Hughes"
HOUSE_49 = 49


@pytest.fixture
def votes(taken_in):
    """The votes with numbers, in the order of the text."""
    rows = votes_whole().exclude(method=VoteMethod.VOICE).order_by("id")
    return [vote_facts(row) for row in rows]


def told(facts):
    """A vote as the other parser prints one: its totals, and who cast what for each."""
    totals = {tally.option: tally.declared for tally in facts.tallies}
    parts = Counter(
        (ballot.option, ballot.voter, ballot.weight, frozenset(ballot.names))
        if not ballot.member
        else (ballot.option, ballot.member, 1, frozenset())
        for ballot in facts.ballots
    )
    return totals, parts


OPTIONS = {"Ayes": "aye", "Noes": "no", "Abstentions": "abstain"}


def told_by(row):
    totals = {OPTIONS[side["side"]]: side["declared"] for side in row["raw_sides"]}
    return totals, Counter(part for side in row["raw_sides"] for part in parts_of(row, side))


def parts_of(row, side):
    option = OPTIONS[side["side"]]
    if row["type"] == "personal":
        for cell in side["cells"]:
            yield option, member_called(cell.removesuffix(" (P)")), 1, frozenset()
        return
    for label, number, named in side["parts"]:
        if named == "independent" or not party_of_label(label):
            yield option, member_called(label), number, frozenset()
            continue
        party = party_of_label(label)
        names = frozenset(filter(None, (named or "").split(", ")))
        yield option, party, number, frozenset(name_of(party, name) for name in names)


def member_called(name):
    return name if name == AN_AMBIGUOUS_NAME else slug_of(name.removeprefix("Hone "))


def name_of(party, name):
    initials = {"hughes": "hughes-d", "king": "king-a", "ardern": "ardern-j"}
    slug = slug_of(name)
    return initials.get(slug, slug) if party == "labour" else slug


def test_all_votes_of_the_recording_are_on_record_and_nothing_waits(taken_in):
    assert Vote.objects.count() == 794
    assert Vote.objects.exclude(method=VoteMethod.VOICE).count() == 714
    assert taken_in.outcome is Outcome.CHANGED
    assert taken_in.refused == 0


def test_every_expected_vote_is_on_record_with_its_totals_and_parts(votes, expected):
    differing = {
        row["id"]
        for row, facts in zip(expected, votes, strict=False)
        if told(facts) != told_by(row)
    }

    assert len(expected) == 700
    assert differing == EXPLAINED.keys()


def test_the_three_that_do_not_add_up_do_so_as_corrected_or_as_the_text_stands(votes, expected):
    suspect = {row["id"] for row in expected if not row["tally_matches"]}
    flagged = Vote.objects.exclude(flags=[])

    assert suspect == NOT_ADDING_UP <= EXPLAINED.keys()
    assert not flagged.exists()


def test_all_thirty_corrections_are_kept_with_both_results(taken_in):
    rows = VoteCorrection.objects.all()

    assert rows.count() == 30
    assert all(row.announced and row.corrected for row in rows)
    flipped = [row for row in rows if row.announced_result != row.corrected_result]
    assert {row.vote.result for row in flipped} == {VoteResult.AGREED, VoteResult.NOT_AGREED}


def test_a_correction_of_a_later_day_bears_that_day(taken_in):
    vote = Vote.objects.get(
        covered__bill__title="Taxation (Income-sharing Tax Credit) Bill", kind=VoteKind.READING
    )
    correction = vote.corrections.get()

    assert correction.corrected_on == date(2010, 10, 12)
    assert correction.announced == {"aye": 64, "no": 54}
    assert correction.corrected == {"aye": 62, "no": 54}
    assert dict(vote.tallies.values_list("option", "declared")) == {"aye": 62, "no": 54}


def test_only_the_name_that_means_two_members_is_left_to_a_person(taken_in):
    (matter,) = Matter.objects.filter(state=Matter.State.OPEN)

    assert matter.kind == Kind.UNKNOWN_NAME
    assert matter.candidates == ["hughes-d", "hughes-g"]
    assert matter.waits_for == ["voter:2011-04-07/hughes", "member:hughes"]
    assert Cast.objects.filter(label=AN_AMBIGUOUS_NAME, member=None).exists()


def test_what_was_inferred_says_so_and_everything_cites_the_journals_of_its_day(taken_in):
    origins = [row.origin for row in votes_whole()]
    inferred = [o for o in origins if o.derivation == Derivation.INFERRED]

    assert {c.title for c in origins[0].citations.all()} == {"Journals, 20 July 2010"}
    assert inferred
    assert all(origin.note for origin in inferred)


def test_a_vote_about_no_bill_has_none(taken_in):
    without = Vote.objects.exclude(pk__in=VoteBill.objects.values("vote"))

    kinds = Counter(without.values_list("kind", flat=True))
    assert kinds == {VoteKind.URGENCY: 5, VoteKind.OTHER: 4, VoteKind.AMENDMENT: 1}


def test_the_course_of_business_is_on_record_and_each_reading_once(taken_in):
    readings = Stage.objects.filter(stage__endswith="reading")
    decided = Vote.objects.filter(kind=VoteKind.READING).values_list("covered__bill", "stage")

    assert {*readings.values_list("bill", "stage")} == {*decided}
    assert readings.count() == len({*decided})
    assert Referral.objects.count() == 39
    assert BillRelation.objects.filter(kind=RelationKind.DIVIDED_INTO).count() == 20
    assert Stage.objects.filter(outcome=StageOutcome.DIVIDED).count() == 5


def test_a_sitting_that_went_on_for_days_is_one_sitting_day(taken_in):
    day = SittingDay.objects.get(on=date(2010, 12, 9))

    assert day.ended_on == date(2010, 12, 11)
    assert not SittingDay.objects.filter(on=date(2010, 12, 10)).exists()


def test_public_ids_say_bill_and_reading_or_bill_day_and_kind(taken_in):
    slugs = set(Vote.objects.values_list("slug", flat=True))

    assert "49-1-first-reading" in slugs
    assert "49-26-2010-08-17-committee-of-whole-house-amendment-1" in slugs
    assert "2010-08-24-urgency-1" in slugs


def test_the_same_text_again_writes_nothing_and_so_does_reading_it_again(taken_in, recordings):
    moved = [*Vote.objects.order_by("id").values_list("updated_at", flat=True)]
    events, tallies = Event.objects.count(), {*Tally.objects.values_list("pk", flat=True)}

    again = take_in_from(JOURNALS, recordings / "journals" / JOURNALS_TEXT)
    reread = read_again(JOURNALS, [Retrieval.objects.get(url=JOURNALS_TEXT)], say_nothing)

    assert again.outcome is reread.outcome is Outcome.UNCHANGED
    assert set(+reread.counts) == {Change.UNCHANGED}
    assert [*Vote.objects.order_by("id").values_list("updated_at", flat=True)] == moved
    assert (Event.objects.count(), {*Tally.objects.values_list("pk", flat=True)}) == (
        events,
        tallies,
    )


def test_a_name_that_a_person_explains_is_settled_when_the_text_is_read_again(taken_in):
    member = Member.objects.get(slug="hughes-g")
    Alias.objects.create(member=member, text=AN_AMBIGUOUS_NAME, folded="hughes")

    read_what_waited(say_nothing)

    assert not Matter.objects.filter(state=Matter.State.OPEN).exists()
    assert Cast.objects.filter(member=member, vote__sitting_day__on=date(2011, 4, 7)).exists()


def test_a_title_that_a_person_gives_means_its_bill(taken_in):
    give_title(slug="49-1", parliament=HOUSE_49, title="Elektricity Industry Bill")
    naming = sources.naming_of("bill")
    name = "49/elektricity industry bill"

    assert naming
    assert naming.known({name, "49/unheard of bill", "49-1", "49-999"}) == {name, "49-1"}
