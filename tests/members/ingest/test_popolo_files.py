"""The four recorded Popolo files of the 51st Parliament, with nothing else on record."""

import json
import uuid
from datetime import date

import pytest

from billtracker.provenance.fetched import Fetched
from members.domain.facts import UpstreamId
from members.ingest.sources import MEMBERS, POPOLO
from members.models import Alias, Member
from tests.members.ingest.listed import record_after, take

pytestmark = pytest.mark.django_db
POPOLO_FILES = ("v1_2015-07-09", "v2_2015-10-14", "v4_2015-11-24", "2015-11-30")


def popolo_files(recordings, order):
    folder = recordings / "members" / "popolo"
    return [Fetched(f"{name}.json", (folder / f"{name}.json").read_bytes()) for name in order]


@pytest.fixture
def orderly(recordings):
    return take(*popolo_files(recordings, POPOLO_FILES), plan=POPOLO)


@pytest.mark.parametrize(
    "order",
    [
        (*reversed(POPOLO_FILES),),
        (POPOLO_FILES[2], POPOLO_FILES[0], POPOLO_FILES[3], POPOLO_FILES[1]),
        (*POPOLO_FILES[1:3], *POPOLO_FILES[1:3], *POPOLO_FILES),
    ],
    ids=["backwards", "shuffled", "repeated and interleaved"],
)
def test_the_four_popolo_files_end_in_one_record_in_any_order(db, recordings, order):
    orderly, matters = record_after(popolo_files(recordings, POPOLO_FILES))

    assert record_after(popolo_files(recordings, order)) == (orderly, matters)
    assert (len(orderly[0]), matters) == (121, [])


def test_every_person_whose_ids_changed_is_still_one_member_with_all_of_them(recordings, orderly):
    schemes = ("parliament.nz document", "wikidata", "everypolitician")

    counted = [Alias.objects.filter(scheme=scheme).count() for scheme in schemes]

    assert counted == [121, 120, 121]


def _bare(person):
    return {member: value for member, value in person.items() if member != "identifiers"}


def test_new_ids_without_the_old_ones_beside_them_are_followed_by_name(recordings, orderly):
    (body,) = popolo_files(recordings, POPOLO_FILES[3:])
    tables = json.loads(body.content.decode("utf-8-sig"))
    text = json.dumps({**tables, "persons": [_bare(person) for person in tables["persons"]]})
    for person in tables["persons"]:
        text = text.replace(person["id"], str(uuid.uuid5(uuid.NAMESPACE_URL, person["id"])))

    report = take(Fetched("renumbered.json", text.encode()), plan=POPOLO)

    assert (Member.objects.count(), report.queued) == (121, 0)


# The House of the 51st Parliament, by source and day, and each difference from the 121 of the
# Popolo files; the days are those of the former members' page.
DIFFERENCES = {
    "feed of 12 December 2014": (
        {"Mike Sabin"},  # left on 30 January 2015
        {"Ria Bond"},  # came on 24 April 2015, when Winston Peters had won Northland
    ),
    "former members who sat on 9 July 2015": (set(), set()),
    "former members who sat on 30 November 2015": (
        set(),
        {"Russel Norman"},  # left on 30 October 2015; the files of November still have him
    ),
}


def test_the_121_of_the_popolo_files_differ_from_other_sources_as_explained(recordings, orderly):
    files = set(Member.objects.values_list("slug", flat=True))
    feed = MEMBERS.read((recordings / "pages" / "mps_feed_2014.rss").read_bytes(), "feed").members
    path = recordings / "members" / "parliament_nz_former_members_affiliations.csv"
    of_files = {one.ids[0] for one in feed}
    in_files = {
        UpstreamId(*row)
        for row in Alias.objects.filter(scheme="parliament.nz document").values_list(
            "scheme", "text"
        )
    }
    found = {
        "feed of 12 December 2014": (
            {one.name for one in feed if one.ids[0] not in in_files},
            {
                alias.member.name
                for alias in Alias.objects.filter(scheme="parliament.nz document")
                if UpstreamId(alias.scheme, alias.text) not in of_files
            },
        )
    }
    take(Fetched(path.name, path.read_bytes()))
    listed = MEMBERS.read(path.read_bytes(), path.name).members
    members = {
        alias.text: alias.member
        for alias in Alias.objects.filter(scheme="parliament.nz").select_related("member")
    }
    for day in (date(2015, 7, 9), date(2015, 11, 30)):
        times = {
            members[one.ids[0].text]: any(
                s.start <= day and (not s.end or day < s.end) for s in one.sat
            )
            for one in listed
            if one.ids[0].text in members
        }
        found[f"former members who sat on {day.day} {day:%B %Y}"] = (
            {member.name for member, sat in times.items() if sat and member.slug not in files},
            {member.name for member, sat in times.items() if not sat and member.slug in files},
        )

    assert found == DIFFERENCES
