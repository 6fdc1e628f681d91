"""Lists of parties and runs of names, with every drift seen in them."""

import pytest

from bills.ingest.votes.entries import listed
from bills.ingest.votes.names import entries_of, split
from bills.ingest.votes.printed import Voter

ROLL = ("Ash", "Birch", "Birchwood", "McElm", "van Rowan", "Te Huia", "Fir March", "O\u2019Yew")


def told(text, surnames=()):
    return [(entry.label, entry.weight, entry.names) for entry in listed(text, surnames).entries]


@pytest.mark.parametrize(
    "text",
    [
        "Northern Party 48; River Party 5; Hill 1",
        "Northern Party 48; River Party 5; Hill 1.",
        "Northern Party 48, River Party 5. Hill 1.",
        "Northern Party 48: River Party 5; Hill 1",
        "Northern Party\xa048; River\xa0Party 5;Hill 1",
        "Northern Party48;River Party5;Hill1.",
    ],
)
def test_a_list_reads_the_same_whatever_its_separators(text):
    parts = [(label.replace("\xa0", " "), number) for label, number, _ in told(text)]

    assert parts == [("Northern Party", 48), ("River Party", 5), ("Hill", 1)]


def test_a_split_party_names_its_members():
    assert told("River Party 2 (Ash, Birch); Hill 1") == [
        ("River Party", 2, ("Ash", "Birch")),
        ("Hill", 1, ()),
    ]


def test_a_split_followed_by_a_comma_ends_there():
    assert told("Hill Party 2 (Ash, Birch), River Party 1") == [
        ("Hill Party", 2, ("Ash", "Birch")),
        ("River Party", 1, ()),
    ]


def test_a_split_that_names_fewer_than_it_cast_is_kept_and_flagged():
    found = listed("River Party 3 (Ash, Birch)")

    assert found.entries[0].number == 3
    assert found.problems == ["River Party cast 3, but 2 names are given."]


def test_a_split_without_names_gets_none():
    assert told("River Party 3") == [("River Party", 3, ())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Independents: Ash, Birch", ["Ash", "Birch"]),
        ("Independents: Ash Birch.", ["Ash", "Birch"]),
        ("Independents: Ash C, Birch", ["Ash C", "Birch"]),
        ("Independents: Ash C Birch", ["Ash C", "Birch"]),
        ("Independent: Ash C", ["Ash C"]),
        ("Independent: Ash, C", ["Ash C"]),
        ("Independent: van Rowan", ["van Rowan"]),
        ("Other 1 (Ash)", ["Ash"]),
        ("Other 1: Ash", ["Ash"]),
        ("Ash; Te-Huia", ["Ash", "Te-Huia"]),
    ],
)
def test_members_without_a_party_are_told_by_name(text, names):
    entries = listed(f"Hill Party 4; {text}").entries[1:]

    assert [entry.label for entry in entries] == names
    assert {entry.voter for entry in entries} == {Voter.INDEPENDENT}


def test_what_a_bare_name_is_taken_for_is_said():
    assert listed("Hill Party 4; Ash.").inferred == [
        "Ash, printed bare, is a member without a party."
    ]


def test_three_names_without_commas_are_not_guessed_apart():
    found = listed("Independents: Ash Birch Elm")

    assert [(entry.label, entry.voter) for entry in found.entries] == [
        ("Ash Birch Elm", Voter.JOINED)
    ]
    assert found.entries[0].weight is None
    assert found.problems


def test_three_names_without_commas_come_apart_by_the_roll():
    found = listed("Independents: Ash Birch McElm", ROLL)

    assert [entry.label for entry in found.entries] == ["Ash", "Birch", "McElm"]


def test_a_party_without_its_number_is_flagged_and_its_weight_unknown():
    found = listed("Hill Party 4; River Party")

    assert [entry.weight for entry in found.entries] == [4, None]
    assert found.problems == ["River Party has no number."]


def test_a_bracket_that_never_closes_is_flagged():
    assert "a bracket is not closed." in listed("River Party 2 (Ash, Birch").problems


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("Ash (P)Birch D (P)McElm (P)", ["Ash", "Birch D", "McElm"]),
        ("Ash (P)Birch DMcElm (P)", ["Ash", "Birch D", "McElm"]),
        ("AshBirch (P)van RowanFir March (P)", ["Ash", "Birch", "van Rowan", "Fir March"]),
        ("Te Huia (P)O'YewAsh K", ["Te Huia", "O'Yew", "Ash K"]),
    ],
)
def test_names_that_run_together_come_apart_by_the_roll(run, names):
    entries = entries_of(run, ROLL)

    assert [entry.label for entry in entries] == names
    assert {entry.voter for entry in entries} == {Voter.MEMBER}


def test_a_proxy_mark_belongs_to_the_last_of_the_names_before_it():
    entries = entries_of("Ash (P)BirchMcElm (P)", ROLL)

    assert [entry.proxy for entry in entries] == [True, False, True]


def test_without_a_roll_joined_names_stay_joined():
    entries = entries_of("Ash (P)BirchMcElm D", ())

    assert [(entry.label, entry.voter) for entry in entries] == [
        ("Ash", Voter.MEMBER),
        ("BirchMcElm D", Voter.JOINED),
    ]


def test_a_capital_inside_one_name_is_no_seam():
    entries = entries_of("McElm (P)O'Yew (P)Fir-March (P)", ())

    assert {entry.voter for entry in entries} == {Voter.MEMBER}


def test_a_run_that_a_roll_cuts_in_two_ways_is_not_cut():
    assert split("BirchwoodAsh", ("Birch", "woodAsh", "Birchwood", "Ash")) == []


def test_in_a_run_the_teller_is_the_last_name_as_the_columns_were():
    entries = entries_of("Ash (P)Teller:Birch (P)McElm (P)Te Huia", ROLL)

    assert [entry.label for entry in entries if entry.teller] == ["Te Huia"]


def test_a_cut_off_proxy_mark_still_marks_a_proxy():
    entries = entries_of("Ash (PBirch (P)", ROLL)

    assert [(entry.label, entry.proxy) for entry in entries] == [("Ash", True), ("Birch", True)]
