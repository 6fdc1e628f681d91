"""The sample record, read as of a day: the story the whole must tell, and others' oddities."""

from datetime import date

import pytest

from bills.domain.outlook import Basis, Verdict
from bills.domain.positions import Kept, Stance
from bills.domain.stages import Stage, Status
from bills.domain.votes import VoteResult
from bills.models import Bill, Vote
from bills.selectors import (
    NotYetBegun,
    absences_at,
    bill_dossier,
    bills_for_list,
    bills_on,
    unproved,
    vote_on,
)
from billtracker.events.models import Event
from billtracker.outcome import Outcome
from tests.conftest import load_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
FIRST_READING, SECOND_READING = date(2024, 11, 14), date(2025, 4, 10)
DAY_AFTER = date(2024, 11, 15)


def standing(slug, day):
    state = bill_dossier(slug, day).bill.state
    return state.status, state.stage


def story(day):
    """Return the Treaty Principles Bill as of a day: bill, votes, positions, outlook."""
    dossier = bill_dossier("54-94", day, Stage.SECOND_READING)
    return dossier.bill, dossier.votes, dossier.positions, dossier.outlook


def cast_at(vote):
    return {ballot.voter: (ballot.option, ballot.weight) for ballot in vote.facts.ballots}


def relations_of(slug):
    rows = Bill.objects.get(slug=slug).relations.order_by("id")
    return [(row.kind, row.other.slug if row.other else row.parliament.number) for row in rows]


# The Treaty Principles Bill


def test_before_its_introduction_there_is_no_bill():
    with pytest.raises(NotYetBegun):
        bill_dossier("54-94", date(2024, 11, 6))
    assert bills_on(date(2024, 11, 6), bills_for_list().filter(slug="54-94")) == []


def test_on_the_day_after_its_first_reading_it_is_before_the_justice_committee():
    bill, _, _, _ = story(DAY_AFTER)

    assert (bill.state.status, bill.state.stage) == (Status.ACTIVE, Stage.SELECT_COMMITTEE)
    assert bill.committee == "Justice"
    assert bill.state.next_stage is Stage.SECOND_READING
    assert bill.status_text == "Before the Justice Committee since 14 November 2024."


def test_it_passed_its_first_reading_68_to_54():
    _, (vote,), _, _ = story(DAY_AFTER)

    assert [(t.option, t.declared) for t in vote.tallies] == [("aye", 68), ("no", 54)]
    assert vote.result is VoteResult.AGREED
    assert vote.is_reconciled
    assert cast_at(vote) == {
        "national": ("aye", 49),
        "act": ("aye", 11),
        "nz-first": ("aye", 8),
        "labour": ("no", 34),
        "green": ("no", 15),
        "te-pati-maori": ("no", 5),
    }


def test_the_split_by_party_says_that_it_is_arithmetic():
    origin = Vote.objects.get(slug="54-94-first-reading").origin

    assert (origin.confidence, origin.derivation) == ("medium", "arithmetic")
    assert {c.publisher for c in origin.citations.all()} == {
        "RNZ",
        "NZ Herald",
        "Te Ao Māori News",
    }


def test_the_second_reading_would_fail_11_to_112():
    _, _, _, outlook = story(DAY_AFTER)

    numbers = outlook.numbers
    assert (numbers.verdict, numbers.ayes, numbers.noes) == (Verdict.FAILS, 11, 112)
    assert (numbers.unknown, outlook.actual) == (0, None)


def test_national_and_nz_first_have_said_so_and_the_others_voted_so():
    _, _, _, outlook = story(DAY_AFTER)

    sides = {side.voter: (side.basis, side.option) for side in outlook.numbers.sides}
    assert sides == {
        "party:national": (Basis.STATED, "no"),
        "party:nz-first": (Basis.STATED, "no"),
        "party:act": (Basis.LAST_VOTE, "aye"),
        "party:labour": (Basis.LAST_VOTE, "no"),
        "party:green": (Basis.LAST_VOTE, "no"),
        "party:te-pati-maori": (Basis.LAST_VOTE, "no"),
    }


def test_what_they_said_has_a_quotation_a_day_and_a_source():
    _, _, _, outlook = story(DAY_AFTER)

    national = outlook.positions["party:national"]
    assert national.quote == "will not support beyond first reading"
    assert (national.stated_on, national.stated_by) == (date(2024, 8, 20), "Christopher Luxon")
    assert national.origin.citations.all()[0].publisher == "New Zealand news media"


