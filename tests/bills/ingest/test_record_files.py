"""The project's own files about bills: what they may say, and what is refused by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.facts import CorrectionFact, RelationFact, RelationKind
from bills.domain.positions import Stance
from bills.domain.stages import Stage
from bills.domain.votes import Ballot, Tally, VoteMethod, VoteResult
from bills.ingest.record_files import parse_record
from billtracker.problems import Refused
from billtracker.provenance.facts import Confidence
from tests.bills.ingest.mutations import cut_or_overwritten, damaged, toml_file

DAY = date(2024, 11, 14)
BILL = {
    "parliament": 54,
    "number": "94-1",
    "title": "Principles of the Treaty of Waitangi Bill",
    "type": "government",
    "member_in_charge": "david-seymour",
    "sources": ["rnz"],
    "act": {"title": "An Act", "number": "2025/1"},
    "stages": [{"stage": "first_reading", "on": DAY, "outcome": "agreed", "sources": ["rnz"]}],
    "referrals": [{"committee": "Justice", "referred_on": DAY, "submissions_called": True}],
    "relations": [{"kind": "reinstated", "parliament": 54, "on": DAY}],
}
VOTE = {
    "slug": "54-94-first-reading",
    "bills": ["54-94"],
    "question": "That the bill be now read a first time",
    "kind": "reading",
    "method": "party",
    "sitting_date": DAY,
    "stage": "first_reading",
    "result": "agreed",
    "declared": {"aye": 60, "no": 36},
    "option_labels": {"aye": "For"},
    "parties": {"aye": {"national": 49, "act": 11}, "no": {"labour": 34}},
    "named": {"aye": {"national": ["judith-collins"]}},
    "labels": {"aye": {"national": ["Kapi-Kingi"]}, "no": {"independent": ["Tana"]}},
    "members": {"no": ["hana-rawhiti-maipi-clarke"]},
    "corrections": [
        {"corrected_on": DAY, "reason": "By leave.", "announced": {"aye": 61}, "by": "Speaker"}
    ],
}
POSITION = {
    "bill": "54-94",
    "party": "national",
    "stance": "oppose",
    "stages": ["second_reading"],
    "stated_on": DAY,
    "confidence": "medium",
}
FILE = {
    "sources": {"rnz": {"title": "Report", "publisher": "RNZ", "published_on": DAY}},
    "bills": [BILL],
    "votes": [VOTE],
    "positions": [POSITION],
}


def read(**tables):
    return parse_record(toml_file({**FILE, **tables}), "54-94.toml")


def read_vote(**changes):
    return read(votes=[{**VOTE, **changes}])


def is_read_or_refused(content):
    """Return True; anything raised but a Refused that names its problems goes on."""
    try:
        parse_record(content, "54-94.toml")
    except Refused as refusal:
        return bool(refusal.problems)
    return True


def test_a_whole_file_is_read_without_a_problem():
    records = read()

    assert records.problems == []
    assert (len(records.bills), len(records.votes), len(records.positions)) == (1, 1, 1)


def test_a_bill_is_read_with_its_parts():
    bill = read().bills[0]

    assert (bill.parliament, bill.number, bill.act.number) == (54, "94-1", "2025/1")
    assert [(stage.stage, stage.on) for stage in bill.stages] == [(Stage.FIRST_READING, DAY)]
    assert bill.stages[0].grounds.references[0].publisher == "RNZ"
    assert bill.referrals[0].submissions_called is True
    assert bill.relations == (RelationFact(RelationKind.REINSTATED, parliament=54, on=DAY),)


def test_a_vote_is_read_with_everyone_who_cast_it():
    vote = read().votes[0]

    assert (vote.method, vote.result) == (VoteMethod.PARTY, VoteResult.AGREED)
    assert vote.tallies == (Tally("aye", 60, "For"), Tally("no", 36))
    assert vote.ballots == (
        Ballot("aye", 49, party="national", names=("judith-collins",), printed=("Kapi-Kingi",)),
        Ballot("aye", 11, party="act"),
        Ballot("no", 34, party="labour"),
        Ballot("no", 1, label="Tana"),
        Ballot("no", 1, member="hana-rawhiti-maipi-clarke"),
    )


def test_a_correction_is_read_with_what_was_announced():
    assert read().votes[0].corrections == (
        CorrectionFact(DAY, "By leave.", announced={"aye": 61}, by="Speaker"),
    )


def test_a_choice_of_three_is_read_in_the_order_of_the_file():
    vote = read_vote(
        declared={"18": 50, "split": 33, "20": 38},
        option_labels={"split": "18 on, 20 off"},
        parties={},
        named={},
        labels={},
        members={},
    ).votes[0]

    assert vote.tallies == (
        Tally("18", 50),
        Tally("split", 33, "18 on, 20 off"),
        Tally("20", 38),
    )


def test_a_position_is_read_with_how_sure_it_is():
    position = read().positions[0]

    assert (position.stance, position.stages) == (Stance.OPPOSE, (Stage.SECOND_READING,))
    assert position.grounds.confidence is Confidence.MEDIUM


def test_a_table_that_misfits_is_named_with_its_field_and_the_others_are_read():
    records = read(bills=[{**BILL, "type": "hybrid"}, BILL])

    assert len(records.bills) == 1
    assert [(p.record, p.field) for p in records.problems] == [
        ("54-94.toml, bill Principles of the Treaty of Waitangi Bill", "type")
    ]


def test_a_stage_that_misfits_is_named_by_its_place_and_refuses_its_bill():
    records = read(bills=[{**BILL, "stages": [*BILL["stages"], {"stage": "fourth_reading"}]}])

    assert records.bills == []
    assert {p.record for p in records.problems} == {
        "54-94.toml, bill Principles of the Treaty of Waitangi Bill, stages 2"
    }


@pytest.mark.parametrize("extra", ["voters", "Bills", "notes"])
def test_an_unknown_kind_of_record_is_a_problem_of_its_own(extra):
    records = read(**{extra: []})

    assert [str(p) for p in records.problems] == [f"54-94.toml, {extra}: no such kind of record."]
    assert len(records.bills) == 1


def test_names_of_a_party_that_cast_nothing_are_refused():
    records = read_vote(labels={"no": {"green": ["Tana"]}})

    assert records.votes == []
    assert [(p.field, p.sentence) for p in records.problems] == [
        ("labels.no", "names are given for ['green'], which cast nothing.")
    ]


@pytest.mark.parametrize("option", ["no", "abstain"])
def test_named_members_of_a_party_that_cast_nothing_are_refused(option):
    records = read_vote(named={option: {"national": ["judith-collins"]}})

    assert records.votes == []
    assert [p.field for p in records.problems] == [f"named.{option}"]


@pytest.mark.parametrize("content", [b"\xff", b"bills = ", b"[[bills]", b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_refused_whole(content):
    with pytest.raises(Refused, match=r"54-94\.toml, file: not readable as TOML"):
        parse_record(content, "54-94.toml")


def test_an_empty_file_says_nothing():
    records = parse_record(b"", "54-94.toml")

    assert (records.bills, records.votes, records.positions, records.problems) == ([], [], [], [])


@given(damaged(FILE).filter(lambda tables: isinstance(tables, dict)))
def test_a_damaged_file_is_read_or_refused(tables):
    assert is_read_or_refused(toml_file(tables))


@given(
    st.sampled_from(["bills", "votes", "positions"]).flatmap(
        lambda key: damaged(FILE[key]).map(lambda rows: {**FILE, key: rows})
    )
)
def test_damaged_records_are_read_or_refused(tables):
    assert is_read_or_refused(toml_file(tables))


@given(cut_or_overwritten(toml_file(FILE)))
def test_a_file_that_is_cut_or_overwritten_is_read_or_refused(content):
    assert is_read_or_refused(content)
