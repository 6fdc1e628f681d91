"""Votes brought to the record, whole: what is refused, what is flagged, what comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bills.domain.facts import CorrectionFact, HansardStatus, StageFact, VoteFacts
from bills.domain.stages import Stage, StageOutcome, Status
from bills.domain.votes import (
    STANDARD_OPTIONS,
    Ballot,
    Tally,
    VoteKind,
    VoteMethod,
    VoteResult,
    counted,
)
from bills.models import BillState, Cast, Vote, VoteCorrection
from bills.selectors import vote_facts, vote_on, votes_whole
from bills.services import save_bill, save_vote
from bills.services._votes import content
from billtracker.days import WELLINGTON
from billtracker.events.models import Event
from billtracker.outcome import Change
from billtracker.problems import Refused, Severity
from billtracker.provenance.facts import Grounds, Reference
from billtracker.provenance.services import Witness
from members.models import SittingDay
from tests.factories import (
    ELECTION,
    HOUSE,
    SITTING,
    BillFactory,
    BillFactsFactory,
    MemberFactory,
    MembershipFactory,
    RetrievalFactory,
    StageFactFactory,
    VoteFactsFactory,
    seat,
    undone,
)

pytestmark = pytest.mark.django_db
AGREED, NOT_AGREED = VoteResult.AGREED, VoteResult.NOT_AGREED
AYES = (
    Ballot("aye", 49, party="national"),
    Ballot("aye", 11, party="act"),
    Ballot("aye", 8, party="nz-first"),
)
NOES = (
    Ballot("no", 34, party="labour"),
    Ballot("no", 15, party="green"),
    Ballot("no", 5, party="te-pati-maori"),
)
FIRST_READING = VoteFactsFactory(
    tallies=(Tally("aye", 68), Tally("no", 54)), ballots=(*AYES, *NOES)
)
ON_THE_VOICES = VoteFactsFactory(method=VoteMethod.VOICE)
LONG_AFTER = date(2030, 1, 1)
CORRECTED = CorrectionFact(
    date(2024, 11, 15),
    "By leave, after originally being announced as Ayes 70, Noes 51.",
    announced={"aye": 70, "no": 51},
    corrected={"aye": 70, "no": 50},
)
FLIPPED = CorrectionFact(
    date(2024, 11, 15), "By leave.", announced_result=NOT_AGREED, corrected_result=AGREED
)


@pytest.fixture
def house():
    seat(**{party.replace("-", "_"): size for party, size in HOUSE.items()})
    return BillFactory(stem=94, stage=None, state=None)


@pytest.fixture
def save(witness, house):
    """Return what saves a vote on a bill that was agreed at its first reading that day."""
    save_bill(facts=BillFactsFactory(stages=(StageFactFactory(),)), witness=witness)
    return partial(save_vote, witness=witness)


def stored():
    return vote_facts(votes_whole().get())


def flags_of(outcome):
    return [problem.sentence for problem in outcome[1]]


def problems_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return [(p.record, p.field, p.sentence) for p in refusal.value.problems]


def events_about_votes():
    return list(Event.objects.filter(kind__startswith="vote.").order_by("id"))


def personal(**options):
    """Return a personal vote: members by option."""
    ballots = tuple(
        Ballot(option, 1, member=slug) for option, slugs in options.items() for slug in slugs
    )
    return VoteFactsFactory(method=VoteMethod.PERSONAL, ballots=ballots)


# What is kept


def test_a_party_vote_comes_back_as_it_was_told(save):
    change, flags = save(facts=FIRST_READING)

    assert (change, flags) == (Change.INSERTED, [])
    assert stored() == content(FIRST_READING)


def test_a_vote_on_the_voices_has_no_numbers(save):
    save(facts=ON_THE_VOICES)

    vote = Vote.objects.get()
    assert (vote.tallies.count(), vote.casts.count(), vote.flags) == (0, 0, [])


def test_a_vote_that_is_known_is_not_written_and_leaves_no_event(save):
    save(facts=FIRST_READING)
    before = list(Event.objects.values_list("id", flat=True)), Vote.objects.get().updated_at

    change, _ = save(facts=FIRST_READING)

    assert change is Change.UNCHANGED
    assert before == (
        list(Event.objects.values_list("id", flat=True)),
        Vote.objects.get().updated_at,
    )


def test_a_vote_leaves_one_event_about_everything_it_touches(save):
    save(facts=FIRST_READING)

    (event,) = events_about_votes()
    assert (event.kind, event.occurred_on) == ("vote.inserted", SITTING)
    assert event.subjects == sorted(
        ["vote:54-94-first-reading", "bill:54-94", *(f"party:{party}" for party in HOUSE)]
    )
    assert event.after["counted"] == {"aye": 68, "no": 54}


def test_a_vote_shows_that_the_house_sat(save):
    save(facts=replace(ON_THE_VOICES, sitting_date=date(2024, 12, 10)))

    assert SittingDay.objects.filter(on=date(2024, 12, 10)).exists()


def test_fewer_votes_than_seats_is_attendance_and_not_flagged(save):
    ballots = (*AYES, Ballot("no", 22, party="labour"))
    tallies = (Tally("aye", 68), Tally("no", 22))

    assert flags_of(save(facts=replace(FIRST_READING, ballots=ballots, tallies=tallies))) == []


def test_a_split_party_keeps_the_names_it_gave(save):
    split = replace(
        FIRST_READING,
        tallies=(),
        ballots=(
            Ballot("aye", 40, party="national", names=("national-0", "national-1")),
            Ballot("no", 9, party="national", names=("national-2",), printed=("Kapi-Kingi",)),
        ),
    )

    save(facts=split)

    assert stored() == content(split)
    assert Cast.objects.filter(under__isnull=False).count() == 4


def test_a_members_party_is_the_one_they_sat_with_that_day(save):
    save(facts=personal(aye=["act-0"], no=["green-1"]))

    assert [ballot.party for ballot in stored().ballots] == ["act", "green"]


def test_an_independent_votes_for_no_party(save):
    tana = MembershipFactory(party=None, member__slug="darleen-tana").member

    save(facts=personal(no=[tana.slug]))

    assert [(b.member, b.party) for b in stored().ballots] == [("darleen-tana", None)]


def test_three_options_come_back_in_the_order_of_the_house(save):
    age = replace(
        FIRST_READING,
        result=None,
        tallies=(Tally("18", 50), Tally("split", 33, "18 on, 20 off"), Tally("20", 38)),
        ballots=(),
    )

    save(facts=age)

    assert [(t.option, t.label) for t in stored().tallies] == [
        ("18", "18"),
        ("split", "18 on, 20 off"),
        ("20", "20"),
    ]
    assert stored().result is None


def test_a_question_may_cover_several_bills_in_its_order(save):
    BillFactory(stem=3)
    BillFactory(stem=20)

    save(facts=replace(FIRST_READING, bills=("54-20", "54-94", "54-3")))

    assert stored().bills == ("54-20", "54-94", "54-3")


def test_a_vote_that_is_told_otherwise_is_replaced_whole(save):
    save(facts=FIRST_READING)
    ballots = (*AYES, *NOES[:2])

    change, _ = save(facts=replace(FIRST_READING, ballots=ballots, tallies=()))

    assert change is Change.CHANGED
    assert counted(stored().ballots) == {"aye": 68, "no": 49}
    assert [event.kind for event in events_about_votes()] == ["vote.inserted", "vote.changed"]


def test_new_grounds_of_the_same_source_change_a_vote(save):
    save(facts=FIRST_READING)

    change, _ = save(facts=replace(FIRST_READING, grounds=Grounds((Reference("Hansard"),))))

    assert change is Change.CHANGED
    assert Vote.objects.get().origin.citations.get().title == "Hansard"


# What is kept and flagged


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"tallies": (Tally("aye", 68), Tally("no", 53))},
            "the parts do not add up to the totals as declared; both are kept.",
        ),
        ({"ballots": ()}, "only the totals are on record, not who cast them."),
        (
            {"tallies": (Tally("aye", 70), Tally("no", 54)), "ballots": ()},
            "more votes than the House had members that day.",
        ),
        (
            {"ballots": (*AYES, *NOES[:2], Ballot("no", 7, party="te-pati-maori"))},
            "a party cast more votes than it had members that day.",
        ),
        (
            {"ballots": (Ballot("aye", 1, member="act-0"), Ballot("no", 1, member="act-0"))},
            "a member is recorded on two sides.",
        ),
        ({"result": NOT_AGREED}, "the result is not what a majority of the votes cast gives."),
        ({"result": NOT_AGREED}, "the stage of bill 54-94 that day is agreed."),
    ],
)
def test_numbers_that_do_not_hold_together_are_kept_and_flagged(save, change, sentence):
    facts = replace(FIRST_READING, **change)

    outcome = save(facts=facts)

    assert sentence in flags_of(outcome)
    assert {problem.severity for problem in outcome[1]} == {Severity.FLAGGED}
    assert counted(stored().ballots) == counted(facts.ballots)


def test_a_tie_is_lost(save):
    tied = replace(
        FIRST_READING,
        result=NOT_AGREED,
        tallies=(Tally("aye", 60), Tally("no", 60)),
        ballots=(
            *AYES[:2],
            *NOES[:2],
            Ballot("no", 8, party="nz-first"),
            Ballot("no", 3, party="te-pati-maori"),
        ),
    )

    outcome = save(facts=tied)

    assert flags_of(outcome) == ["the stage of bill 54-94 that day is agreed."]
    assert Vote.objects.get().flags == []


def test_a_tie_said_to_be_won_is_flagged(save):
    tied = replace(FIRST_READING, tallies=(Tally("aye", 60), Tally("no", 60)))

    save(facts=tied)

    assert "result_against_tally" in Vote.objects.get().flags


def test_the_flags_are_renewed_when_the_roster_of_the_day_is_learned(save):
    parliament = SittingDay.objects.get().parliament
    parliament.roster_is_complete = False
    parliament.save()
    above = replace(FIRST_READING, ballots=(*AYES[:1], Ballot("aye", 12, party="act"), *NOES))
    save(facts=above)
    parliament.roster_is_complete = True
    parliament.save()

    save(facts=above)

    assert "party_over_strength" in Vote.objects.get().flags


# What is refused


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"bills": ("54-94", "54-1")}, "bills", "bill '54-1' is not on record."),
        (
            {"ballots": (Ballot("aye", 1, party="alliance"),)},
            "ballots",
            "party 'alliance' is not on record.",
        ),
        (
            {"ballots": (Ballot("aye", 1, member="nobody"),)},
            "ballots",
            "member 'nobody' is not on record.",
        ),
        (
            {"ballots": (Ballot("aye", 1, member="act-0", proxy=True, proxy_holder="nobody"),)},
            "ballots",
            "member 'nobody' is not on record.",
        ),
        (
            {"ballots": (Ballot("aye", 1, member="ruth-dyson"),)},
            "ballots",
            "Ruth Dyson was not a member on that day.",
        ),
        (
            {"ballots": (Ballot("aye", 2, party="act", names=("ruth-dyson",)),)},
            "ballots",
            "Ruth Dyson was not a member on that day.",
        ),
        ({"tallies": (Tally("aye", -1),)}, "tallies.aye", "-1 votes cannot be."),
        ({"ballots": (Ballot("aye", 0, party="act"),)}, "ballots.aye", "act cast 0."),
        ({"ballots": (Ballot("aye", 2, member="act-0"),)}, "ballots.aye", "act-0 cast 2."),
        (
            {"ballots": (Ballot("aye", 1, party="act", names=("act-0",), printed=("Tana",)),)},
            "ballots.aye",
            "act names more than it cast.",
        ),
        (
            {"tallies": (Tally("aye", 68), Tally("no", None))},
            "tallies",
            "give the total of every option, or of none.",
        ),
        ({"question": ""}, "question", "a vote decides a question."),
        ({"method": VoteMethod.VOICE}, "tallies", "a vote on the voices has no numbers."),
        (
            {"sitting_date": date(1990, 1, 1), "ballots": ()},
            "sitting_date",
            "no Parliament on record holds 1990-01-01.",
        ),
        (
            {"ballots": (*AYES, AYES[1])},
            "ballots.aye",
            "act is given twice.",
        ),
        (
            {"ballots": (Ballot("aye", 1, member="act-0"), Ballot("aye", 1, member="act-0"))},
            "ballots.aye",
            "act-0 is given twice.",
        ),
        (
            {"ballots": (Ballot("aye", 2, party="act", names=("act-0", "act-0")),)},
            "ballots.aye",
            "act-0 is given twice.",
        ),
        ({"tallies": (Tally("aye", 68), Tally("aye", 68))}, "tallies", "aye is given twice."),
        ({"bills": ("54-94", "54-94")}, "bills", "54-94 is given twice."),
        ({"ballots": (Ballot("aye", 1),)}, "ballots.aye", "a vote is somebody's."),
    ],
)
def test_a_vote_that_cannot_be_is_refused_and_nothing_of_it_is_written(
    save, change, field, sentence
):
    MemberFactory(slug="ruth-dyson", name="Ruth Dyson")
    events = Event.objects.count()

    told = problems_of(lambda: save(facts=replace(FIRST_READING, **change)))

    assert told == [("vote 54-94-first-reading", field, sentence)]
    assert (Vote.objects.count(), Event.objects.count()) == (0, events)


def test_a_change_that_is_refused_leaves_the_vote_as_it_was(save):
    save(facts=FIRST_READING)

    problems_of(lambda: save(facts=replace(FIRST_READING, bills=("54-1",))))

    assert stored() == content(FIRST_READING)


# Corrections


def test_a_correction_keeps_what_was_announced(save):
    save(facts=FIRST_READING)

    change, _ = save(facts=replace(FIRST_READING, corrections=(CORRECTED,)))

    row = VoteCorrection.objects.get()
    assert change is Change.CHANGED
    assert (row.announced, row.corrected) == ({"aye": 70, "no": 51}, {"aye": 70, "no": 50})
    assert [event.kind for event in events_about_votes()] == ["vote.inserted", "vote.corrected"]


def test_before_a_correction_the_vote_stood_as_announced(save):
    save(facts=replace(FIRST_READING, corrections=(CORRECTED,)))

    announced = vote_on("54-94-first-reading", SITTING)
    corrected = vote_on("54-94-first-reading", date(2024, 11, 15))

    assert [tally.declared for tally in announced.tallies] == [70, 51]
    assert [tally.declared for tally in corrected.tallies] == [68, 54]
    assert (announced.corrections, len(corrected.corrections)) == ((), 1)


def test_a_correction_is_added_and_never_altered(save):
    save(facts=replace(FIRST_READING, corrections=(CORRECTED,)))
    reworded = replace(CORRECTED, reason="By leave.")
    second = replace(CORRECTED, corrected_on=date(2024, 11, 19))

    save(facts=replace(FIRST_READING, corrections=(reworded, second)))

    assert list(VoteCorrection.objects.order_by("place").values_list("reason", flat=True)) == [
        CORRECTED.reason,
        CORRECTED.reason,
    ]


@pytest.mark.parametrize("corrections", [(), (replace(CORRECTED, reason="By leave."),)])
def test_what_would_unsay_a_correction_changes_nothing(save, corrections):
    save(facts=replace(FIRST_READING, corrections=(CORRECTED,)))
    events = Event.objects.count()

    change, _ = save(facts=replace(FIRST_READING, corrections=corrections))

    assert change is Change.UNCHANGED
    assert Event.objects.count() == events


def test_a_bill_announced_as_lost_was_lost_until_the_correction(save):
    save(facts=replace(FIRST_READING, corrections=(FLIPPED,)))

    assert list(BillState.objects.order_by("since").values_list("since", "status")) == [
        (SITTING, Status.NEGATIVED),
        (date(2024, 11, 15), Status.ACTIVE),
    ]


def test_a_corrected_vote_on_an_amendment_does_not_move_the_bill(save):
    amendment = replace(
        FIRST_READING, slug="54-94-amendment", kind=VoteKind.AMENDMENT, corrections=(FLIPPED,)
    )

    save(facts=amendment)

    assert [state.status for state in BillState.objects.all()] == [Status.ACTIVE]


def test_a_bill_that_a_vote_no_longer_covers_is_told_anew(save):
    save(facts=replace(FIRST_READING, corrections=(FLIPPED,)))

    save(facts=replace(FIRST_READING, bills=(), corrections=(FLIPPED,)))

    assert [state.status for state in BillState.objects.all()] == [Status.ACTIVE]


def test_a_vote_may_arrive_before_the_stage_it_decided(witness, house):
    save_vote(facts=replace(FIRST_READING, corrections=(FLIPPED,)), witness=witness)

    save_bill(facts=BillFactsFactory(stages=(StageFactFactory(),)), witness=witness)

    assert list(BillState.objects.order_by("since").values_list("status", flat=True)) == [
        Status.NEGATIVED,
        Status.ACTIVE,
    ]


# Whatever the vote


PARTIES = {"national": 7, "labour": 5, "green": 2, "act": 1}
MEMBERS = [f"{party}-{n}" for party, size in PARTIES.items() for n in range(size)]
BILLS = ["54-94", "54-95", "54-96"]
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20
)
RESULTS = st.none() | st.sampled_from(VoteResult)
TOTALS = st.dictionaries(WORDS, st.integers(0, 150), max_size=3)
CORRECTIONS = st.builds(
    CorrectionFact,
    st.dates(SITTING, SITTING + timedelta(days=9)),
    WORDS,
    announced=TOTALS,
    corrected=TOTALS,
    announced_result=RESULTS,
    corrected_result=RESULTS,
    by=WORDS,
)
INSTANTS = st.datetimes(
    datetime(2024, 11, 14),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2024, 11, 20),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, WELLINGTON]),
)


@st.composite
def party_ballots(draw, options):
    """Return what parties cast, on one side or on several, with some names or none."""
    ballots = []
    for party in draw(st.lists(st.sampled_from(sorted(PARTIES)), unique=True)):
        for option in draw(st.lists(st.sampled_from(options), unique=True, max_size=2)):
            weight = draw(st.integers(1, 9))
            known = [f"{party}-{n}" for n in range(PARTIES[party])]
            names = draw(st.lists(st.sampled_from(known), unique=True, max_size=weight))
            printed = draw(st.lists(WORDS, max_size=weight - len(names)))
            label = draw(st.just("") | WORDS)
            ballots.append(
                Ballot(
                    option,
                    weight,
                    party=party,
                    names=tuple(names),
                    printed=tuple(printed),
                    label=label,
                )
            )
    return ballots


@st.composite
def member_ballots(draw, options, taken):
    """Return what members cast for themselves, with tellers, proxies and names as printed."""
    free = [slug for slug in [*MEMBERS, "darleen-tana"] if slug not in taken]
    ballots = []
    for slug in draw(st.lists(st.sampled_from(free), unique=True, max_size=4)):
        holder = draw(st.none() | st.sampled_from(MEMBERS))
        ballots.append(
            Ballot(
                draw(st.sampled_from(options)),
                1,
                member=slug,
                party=None if slug == "darleen-tana" else slug.rpartition("-")[0],
                proxy=holder is not None or draw(st.booleans()),
                proxy_holder=holder,
                teller=draw(st.booleans()),
                label=draw(st.just("") | WORDS),
            )
        )
    strangers = draw(st.lists(WORDS, max_size=2))
    return [*ballots, *(Ballot(draw(st.sampled_from(options)), 1, label=s) for s in strangers)]


@st.composite
def votes(draw):
    """Return a vote of any shape that the record could hold."""
    method = draw(st.sampled_from(VoteMethod))
    options = draw(
        st.just(list(STANDARD_OPTIONS)) | st.lists(WORDS, unique=True, min_size=2, max_size=4)
    )
    ballots = [] if method is VoteMethod.VOICE else draw(party_ballots(options))
    taken = {name for ballot in ballots for name in ballot.names}
    ballots += [] if method is VoteMethod.VOICE else draw(member_ballots(options, taken))
    total = st.none() if method is VoteMethod.VOICE or draw(st.booleans()) else st.integers(0, 150)
    shown = draw(st.lists(st.sampled_from(options), unique=True))
    return VoteFacts(
        slug="54-94-vote",
        question=draw(WORDS),
        kind=draw(st.sampled_from(VoteKind)),
        method=method,
        sitting_date=SITTING,
        bills=tuple(draw(st.lists(st.sampled_from(BILLS), unique=True))),
        result=draw(RESULTS),
        stage=draw(st.none() | st.sampled_from(Stage)),
        held_at=draw(st.none() | INSTANTS),
        tallies=tuple(Tally(option, draw(total), draw(st.just("") | WORDS)) for option in shown),
        ballots=tuple(ballots),
        corrections=tuple(draw(st.lists(CORRECTIONS, max_size=2))),
        presiding=draw(st.just("") | WORDS),
        hansard_status=draw(st.sampled_from(HansardStatus)),
        note=draw(st.just("") | WORDS),
    )


@pytest.fixture
def small_house(witness):
    seat(**PARTIES)
    MembershipFactory(party=None, member__slug="darleen-tana", start=ELECTION)
    stages = (StageFact(Stage.FIRST_READING, SITTING, StageOutcome.AGREED),)
    save_bill(facts=BillFactsFactory(stages=stages), witness=witness)
    BillFactory(stem=95)
    BillFactory(stem=96)


def saved_and_read_again(facts):
    """Save a vote twice in a world of its own; return what came back and what is counted."""
    with undone():
        first = save_vote(facts=facts, witness=Witness(retrieval=RetrievalFactory()))[0]
        again = save_vote(facts=facts, witness=Witness(retrieval=RetrievalFactory()))[0]
        return stored(), vote_on(facts.slug, LONG_AFTER).counted, (first, again)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=votes())
def test_any_vote_comes_back_whole_and_is_known_again(small_house, facts):
    came_back, totals, changes = saved_and_read_again(facts)

    assert came_back == content(facts)
    assert totals == counted(facts.ballots)
    assert changes == (Change.INSERTED, Change.UNCHANGED)