def test_luxon_was_away_with_a_reason_and_a_source_and_his_party_cast_all_its_votes():
    _, (vote,), _, _ = story(DAY_AFTER)

    away = {row.member.slug: row for row in absences_at([FIRST_READING])[FIRST_READING]}
    luxon = away["christopher-luxon"]
    assert luxon.reason == "Left that day for the APEC meeting in Peru."
    assert {c.publisher for c in luxon.origin.citations.all()} == {"RNZ", "1News"}
    assert cast_at(vote)["national"][1] == vote.strengths["national"] == 49


def test_te_pati_maori_was_one_short_for_its_member_was_suspended():
    _, (vote,), _, _ = story(DAY_AFTER)

    away = {row.member.slug: row.status for row in absences_at([FIRST_READING])[FIRST_READING]}
    assert away["hana-rawhiti-maipi-clarke"] == "suspended"
    assert away["willie-jackson"] == "ordered_to_withdraw"
    assert vote.strengths["te-pati-maori"] - cast_at(vote)["te-pati-maori"][1] == 1


def test_on_the_day_of_its_second_reading_it_was_negatived():
    bill, votes, _, outlook = story(SECOND_READING)

    assert (bill.state.status, bill.state.stage) == (Status.NEGATIVED, Stage.SECOND_READING)
    assert bill.status_text == "Negatived at second reading, on 10 April 2025."
    assert outlook.actual == votes[-1]
    assert [(t.option, t.declared) for t in votes[-1].tallies] == [("aye", 11), ("no", 112)]


def test_on_the_day_before_it_was_back_from_its_committee_and_alive():
    bill, votes, _, _ = story(date(2025, 4, 9))

    assert bill.state.status is Status.ACTIVE
    assert bill.status_text == (
        "Reported by the Justice Committee on 4 April 2025; awaiting second reading."
    )
    assert len(votes) == 1


def test_the_outlook_of_the_day_is_still_that_of_before_the_vote():
    _, _, _, outlook = story(SECOND_READING)

    assert (outlook.numbers.ayes, outlook.numbers.noes) == (11, 112)


def test_national_kept_to_what_it_had_said_at_both_readings():
    _, _, positions, _ = story(SECOND_READING)

    national = [p for p in positions if p.stated.voter == "party:national"]
    assert [(p.stated.stance, p.outcome) for p in national] == [
        (Stance.SUPPORT, Kept.KEPT),
        (Stance.OPPOSE, Kept.KEPT),
    ]


def test_before_the_vote_nothing_was_kept_or_broken():
    _, _, positions, _ = story(date(2025, 4, 9))

    assert [p.outcome for p in positions if p.stated.stance is Stance.OPPOSE] == [None, None]


def test_peters_door_ajar_is_his_own_and_not_his_partys():
    _, _, _, outlook = story(DAY_AFTER)

    assert outlook.positions["member:winston-peters"].stance == Stance.UNDECIDED
    assert outlook.positions["party:nz-first"].stance == Stance.OPPOSE


# Oddities of others


def test_a_tie_was_lost():
    vote = vote_on("49-205-first-reading", date(2012, 6, 27))

    assert [(t.option, t.declared) for t in vote.tallies] == [("aye", 60), ("no", 60)]
    assert vote.result is VoteResult.NOT_AGREED
    assert "result_against_tally" not in vote.row.flags
    assert standing("49-205", date(2012, 6, 27)) == (Status.NEGATIVED, Stage.FIRST_READING)


def test_a_bill_announced_as_lost_was_lost_for_a_day():
    assert standing("50-13", date(2014, 5, 27))[0] is Status.ACTIVE
    assert standing("50-13", date(2014, 5, 28)) == (Status.NEGATIVED, Stage.SECOND_READING)
    assert standing("50-13", date(2014, 5, 29)) == (Status.ACTIVE, Stage.SECOND_READING)


def test_its_vote_stood_as_announced_until_it_was_corrected():
    announced = vote_on("50-13-second-reading", date(2014, 5, 28))
    corrected = vote_on("50-13-second-reading", date(2014, 5, 29))

    assert announced.result is VoteResult.NOT_AGREED
    assert corrected.result is VoteResult.AGREED
    assert len(corrected.corrections) == 1


