"""Answers of bills.parliament.nz, read: Wellington days, dirty titles, and whatever is damaged."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.facts import ActFact, BillType, ListedFact, ReferralFact, StageFact
from bills.domain.stages import SittingType, Stage, StageOutcome
from bills.ingest.bills_api import parse_answer
from billtracker.problems import Refused, Severity
from tests.bills.ingest.mutations import cut_or_overwritten, damaged
from tests.upstream.faults import CHALLENGE, SHELL

ROW = {
    "id": "b94264a6-d579-4ac0-0cd7-08debc50a5d9",
    "title": "Gas (Market Transparency) Amendment Bill",
    "status": "Second Reading",
    "billNumber": "322-1",
    "itemType": "Government",
    "selectCommittee": "Justice",
    "parliamentNumber": 54,
    "lastStageDate": "2026-06-05T00:00:00Z",
    "billStages": [],
    "sop": None,
}
LISTING = {"totalResults": 1, "results": [ROW]}
FACETS = {
    "parliaments": [
        {
            "number": 53,
            "electionDate": "2020-10-16T11:00:00+00:00",
            "endDate": "2023-10-12T11:00:00+00:00",
        },
        {"number": 54, "electionDate": "2023-10-13T11:00:00+00:00", "endDate": None},
    ]
}
FIRST_READING = {
    "Id": "aaa",
    "StageId": 2,
    "StageDate": "2025-08-12T02:00:00+00:00",
    "OutcomeName": "Agreed",
    "TypeName": "Normal",
    "StartDate": "2025-08-12T03:47:00+00:00",
    "EndDate": "2025-08-12T03:52:00+00:00",
}
DETAIL = {
    "Id": "78d4ac6c",
    "Title": "Regulatory Systems (Internal Affairs) Amendment Bill",
    "ParliamentNumber": 54,
    "BillTypeCode": "Government",
    "BillStatusCode": "Terminated",
    "BillNumber": "188-2",
    "BillLegislationUrl": "https://www.legislation.govt.nz/bill/government/2025/0188/",
    "Act": "Regulatory Systems Amendment Act 2026",
    "AssentNumber": "2026/26",
    "TerminatedReasonName": "Assented",
    "LastUpdatedDate": "2026-06-05T01:00:00+00:00",
    "Members": [{"SortedName": "van Velden, Brooke", "Order": 1}],
    "SelectCommitteeInfo": {
        "SubmissionCalled": True,
        "ReportDueDate": "2026-02-11T11:00:00+00:00",
        "SubmissionDueDate": "2025-09-24T12:00:00+00:00",
        "Committees": [{"Name": "Justice", "StartDate": "2025-08-11T12:00:00+00:00"}],
    },
    "Stages": [FIRST_READING],
    "Associations": [
        {
            "TargetDocumentType": "SelectCommitteeReport",
            "ItemData": '{"Status":"Final","PresentedDate":"2026-02-12T00:00:00"}',
        }
    ],
}


def body(answer):
    return json.dumps(answer).encode()


def read(answer):
    return parse_answer(body(answer), "answer.json")


def detail(**changes):
    return read({**DETAIL, **changes})


def stage(**changes):
    return {**FIRST_READING, **changes}


def stages_of(*stages, **changes):
    return detail(Stages=list(stages), **changes).bills[0].stages


def listed(**changes):
    return read({"results": [{**ROW, **changes}]})


def is_read_or_refused(content):
    """Return True; anything raised but a Refused that names its problems goes on."""
    try:
        parse_answer(content, "answer.json")
    except Refused as refusal:
        return bool(refusal.problems)
    return True


# The list


def test_a_row_of_the_list_becomes_a_bill():
    bill = read(LISTING).bills[0]

    assert (bill.parliament, bill.number, bill.title) == (54, "322-1", ROW["title"])
    assert (bill.type, bill.upstream_id) == (BillType.GOVERNMENT, ROW["id"])
    assert bill.official_url == f"https://bills.parliament.nz/v/6/{ROW['id']}"


def test_the_day_of_a_row_is_already_wellingtons_though_stamped_z():
    bill = listed(lastStageDate="2024-12-18T00:00:00Z").bills[0]

    assert bill.listed == ListedFact("Second Reading", date(2024, 12, 18), "Justice")
    assert bill.stages == ()


def test_a_row_with_royal_assent_is_a_stage_of_that_day():
    bill = listed(status="Royal Assent").bills[0]

    assert bill.stages == (StageFact(Stage.ROYAL_ASSENT, date(2026, 6, 5)),)


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Natural and Built Environment Bill ", "Natural and Built Environment Bill"),
        (
            "Public Finance (Measures) \nAmendment Bill\n",
            "Public Finance (Measures) Amendment Bill",
        ),
        ("\u00a0Ngāti\u00a0Hei \u2028Claims Bill", "Ngāti Hei Claims Bill"),
        ("Nga\u0304ti Hei Bill", "Ngāti Hei Bill"),
    ],
)
def test_titles_lose_their_stray_white_space(printed, title):
    assert listed(title=printed).bills[0].title == title


@pytest.mark.parametrize("number", ["", None])
def test_a_blank_number_is_kept_blank(number):
    assert listed(billNumber=number).bills[0].number == ""


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Government", BillType.GOVERNMENT),
        ("Member's", BillType.MEMBERS),
        ("Members", BillType.MEMBERS),
        ("Local", BillType.LOCAL),
        ("Private", BillType.PRIVATE),
    ],
)
def test_bills_are_of_four_types(word, kind):
    assert listed(itemType=word).bills[0].type is kind


def test_one_row_that_misfits_is_a_problem_and_the_others_are_read():
    rows = [ROW, {**ROW, "billNumber": "1-1", "itemType": "Hybrid"}, ROW]

    records = read({"results": rows})

    assert len(records.bills) == 2
    assert [str(problem) for problem in records.problems] == [
        "answer.json, row 2 (1-1), type: 'Hybrid' is not a type of bill known here."
    ]


def test_a_row_without_a_title_is_refused_by_its_place_and_field():
    rows = [{key: value for key, value in ROW.items() if key != "title"}]

    problems = read({"results": rows}).problems

    assert [(p.record, p.field) for p in problems] == [("answer.json, row 1 (322-1)", "title")]


# The vocabularies


def test_a_parliament_runs_from_its_election_to_the_day_of_the_next():
    parliaments = read(FACETS).parliaments

    assert [(p.number, p.elected_on, p.ended_on) for p in parliaments] == [
        (53, date(2020, 10, 17), date(2023, 10, 14)),
        (54, date(2023, 10, 14), None),
    ]


# A bill in whole


def test_a_bill_in_whole_is_read():
    bill = read(DETAIL).bills[0]

    assert (bill.number, bill.member_in_charge) == ("188-2", "van Velden, Brooke")
    assert bill.act == ActFact("Regulatory Systems Amendment Act 2026", "2026/26")
    assert bill.referrals == (
        ReferralFact(
            committee="Justice",
            referred_on=date(2025, 8, 12),
            report_due_on=date(2026, 2, 12),
            reported_on=date(2026, 2, 12),
            submissions_called=True,
            submissions_close_on=date(2025, 9, 25),
        ),
    )


def test_a_stage_is_read_with_its_sitting_day_and_its_instants():
    assert read(DETAIL).bills[0].stages == (
        StageFact(
            stage=Stage.FIRST_READING,
            on=date(2025, 8, 12),
            outcome=StageOutcome.AGREED,
            sitting_type=SittingType.NORMAL,
            started_at=datetime(2025, 8, 12, 3, 47, tzinfo=UTC),
            ended_at=datetime(2025, 8, 12, 3, 52, tzinfo=UTC),
            key="aaa",
        ),
    )


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2025-08-11T12:00:00+00:00", date(2025, 8, 12)),
        ("2024-12-17T11:00:00+00:00", date(2024, 12, 18)),
        ("2026-05-26T02:00:00+00:00", date(2026, 5, 26)),
    ],
    ids=["winter's midnight", "summer's midnight", "two in the afternoon"],
)
def test_a_sitting_day_is_the_day_in_wellington(stamp, day):
    assert stages_of(stage(StageDate=stamp))[0].on == day


def test_an_extended_sitting_keeps_its_day_though_it_began_the_next_morning():
    extended = stage(
        StageId=5,
        OutcomeName="Concluded",
        TypeName="Extended",
        StageDate="2026-05-26T02:00:00+00:00",
        StartDate="2026-05-26T21:00:00+00:00",
        EndDate="2026-05-26T23:15:00+00:00",
    )

    found = stages_of(extended)[0]

    assert (found.on, found.sitting_type) == (date(2026, 5, 26), SittingType.EXTENDED)
    assert found.started_at == datetime(2026, 5, 26, 21, tzinfo=UTC)


def test_a_stage_that_was_interrupted_and_resumed_stays_several():
    sittings = [stage(Id=key, OutcomeName="Interrupted") for key in "abc"]

    outcomes = [found.outcome for found in stages_of(*sittings, stage(Id="d"))]

    assert outcomes == [StageOutcome.INTERRUPTED] * 3 + [StageOutcome.AGREED]


def test_an_unknown_stage_is_refused():
    with pytest.raises(Refused, match="8 is not a stage known here"):
        detail(Stages=[stage(StageId=8)])


def test_an_unknown_outcome_is_flagged_and_kept_as_unknown():
    records = detail(Stages=[stage(OutcomeName="Postponed")])

    assert records.bills[0].stages[0].outcome is StageOutcome.UNKNOWN
    assert [(p.field, p.severity) for p in records.problems] == [
        ("first_reading outcome", Severity.FLAGGED)
    ]


@pytest.mark.parametrize("missing", [{"EndDate": None}, {"StartDate": None, "EndDate": None}])
def test_instants_may_be_missing(missing):
    assert stages_of(stage(**missing))[0].ended_at is None


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("Discharged", StageOutcome.DISCHARGED),
        ("Divided", StageOutcome.DIVIDED),
        ("Not Agreed", StageOutcome.NEGATIVED),
        ("Rejected", StageOutcome.NEGATIVED),
        ("Withdrawn", StageOutcome.WITHDRAWN),
    ],
)
def test_an_end_without_a_day_is_known_by_the_day_of_the_last_word(reason, outcome):
    ending = stages_of(FIRST_READING, TerminatedReasonName=reason)[-1]

    assert ending == StageFact(
        stage=Stage.FIRST_READING,
        on=date(2026, 6, 5),
        outcome=outcome,
        known_by=True,
        key="ending",
    )


def test_an_end_that_its_stage_tells_is_not_told_twice():
    negatived = stage(OutcomeName="Not Agreed")

    assert len(stages_of(negatived, TerminatedReasonName="Not Agreed")) == 1


@pytest.mark.parametrize("reason", ["Assented", "Lapsed", "Not available", "Terminated", None])
def test_other_ends_add_no_stage(reason):
    assert len(stages_of(FIRST_READING, TerminatedReasonName=reason)) == 1


def test_of_several_members_in_charge_the_first_is_kept_and_the_rest_are_flagged():
    records = detail(
        Members=[
            {"SortedName": "Fleming, Greg", "Order": 2},
            {"SortedName": "Walters, Vanushi", "Order": 1},
        ]
    )

    assert records.bills[0].member_in_charge == "Walters, Vanushi"
    assert "Fleming, Greg" in records.problems[0].sentence


def test_a_bill_before_two_committees_was_reported_by_the_later():
    committees = [
        {"Name": "Māori Affairs", "StartDate": "2025-10-01T11:00:00+00:00"},
        {"Name": "Justice", "StartDate": "2025-08-11T12:00:00+00:00"},
    ]

    referrals = detail(SelectCommitteeInfo={"Committees": committees}).bills[0].referrals

    assert [(r.committee, r.reported_on) for r in referrals] == [
        ("Justice", None),
        ("Māori Affairs", date(2026, 2, 12)),
    ]


@pytest.mark.parametrize(
    "report",
    ['{"Status":"Interim","PresentedDate":"2026-02-12T00:00:00"}', '{"Status":"Final"}', None],
)
def test_only_a_final_report_with_a_day_is_a_report(report):
    associations = [{"TargetDocumentType": "SelectCommitteeReport", "ItemData": report}]

    assert detail(Associations=associations).bills[0].referrals[0].reported_on is None


def test_a_bill_without_a_committee_has_no_referral():
    assert detail(SelectCommitteeInfo=None).bills[0].referrals == ()


def test_a_refused_bill_names_itself_and_the_field():
    with pytest.raises(Refused) as refusal:
        detail(Title=None)

    assert [(p.record, p.field) for p in refusal.value.problems] == [("answer.json", "Title")]


# Damage


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b'"x"', b"{}", b"\xff\xfe", b"<html></html>", b"[" * 100_000],
)
def test_what_is_no_answer_is_refused_whole_with_one_sentence(content):
    with pytest.raises(Refused) as refusal:
        parse_answer(content, "answer.json")

    assert len(refusal.value.problems) == 1
    assert str(refusal.value).startswith("answer.json, body: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_an_answer_is_read_in_every_encoding_that_json_may_have(encoding):
    answer = {"results": [{**ROW, "title": "Ngāti Hei Claims Settlement Bill"}]}
    content = json.dumps(answer, ensure_ascii=False).encode(encoding)

    assert parse_answer(content, "answer.json").bills[0].title == (
        "Ngāti Hei Claims Settlement Bill"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"results": ["Café"]}'.encode("cp1252"), "not in UTF-8: invalid continuation byte"),
        (b'{"results": [', "not whole JSON: Expecting value: line 1 column 14"),
        (b"<!DOCTYPE html><p>Sorry</p>", "is a page of HTML, where JSON was due."),
        (CHALLENGE, "is a challenge to prove oneself human ('Radware Captcha Page')"),
        (SHELL, "is an empty shell ('Hansard') that a script would fill in a browser."),
    ],
    ids=["cp1252", "cut off", "html", "challenge", "shell"],
)
def test_a_body_that_is_something_else_is_refused_by_what_it_is(content, sentence):
    with pytest.raises(Refused) as refusal:
        parse_answer(content, "answer.json")

    assert str(refusal.value).startswith(f"answer.json, body: {sentence}")


def test_half_a_character_refuses_its_row_and_no_other():
    records = read({"results": [{**ROW, "title": "Gas \ud83d Bill"}, ROW]})

    assert [bill.title for bill in records.bills] == [ROW["title"]]
    assert [str(problem) for problem in records.problems] == [
        "answer.json, row 1 (322-1), all: holds half a character, '\\ud83d', in its text."
    ]


def test_half_a_character_refuses_a_bill_in_whole():
    with pytest.raises(Refused, match="holds half a character"):
        detail(Description="Gas \ud83d")


@pytest.mark.parametrize("name", ["results", "parliaments", "Stages"])
@pytest.mark.parametrize("value", [None, 5, "x", {}, {"a": 1}])
def test_what_should_be_a_list_and_is_none_is_refused(name, value):
    with pytest.raises(Refused):
        read({**DETAIL, "Stages": value} if name == "Stages" else {name: value})


@pytest.mark.parametrize(
    "stamp", ["2025-08-11T12:00:00", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_day_that_cannot_be_told_is_refused_by_its_field(stamp):
    with pytest.raises(Refused, match="StageDate"):
        detail(Stages=[stage(StageDate=stamp)])


@given(st.sampled_from([LISTING, FACETS, DETAIL]).flatmap(damaged))
def test_a_damaged_answer_is_read_or_refused(answer):
    assert is_read_or_refused(body(answer))


@given(st.sampled_from([LISTING, FACETS, DETAIL]).map(body).flatmap(cut_or_overwritten))
def test_a_body_that_is_cut_or_overwritten_is_read_or_refused(content):
    assert is_read_or_refused(content)


@given(st.sampled_from([LISTING, FACETS, DETAIL]), st.data())
def test_a_body_that_breaks_off_is_refused(answer, data):
    content = body(answer)
    place = data.draw(st.integers(0, len(content) - 1))

    with pytest.raises(Refused):
        parse_answer(content[:place], "answer.json")
