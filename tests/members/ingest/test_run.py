"""The record's files about members, taken in: what is left behind, and that the rest is not."""

import shutil

import pytest

from billtracker.events.models import Event
from billtracker.outcome import Change, Outcome
from billtracker.problems import Refused
from billtracker.provenance.models import Retrieval
from members.ingest.sources import RECORD_MEMBERS
from members.models import Attendance, Member, Membership
from members.selectors import members_named
from tests.taking_in import take_in_from

pytestmark = pytest.mark.django_db
MEMBERS = """slug,name,sort_name,aliases
darleen-tana,Darleen Tana,"Tana, Darleen",
david-seymour,David Seymour,"Seymour, David",Hon David Seymour
winston-peters,Winston Peters,"Peters, Winston",
"""
STINTS = """member,parliament,party,electorate,start,end,began,ended,note,source
darleen-tana,54,act,,2023-10-14,2024-07-06,election,changed_party,,
darleen-tana,54,,,2024-07-05,2024-10-22,changed_party,seat_vacated,,
david-seymour,54,act,Epsom,2023-10-14,,election,,,
winston-peters,54,act,,2023-10-14,2023-11-01,election,resignation,,
"""
ATTENDANCE = """
[[attendance]]
member = "david-seymour"
on = 2024-11-14
status = "in_the_house"
evidence = "hansard"

[[attendance]]
member = "winston-peters"
on = 2024-11-14
status = "away"
evidence = "news"

[[attendance]]
member = "david-seymour"
on = 2024-11-15
status = "away"
evidence = "news"

[[attendance]]
member = "david-seymour"
on = 2024-11-14
status = "in_the_house"
evidence = "party_vote"
"""
OTHERS = {
    "sources.toml": "",
    "parliaments.toml": "[[parliaments]]\nnumber = 54\nelected_on = 2023-10-14\n",
    "parties.toml": (
        '[[parties]]\nslug = "act"\n'
        'names = [{name = "ACT New Zealand", short_name = "ACT", colour = "#fde401"}]\n'
    ),
    "sitting_days.toml": "[[sitting_days]]\non = 2024-11-14\nparliament = 54\n",
}


@pytest.fixture
def folder(tmp_path):
    files = {
        **OTHERS,
        "members.csv": MEMBERS,
        "stints.csv": STINTS,
        "attendance.toml": ATTENDANCE,
    }
    written = [(tmp_path / name).write_text(text) for name, text in files.items()]
    assert len(written) == 7
    return tmp_path


def say_nothing(name, report):
    """Nobody listens."""


def test_a_member_whose_stints_overlap_is_left_behind_and_the_others_are_not(folder):
    report = take_in_from(RECORD_MEMBERS, folder)

    assert report.outcome is Outcome.PARTIAL
    assert set(Member.objects.values_list("slug", flat=True)) == {
        "david-seymour",
        "winston-peters",
    }
    assert Membership.objects.count() == 2
    assert "member darleen-tana, stints" in str(report.problems[1])
    assert members_named(["Darleen Tana"]) == {"Darleen Tana": []}


def test_each_refused_row_is_named_in_words(folder):
    report = take_in_from(RECORD_MEMBERS, folder)

    assert [(p.record, p.field) for p in report.problems] == [
        ("attendance.toml, david-seymour 2024-11-14", "evidence"),
        ("member darleen-tana", "stints"),
        ("attendance of winston-peters on 2024-11-14", "member"),
        ("attendance of david-seymour on 2024-11-15", "on"),
    ]
    assert [row.evidence for row in Attendance.objects.all()] == ["hansard"]


def test_the_retrieval_keeps_what_was_left_behind(folder):
    take_in_from(RECORD_MEMBERS, folder)

    retrieval = Retrieval.objects.get()
    assert retrieval.outcome == "partial"
    assert len(retrieval.problems) == 4


def test_taking_in_the_same_files_again_changes_nothing(folder):
    first = take_in_from(RECORD_MEMBERS, folder)
    events = Event.objects.count()

    report = take_in_from(RECORD_MEMBERS, folder)

    assert report.counts == {Change.UNCHANGED: first.counts.total()}
    assert (Event.objects.count(), Retrieval.objects.count()) == (events, 1)


def test_once_put_right_what_was_left_behind_is_taken_in(folder):
    take_in_from(RECORD_MEMBERS, folder)
    mended = STINTS.replace("2024-07-05", "2024-07-06")
    (folder / "stints.csv").write_text(mended)

    report = take_in_from(RECORD_MEMBERS, folder)

    assert report.counts[Change.INSERTED] == 1
    assert Membership.objects.filter(member__slug="darleen-tana").count() == 2


def test_a_file_that_is_missing_says_nothing(folder):
    (folder / "attendance.toml").unlink()
    (folder / "sitting_days.toml").unlink()

    report = take_in_from(RECORD_MEMBERS, folder)

    assert report.refused == 1
    assert Member.objects.count() == 2


def test_a_folder_with_none_of_the_files_is_refused(tmp_path):
    with pytest.raises(Refused, match="holds none of"):
        take_in_from(RECORD_MEMBERS, tmp_path)


def test_a_file_that_is_no_toml_refuses_the_whole_body(folder):
    shutil.copy(folder / "members.csv", folder / "parties.toml")

    report = take_in_from(RECORD_MEMBERS, folder)

    assert report.outcome is Outcome.REFUSED
    assert [p.record for p in report.problems] == ["parties.toml"]
    assert (Member.objects.count(), Event.objects.count()) == (0, 0)


def test_of_two_rows_of_one_slug_the_first_is_taken_and_the_other_named(folder):
    with (folder / "members.csv").open("a") as rows:
        rows.write('david-seymour,Another,"Another",\n')

    report = take_in_from(RECORD_MEMBERS, folder)

    assert Member.objects.get(slug="david-seymour").name == "David Seymour"
    assert "member david-seymour, given again, id: is given twice in this body" in "".join(
        map(str, report.problems)
    )


def test_a_source_that_misfits_refuses_only_what_rests_on_it(folder):
    (folder / "sources.toml").write_text('[news]\ntitle = "News"\npublished_on = "2024-02-30"\n')
    (folder / "parliaments.toml").write_text(
        "[[parliaments]]\nnumber = 53\nelected_on = 2020-10-17\nended_on = 2023-10-14\n"
        'sources = ["news"]\n[[parliaments]]\nnumber = 54\nelected_on = 2023-10-14\n'
    )

    report = take_in_from(RECORD_MEMBERS, folder)

    assert [(p.record, p.field) for p in report.problems[:2]] == [
        ("sources.toml, source news", "published_on"),
        ("parliaments.toml, 53", "sources"),
    ]
    assert Member.objects.filter(slug="david-seymour").exists()


def test_a_file_in_another_encoding_is_refused_in_a_sentence(folder):
    (folder / "members.csv").write_bytes("slug,name\nx,Tākuta".encode("utf-16"))

    with pytest.raises(Refused, match=r"members\.csv, file: is not UTF-8"):
        take_in_from(RECORD_MEMBERS, folder)
