"""What parliament.nz and Popolo files say of members, read from untouched recordings and worse."""

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtracker.problems import Refused
from members.domain.facts import UpstreamId
from members.ingest.listings import Sat, read_members, read_popolo_file
from members.ingest.listings.printed import day_of_name, intervals, sortable, untitled
from tests.bills.ingest.mutations import damaged

FEED = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><updated>2014-12-12T00:30:00+13:00</updated>
<entry><id>51MP2691</id><title>Adams, Amy</title><content>National Party, Selwyn</content></entry>
<entry><id>51MP3011</id><title>Ardern, Jacinda</title><content>Labour\xa0Party, List</content>
</entry></feed>"""
ROW = """<tr class="list__row hot"><td><a class="list__cell-heading"
href="/en/mps-and-electorates/members-of-parliament/abel-steve/">Abel, Steve</a></td>
<td><div class="list__cell-text">Green&nbsp;Party</div></td>
<td><div class="list__cell-text">List</div></td></tr>"""
FORMER = """<tr class="list__row hot"><td><a class="list__cell-heading"
href="/en/mps-and-electorates/former-members-of-parliament/davis-kelvin/">Davis, Kelvin</a>
<p class="list__cell-abstract">Labour Party, 8 November 2008 - 25 November 2011;
23 May 2014 - 6 February 2024</p></td></tr>"""
SEATS = """<html><head><title>Bridges, Simon - New Zealand Parliament </title></head><body>
<table><tr><td>Member for / List</td><td>Party</td><td>Start</td><td>End</td></tr>{rows}</table>
</body></html>"""
TAURANGA = "<tr><td>Tauranga</td><td>National Party</td><td>{}</td><td>{}</td></tr>"
CURRENT = "sort_name,path,party,electorate\n"
POPOLO = {
    "persons": [
        {
            "id": "person/51MP3481",
            "name": "Rt Hon Adrian Rurawhe",
            "sort_name": "Rurawhe,  Adrian",
            "identifiers": [{"scheme": "wikidata", "identifier": "Q18167636"}],
            "other_names": [
                {"lang": "mi", "name": "Atiriana Rurawhe"},
                {"lang": "ru", "name": "Адриан Рурафе"},
            ],
        },
        {"id": "7", "name": "Jane Doe"},
    ],
    "organizations": [
        {"id": "house", "name": "Parliament", "classification": "legislature"},
        {"id": "labour", "name": "Labour Party", "classification": "party"},
    ],
    "areas": [{"id": "hauauru", "name": "Te Tai Hauāuru"}],
    "posts": [{"id": "seat", "label": "Member for Te Tai Hauāuru", "area_id": "hauauru"}],
    "events": [{"id": "term/51", "name": "51st Parliament"}],
    "memberships": [
        {
            "person_id": "person/51MP3481",
            "organization_id": "house",
            "on_behalf_of_id": "labour",
            "post_id": "seat",
            "legislative_period_id": "term/51",
            "start_date": "2014-09-20",
            "end_date": None,
        }
    ],
}


def popolo(**changes):
    return json.dumps({**POPOLO, **changes}).encode()


def membership(**changes):
    return {**POPOLO["memberships"][0], **changes}


def sentences(listing):
    return [str(problem) for problem in listing.problems]


def refusal_of(read, content, name="body"):
    with pytest.raises(Refused) as refusal:
        read(content, name)
    return str(refusal.value)


def is_read_or_refused(read, content):
    try:
        read(content, "damaged")
    except Refused as refusal:
        return bool(refusal.problems)
    return True


# The recordings


def test_the_page_of_current_members_has_all_122(recordings):
    page = recordings / "pages" / "members-current.html"
    table = recordings / "members" / "parliament_nz_current_members_2026-06-12.csv"

    listing = read_members(page.read_bytes(), page.name)
    recorded = read_members(table.read_bytes(), table.name)

    assert (len(listing.members), listing.problems, listing.is_the_house) == (122, [], True)
    assert listing.on is None
    assert recorded.on == date(2026, 6, 12)
    assert listing.members == recorded.members
    assert Counter(member.sat[0].party for member in listing.members) == {
        "National Party": 48,
        "Labour Party": 34,
        "Green Party": 15,
        "ACT Party": 11,
        "NZ First Party": 8,
        "Te Pāti Māori": 4,
        "Independent - not party affiliated": 2,
    }


def test_the_feed_of_2014_has_121_members_on_its_day(recordings):
    content = (recordings / "pages" / "mps_feed_2014.rss").read_bytes()

    listing = read_members(content, "feed")

    assert (len(listing.members), listing.problems) == (121, [])
    assert (listing.on, listing.is_the_house) == (date(2014, 12, 12), True)


def test_the_former_members_are_200_of_whom_one_has_an_interval_without_a_year(recordings):
    path = recordings / "members" / "parliament_nz_former_members_affiliations.csv"

    listing = read_members(path.read_bytes(), path.name)

    assert len(listing.members) == 200
    assert sentences(listing) == ["Henare, Tau, interval: '6 November' is not a day."]
    henare = next(m for m in listing.members if m.sort_name == "Henare, Tau")
    assert [sat.party for sat in henare.sat] == [
        "Independent",
        "Mauri Pacific Party",
        "National Party",
    ]


@pytest.mark.parametrize(
    ("name", "seats"),
    [
        ("bridges-simon.html", [("Tauranga", date(2008, 11, 8), None)]),
        (
            "brownlee-gerry.html",
            [("Ilam", date(1996, 10, 12), date(2020, 10, 17)), ("List", date(2020, 10, 17), None)],
        ),
    ],
)
def test_a_members_own_page_states_seats_and_days(recordings, name, seats):
    listing = read_members((recordings / "pages" / name).read_bytes(), name)

    (member,) = listing.members
    assert member.ids == (UpstreamId("parliament.nz", name.removesuffix(".html")),)
    assert [(sat.electorate, sat.start, sat.end) for sat in member.sat] == seats
    assert listing.problems == []


def test_a_former_members_own_page_has_every_seat_and_party(recordings):
    listing = read_members((recordings / "pages" / "peters-winston.html").read_bytes(), "peters")

    assert [(sat.electorate, sat.party) for sat in listing.members[0].sat] == [
        ("Hunua", "National Party"),
        ("Tauranga", "National Party"),
        ("Tauranga", "Independent"),
        ("Tauranga", "NZ First"),
        ("List", "NZ First"),
        ("List", "NZ First"),
        ("Northland", "NZ First"),
        ("List", "NZ First"),
    ]


@pytest.mark.parametrize("name", ["hansard-current.html", "daily-progress.html"])
def test_a_shell_and_another_page_of_the_site_are_refused_in_a_sentence(recordings, name):
    content = (recordings / "pages" / name).read_bytes()

    assert refusal_of(read_members, content, name) == (
        f"{name}, body: holds no row of a list of members and no table of a member's seats."
    )


@pytest.mark.parametrize(
    ("name", "schemes"),
    [
        ("v1_2015-07-09", {"parliament.nz document": 121}),
        ("v2_2015-10-14", {"parliament.nz document": 121, "wikidata": 120}),
        (
            "v4_2015-11-24",
            {"parliament.nz document": 121, "wikidata": 120, "everypolitician": 121},
        ),
        ("2015-11-30", {"parliament.nz document": 121, "wikidata": 120, "everypolitician": 121}),
    ],
)
def test_a_popolo_file_has_121_members_of_the_51st_without_days(recordings, name, schemes):
    path = recordings / "members" / "popolo" / f"{name}.json"

    listing = read_popolo_file(path.read_bytes(), path.name)

    counted = Counter(one.scheme for member in listing.members for one in member.ids)
    assert (len(listing.members), listing.problems) == (121, [])
    assert {scheme: counted[scheme] for scheme in schemes} == schemes
    assert {(sat.start, sat.parliament) for m in listing.members for sat in m.sat} == {(None, 51)}
    assert listing.on == day_of_name(path.name)


# Former members' intervals


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Labour Party, 8 November 2008 - 25 November 2011; 23 May 2014 - 6 February 2024",
            [
                Sat("Labour Party", start=date(2008, 11, 8), end=date(2011, 11, 25)),
                Sat("Labour Party", start=date(2014, 5, 23), end=date(2024, 2, 6)),
            ],
        ),
        (
            (
                "Māori Party, 5 October 2005 - 23 February 2011; Independent, 24 February 2011 - "
                "20 May 2011"
            ),
            [
                Sat("Māori Party", start=date(2005, 10, 5), end=date(2011, 2, 24)),
                Sat("Independent", start=date(2011, 2, 24), end=date(2011, 5, 20)),
            ],
        ),
        (
            "NZ First Party, 27 July 2002 - 11 August 2005, 15 February 2008 - 8 November 2008",
            [
                Sat("NZ First Party", start=date(2002, 7, 27), end=date(2005, 8, 11)),
                Sat("NZ First Party", start=date(2008, 2, 15), end=date(2008, 11, 8)),
            ],
        ),
        (
            "National Party 17 September 2005- 17 October 2020",
            [Sat("National Party", start=date(2005, 9, 17), end=date(2020, 10, 17))],
        ),
        (
            "Green Party,\xa017 October 2020 - present",
            [Sat("Green Party", start=date(2020, 10, 17))],
        ),
    ],
    ids=["party not repeated", "last day printed", "comma for semicolon", "no comma", "open"],
)
def test_intervals_are_read(words, expected):
    problems = []

    assert list(intervals(words, "x", problems)) == expected
    assert problems == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Labour Party, 31 February 2008 - 8 March 2009", "'31 February 2008' is not a day."),
        ("Labour Party, 8 Smarch 2008 - 8 March 2009", "'8 Smarch 2008' is not a day."),
        ("Labour Party, 8 March 2009 - 8 March 2008", "2008-03-08 is not after its start"),
        ("Labour Party, sometime", "'Labour Party, sometime' could not be read."),
    ],
)
def test_an_interval_that_cannot_be_is_left_out_and_the_others_are_not(words, sentence):
    problems = []

    read = intervals(f"{words}; Green Party, 8 May 2010 - 9 May 2011", "x", problems)

    assert Sat("Green Party", start=date(2010, 5, 8), end=date(2011, 5, 9)) in read
    assert sentence in str(problems[0])


# Pages and feeds that are not as they should be


def test_a_row_states_name_party_and_seat_whatever_its_spaces():
    listing = read_members(f"<table>{ROW}</table>Displaying 1 - 1 of 1".encode(), "page")

    (member,) = listing.members
    assert (member.name, member.sat) == ("Steve Abel", (Sat("Green Party", "List"),))
    assert listing.is_the_house


def test_a_list_of_former_members_has_their_intervals_and_is_not_the_house():
    listing = read_members(f"<table>{FORMER}</table>Displaying 1 - 1 of 1".encode(), "page")

    assert [sat.start for sat in listing.members[0].sat] == [date(2008, 11, 8), date(2014, 5, 23)]
    assert not listing.is_the_house


def test_a_page_that_shows_a_part_of_the_list_says_so_and_is_not_the_house():
    listing = read_members(f"<table>{ROW}</table>Displaying 1 - 1 of 122".encode(), "page")

    assert sentences(listing) == [
        "page, rows: shows a part of the list only; the others are not in this page."
    ]
    assert not listing.is_the_house


def test_a_row_without_a_party_is_left_behind_and_the_others_are_not():
    broken = ROW.replace("Green&nbsp;Party", "").replace("abel-steve", "nobody")

    listing = read_members(f"<table>{ROW}{broken}</table>".encode(), "page")

    assert len(listing.members) == 1
    assert sentences(listing) == ["page, row 2, party: states no party and electorate."]


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        ("30/02/2021", "", "'30/02/2021' is not a day."),
        ("2008-11-08", "", "'2008-11-08' is not a day."),
        ("08/11/2008", "07/11/2008", "2008-11-07 is not after its start, 2008-11-08."),
    ],
)
def test_a_seat_whose_days_cannot_be_is_left_behind(start, end, sentence):
    rows = TAURANGA.format(start, end) + TAURANGA.format("6/11/2020", "")
    name = "https://www.parliament.nz/en/mps-and-electorates/members-of-parliament/bridges-simon/"

    listing = read_members(SEATS.format(rows=rows).encode(), name)

    assert [sat.start for sat in listing.members[0].sat] == [date(2020, 11, 6)]
    assert sentence in sentences(listing)[0]


def test_the_feed_says_who_sat_on_the_wellington_day_it_was_made():
    listing = read_members(FEED.encode(), "feed")

    assert listing.on == date(2014, 12, 12)
    assert [member.sat for member in listing.members] == [
        (Sat("National Party", "Selwyn"),),
        (Sat("Labour Party", "List"),),
    ]


def test_an_xml_bomb_is_refused_without_being_unpacked():
    bomb = '<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><feed'
    content = FEED.replace("<feed", bomb, 1).replace("Adams, Amy", "&b;").encode()

    assert "declares a document type" in refusal_of(read_members, content)


def test_an_entry_without_an_electorate_is_left_behind_and_the_list_is_no_longer_whole():
    listing = read_members(FEED.replace("National Party, Selwyn", "National").encode(), "feed")

    assert [member.name for member in listing.members] == ["Jacinda Ardern"]
    assert sentences(listing) == ["feed, entry 1, content: states nothing usable."]
    assert not listing.is_the_house


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (FEED.encode()[:300], "is not readable as XML"),
        (FEED.encode("utf-16"), "is not UTF-8"),
        ((CURRENT + "Coffey, Tāmati,x,y,z").encode("cp1257"), "is not UTF-8"),
        (b"sort_name\0", "holds null characters"),
        (b"", "is not readable as HTML"),
        (b"<html><body>Verify you are human</body></html>", "holds no row of a list"),
        (b'{"persons": []}', "holds no row of a list"),
        (b"sort_name,party\n", "header: is 'sort_name,party', not sort_name,path"),
        (FEED.replace("+13:00", "").encode(), "does not say in which time zone"),
    ],
    ids=[
        *("cut off", "UTF-16", "another encoding", "null", "empty", "a challenge", "JSON"),
        *("another header", "no time zone"),
    ],
)
def test_what_is_not_a_list_of_members_is_refused_in_a_sentence(content, sentence):
    assert sentence in refusal_of(read_members, content)


def test_a_line_with_too_few_cells_is_left_behind_and_the_others_are_not():
    table = CURRENT + '"Abel, Steve",/a/abel-steve/,Green Party,List\n"Doe, Jane",/a/doe-jane/\n'

    listing = read_members(table.encode(), "current_2026-06-12.csv")

    assert [member.name for member in listing.members] == ["Steve Abel"]
    assert sentences(listing) == ["current_2026-06-12.csv, line 3, cells: has 2 cells, not 4."]


# Popolo


def test_a_popolo_person_has_ids_names_and_a_dated_seat():
    listing = read_popolo_file(popolo(), "file")

    rurawhe, doe = listing.members
    assert (rurawhe.name, rurawhe.sort_name) == ("Adrian Rurawhe", "Rurawhe, Adrian")
    assert rurawhe.other_names == ("Rt Hon Adrian Rurawhe", "Atiriana Rurawhe")
    assert rurawhe.ids == (
        UpstreamId("parliament.nz document", "51MP3481"),
        UpstreamId("wikidata", "Q18167636"),
    )
    assert rurawhe.sat == (Sat("Labour Party", "Te Tai Hauāuru", date(2014, 9, 20), None, 51),)
    assert (doe.ids, doe.sort_name, doe.sat) == ((), "Doe, Jane", ())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start_date": "2014-02-30"}, "start_date: '2014-02-30' is not a day."),
        ({"end_date": "yesterday"}, "end_date: 'yesterday' is not a day."),
        ({"end_date": "2014-09-20"}, "2014-09-20 is not after its start, 2014-09-20."),
        ({"person_id": "nobody"}, "nobody in this file has the id 'nobody'."),
        ({"on_behalf_of_id": "greens"}, "no organization of this file is called 'greens'."),
        ({"person_id": 7}, "memberships 1, person_id: Input should be a valid string"),
        ({"start_date": "2014-09"}, "2014-09 is a part of a day only; left out."),
    ],
)
def test_a_membership_that_cannot_be_is_left_behind_and_the_person_is_not(changes, sentence):
    listing = read_popolo_file(popolo(memberships=[membership(**changes)]), "file")

    assert len(listing.members) == 2
    assert sentence in sentences(listing)[0]
    assert listing.members[0].sat in {(), (Sat("Labour Party", "Te Tai Hauāuru", None, None, 51),)}


def test_who_has_a_name_too_long_to_keep_is_left_behind_and_the_others_are_not():
    long = {"id": "8", "name": "Jo " + "o" * 400}
    ids = {"identifiers": [{"scheme": "wikidata", "identifier": "Q" * 400}]}

    listing = read_popolo_file(popolo(persons=[long, {**POPOLO["persons"][1], **ids}]), "file")

    assert [(member.name, member.ids) for member in listing.members] == [("Jane Doe", ())]
    assert "a name is longer than 80 characters." in sentences(listing)[-1]


def test_a_membership_of_a_party_is_no_seat():
    listing = read_popolo_file(popolo(memberships=[membership(organization_id="labour")]), "file")

    assert listing.members[0].sat == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (popolo()[:200], "is not readable as JSON"),
        (b"[" * 100_000, "is not readable as JSON"),
        (b"<html>Not found</html>", "is not readable as JSON"),
        (b"[]", "should be a valid dict"),
        (b'{"people": []}', "persons: is missing: this is not Popolo."),
        (json.dumps({"persons": {"a": 1}}).encode(), "persons: Input should be a valid list"),
        (popolo().decode().encode("utf-16"), "is not UTF-8"),
    ],
    ids=["cut off", "too deep", "HTML", "a list", "another JSON", "no list of persons", "UTF-16"],
)
def test_what_is_not_popolo_is_refused_in_a_sentence(content, sentence):
    assert sentence in refusal_of(read_popolo_file, content)


@given(damaged(POPOLO))
def test_damaged_popolo_is_read_or_refused(value):
    assert is_read_or_refused(read_popolo_file, json.dumps(value, default=str).encode())


@given(
    st.sampled_from([FEED, f"<table>{ROW}{FORMER}</table>", CURRENT]), st.text(), st.integers(0)
)
def test_damaged_lists_are_read_or_refused(whole, rubbish, place):
    cut = place % len(whole)
    content = (whole[:cut] + rubbish + whole[cut:]).encode(errors="replace")

    assert is_read_or_refused(read_members, content)


@given(st.text())
def test_any_words_are_intervals_or_problems(words):
    problems = []

    read = intervals(words, "x", problems)

    assert all(sat.start for sat in read)


# Names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Hon Anne Tolley", "Anne Tolley"),
        ("Rt Hon  Sir John Key", "John Key"),
        ("Honor Carter", "Honor Carter"),
    ],
)
def test_a_name_is_read_without_its_titles(printed, name):
    assert untitled(printed) == name


def test_a_name_alone_sorts_by_its_last_word():
    assert (sortable("Julie Anne Genter"), sortable("Pele")) == ("Genter, Julie Anne", "Pele")
