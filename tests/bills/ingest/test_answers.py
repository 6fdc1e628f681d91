"""Recorded answers in any order, damaged, or cut off: what is stored of them."""

import hashlib
import json
import random

import pytest

from bills.models import Bill
from billtracker.events.models import Event
from billtracker.outcome import Outcome
from billtracker.provenance.models import Retrieval
from tests.bills.ingest.stored import detail_named, stored_after, take_in

pytestmark = pytest.mark.django_db


def test_the_order_in_which_answers_arrive_does_not_matter(few):
    facets, listing = few / "facets.json", few / "search.json"
    details = sorted((few / "detail").glob("*.json"))
    shuffled = random.Random(94).sample(details, len(details))  # noqa: S311 - no secret

    orderly = stored_after(facets, listing, *details)
    details_first = stored_after(facets, *shuffled, listing)

    assert orderly == details_first
    assert len(orderly[0]) == 32


def test_stages_come_in_any_order_within_a_bill(few, recordings):
    path = detail_named(recordings, "201-3")
    answer = json.loads(path.read_bytes())
    shuffled = few / "shuffled.json"
    stages = list(reversed(answer["Stages"]))
    shuffled.write_text(json.dumps({**answer, "Stages": stages}))

    assert stored_after(few / "facets.json", path) == stored_after(few / "facets.json", shuffled)


def test_one_bad_row_is_refused_while_the_rest_load(few):
    listing = json.loads((few / "search.json").read_bytes())
    listing["results"][3]["itemType"] = "Hybrid"
    listing["results"][5]["title"] = "x" * 600
    listing["results"][7]["parliamentNumber"] = 12
    (few / "search.json").write_text(json.dumps(listing))

    report = take_in(few / "facets.json", few / "search.json")

    assert (report.outcome, report.refused) == (Outcome.PARTIAL, 3)
    assert Bill.objects.count() == len(listing["results"]) - 3
    assert [p.field for p in report.problems if p.severity == "refused"] == [
        "type",
        "database",
        "parliament",
    ]


def test_a_body_that_was_taken_in_in_part_is_read_again_until_it_is_whole(few):
    listing = json.loads((few / "search.json").read_bytes())
    (few / "first.json").write_text(json.dumps(listing))
    take_in(few / "first.json")
    refused = Retrieval.objects.get(url="first.json")

    report = take_in(few / "facets.json", few / "first.json")

    assert refused.outcome == "refused"
    assert report.refused == 0
    assert Retrieval.objects.get(url="first.json").outcome == "changed"


def test_a_body_cut_off_in_the_middle_is_refused_whole(recordings):
    report = take_in(recordings / "bills_api" / "truncated_body.json")

    assert report.outcome is Outcome.REFUSED
    assert [problem.field for problem in report.problems] == ["body"]
    assert (Bill.objects.count(), Event.objects.count()) == (0, 0)
    assert Retrieval.objects.get().outcome == "refused"


def test_the_bytes_are_kept_as_they_were_fetched(recordings):
    path = recordings / "bills_api" / "truncated_body.json"

    take_in(path)

    body = Retrieval.objects.get().body
    assert bytes(body.content) == path.read_bytes()
    assert body.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
