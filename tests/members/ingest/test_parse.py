"""The project's own files about members: seven that make one body."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtracker.problems import Refused
from members.domain.attendance import Evidence, Status
from members.domain.facts import Began, Ended
from members.ingest.parse import FILES, bundle, parse_record
from tests.bills.ingest.mutations import damaged, toml_file

TABLES = {
    "sources.toml": {"sources": None},
    "parliaments.toml": {
        "parliaments": [{"number": 54, "elected_on": date(2023, 10, 14), "sources": ["rnz"]}]
    },
    "parties.toml": {
        "parties": [
            {
                "slug": "act",
                "labels": ["ACT"],
                "names": [{"name": "ACT New Zealand", "short_name": "ACT", "colour": "#fde401"}],
            }
        ]
    },
    "sitting_days.toml": {"sitting_days": [{"on": date(2024, 11, 14), "parliament": 54}]},
    "attendance.toml": {
        "attendance": [
            {
                "member": "darleen-tana",
                "on": date(2024, 11, 14),
                "status": "away",
                "evidence": "news",
            }
        ]
    },
}
SOURCES = {"rnz": {"title": "Report", "publisher": "RNZ"}}
MEMBERS = (
    'slug,name,sort_name,aliases\ndarleen-tana,Darleen Tana,"Tana, Darleen",Hon D Tana|Tana\n'
)
STINTS = (
    "member,parliament,party,electorate,start,end,began,ended,note,source\n"
    "darleen-tana,54,green,,2023-10-14,2024-07-06,election,changed_party,,rnz\n"
    "darleen-tana,54,,,2024-07-06,2024-10-22,changed_party,seat_vacated,,\n"
)
WHOLE = {
    **{name: toml_file(tables).decode() for name, tables in TABLES.items()},
    "sources.toml": toml_file(SOURCES).decode(),
    "members.csv": MEMBERS,
    "stints.csv": STINTS,
}


def read(**files):
    return parse_record(
        bundle({**WHOLE, **{n.replace("_csv", ".csv"): t for n, t in files.items()}})
    )


def read_tables(name, tables):
    return parse_record(bundle({**WHOLE, name: toml_file(tables).decode()}))


def is_read_or_refused(files):
    """Return True; anything raised but a Refused that names its problems goes on."""
    try:
        parse_record(bundle(files))
    except Refused as refusal:
        return bool(refusal.problems)
    return True


def test_the_seven_files_make_one_body():
    records = read()

    assert set(WHOLE) == set(FILES)
    assert records.problems == []
    assert [p.number for p in records.parliaments] == [54]
    assert [p.slug for p in records.parties] == ["act"]
    assert [d.on for d in records.sitting_days] == [date(2024, 11, 14)]


def test_the_body_is_the_same_however_the_files_are_listed():
    assert bundle(WHOLE) == bundle(dict(reversed(WHOLE.items())))


def test_a_member_has_stints_and_aliases():
    member = read().members[0]

    assert member.aliases == ("Hon D Tana", "Tana")
    assert [(s.party, s.start, s.began, s.ended) for s in member.stints] == [
        ("green", date(2023, 10, 14), Began.ELECTION, Ended.CHANGED_PARTY),
        (None, date(2024, 7, 6), Began.CHANGED_PARTY, Ended.SEAT_VACATED),
    ]
    assert member.stints[0].grounds.references[0].publisher == "RNZ"


def test_attendance_is_a_status_and_what_shows_it():
    row = read().attendance[0]

    assert (row.member, row.status, row.evidence) == ("darleen-tana", Status.AWAY, Evidence.NEWS)


def test_a_partys_vote_is_refused_as_evidence():
    row = {**TABLES["attendance.toml"]["attendance"][0], "evidence": "party_vote"}

    records = read_tables("attendance.toml", {"attendance": [row]})

    assert records.attendance == []
    assert [(p.record, p.field) for p in records.problems] == [
        ("attendance.toml, darleen-tana 2024-11-14", "evidence")
    ]


def test_a_stint_of_nobody_is_a_problem():
    records = read(members_csv="slug,name,sort_name\n")

    assert [str(p) for p in records.problems] == [
        "stints.csv, member: member 'darleen-tana' is not in members.csv."
    ]


def test_a_stint_that_misfits_is_named_by_member_and_start():
    records = read(stints_csv=STINTS.replace("2024-07-06,election", "2024-07-06,coup"))

    assert [(p.record, p.field) for p in records.problems] == [
        ("stints.csv, darleen-tana from 2023-10-14", "began")
    ]


def test_a_row_with_too_many_cells_is_refused_by_name():
    records = read(members_csv=MEMBERS.replace("|Tana\n", "|Tana,more,cells\n"))

    assert records.members == []
    assert "members.csv, darleen-tana" in {p.record for p in records.problems}


@pytest.mark.parametrize("name", [n for n in FILES if n.endswith(".toml")])
def test_what_is_no_toml_is_refused_whole_and_named(name):
    with pytest.raises(Refused, match=f"{name}, file: not readable as TOML"):
        parse_record(bundle({**WHOLE, name: "x = "}))


@given(
    st.sampled_from(sorted(set(TABLES) - {"sources.toml"})).flatmap(
        lambda name: (
            damaged(TABLES[name])
            .filter(lambda tables: isinstance(tables, dict))
            .map(lambda tables: {**WHOLE, name: toml_file(tables).decode()})
        )
    )
)
def test_damaged_tables_are_read_or_refused(files):
    assert is_read_or_refused(files)


@given(st.sampled_from(["members.csv", "stints.csv"]), st.text(), st.integers(0, 200))
def test_damaged_rows_are_read_or_refused(name, rubbish, place):
    files = {**WHOLE, name: WHOLE[name][:place] + rubbish + WHOLE[name][place:]}

    assert is_read_or_refused(files)