def test_a_choice_between_three_ages_has_three_totals_and_no_result():
    vote = vote_on("49-236-committee-of-whole-house-purchase-age-first-round", date(2012, 8, 30))

    assert {t.option: t.declared for t in vote.tallies} == {
        "age-18": 50,
        "split": 33,
        "age-20": 38,
    }
    assert (vote.result, vote.majority) == (None, None)


def test_totals_were_announced_and_corrected():
    vote = Vote.objects.get(slug="51-269-second-reading")

    assert {t.option: t.declared for t in vote.tallies.all()} == {"aye": 70, "no": 50}
    assert vote.corrections.get().announced == {"aye": 70, "no": 51}


def test_a_divided_bill_ended_and_its_children_became_law():
    assert relations_of("54-23") == [("divided_into", "54-23A"), ("divided_into", "54-23B")]
    assert standing("54-23", date(2024, 8, 8)) == (
        Status.DIVIDED,
        Stage.COMMITTEE_OF_WHOLE_HOUSE,
    )
    assert standing("54-23A", date(2024, 9, 23))[0] is Status.ENACTED
    assert standing("54-23B", date(2024, 9, 23))[0] is Status.ENACTED


def test_a_recommitted_bill_went_through_committee_twice():
    stages = bill_dossier("54-23A", date(2024, 9, 23)).bill.stages

    in_committee = [row.on for row in stages if row.stage == Stage.COMMITTEE_OF_WHOLE_HOUSE]
    assert min(in_committee) == date(2024, 8, 8)
    assert max(in_committee) == date(2024, 9, 18)
    assert standing("54-23A", date(2024, 9, 17)) == (
        Status.ACTIVE,
        Stage.COMMITTEE_OF_WHOLE_HOUSE,
    )


def test_a_reinstated_bill_lapsed_and_came_back():
    assert relations_of("53-177") == [("reinstated", 54)]
    assert standing("53-177", date(2023, 9, 7))[0] is Status.ACTIVE
    assert standing("53-177", date(2023, 9, 8))[0] is Status.LAPSED
    assert standing("53-177", date(2024, 5, 28)) == (Status.ACTIVE, Stage.SECOND_READING)
    assert standing("53-177", date(2026, 5, 18))[0] is Status.ENACTED


def test_a_dropped_bill_was_dropped_on_the_day_its_member_was_late():
    assert standing("54-39", date(2025, 10, 21))[0] is Status.ACTIVE
    assert standing("54-39", date(2025, 10, 22)) == (Status.DROPPED, Stage.SECOND_READING)


def test_a_government_bill_was_discharged():
    assert standing("54-40", date(2024, 5, 1))[0] is Status.DISCHARGED


def test_one_number_in_two_parliaments_is_two_bills():
    titles = dict(Bill.objects.filter(slug__in=["53-94", "54-94"]).values_list("slug", "title"))

    assert titles["54-94"] == "Principles of the Treaty of Waitangi Bill"
    assert titles["53-94"].startswith("Oversight of Oranga Tamariki System")


def test_one_vote_covered_three_bills():
    vote = Vote.objects.get(
        slug="48-taxation-annual-rates-of-income-tax-2007-08-bill-third-reading"
    )

    assert vote.bills.count() == 3


def test_the_number_of_a_party_fell_as_its_members_were_suspended():
    sides = [
        cast_at(vote_on(f"2025-06-05-suspend-{name}", date(2025, 6, 5)))["te-pati-maori"]
        for name in ("hana-rawhiti-maipi-clarke", "debbie-ngarewa-packer", "rawiri-waititi")
    ]

    assert sides == [("no", 6), ("no", 5), ("no", 4)]


# The whole


def test_every_state_follows_from_the_facts():
    assert unproved() == []


def test_everything_rests_on_a_source():
    bare = [
        bill.slug
        for bill in Bill.objects.select_related("origin").prefetch_related("origin__citations")
        if not bill.origin.citations.all()
    ]

    assert bare == []


def test_loading_it_again_changes_nothing():
    events = Event.objects.count()

    report = load_record()

    assert report.outcome is Outcome.UNCHANGED
    assert Event.objects.count() == events


def test_nothing_of_it_was_refused(record):
    assert record.refused == 0
