"""The sample record as the API tells it: the story of bill 54-94, and every other object whole."""

import pytest

from bills.api.shapes.bills import BillDetail
from bills.api.shapes.outlooks import OutlookShape
from bills.api.shapes.votes import VoteDetail
from bills.models import Bill, Vote
from billtracker.events.kinds import KINDS
from billtracker.events.models import Event
from members.models import Member
from tests.billtracker.api.problem_shape import assert_problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
BILL = "/api/v1/bills/54-94/"
FIRST_READING = "/api/v1/votes/54-94-first-reading/"


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()


def cast(vote, option):
    return {
        row["party"]["short_name"]: row["weight"]
        for row in vote["party_votes"]
        if row["option"] == option
    }


def sides(outlook):
    return {row["party"]["slug"]: row for row in outlook["by_party"] if row["party"]}


# The story


def test_the_day_after_its_first_reading_the_bill_is_before_the_committee(client):
    bill = read(client, f"{BILL}?as_of=2024-11-15")

    assert (bill["status"], bill["current_stage"]) == ("active", "select_committee")
    assert bill["next_stage"] == "second_reading"
    assert bill["committee"] == "Justice"
    assert bill["status_text"] == "Before the Justice Committee since 14 November 2024."
    assert bill["member_in_charge"]["slug"] == "david-seymour"
    assert [vote["id"] for vote in bill["votes"]] == ["54-94-first-reading"]
    assert bill["as_of"] == "2024-11-15"


def test_the_first_reading_was_agreed_to_by_68_to_54(client):
    vote = read(client, FIRST_READING)

    assert vote["result"] == "agreed"
    assert [(t["option"], t["declared"], t["counted"]) for t in vote["tallies"]] == [
        ("aye", 68, 68),
        ("no", 54, 54),
    ]
    assert (vote["majority"], vote["reconciled"], vote["flags"]) == (14, True, [])
    assert cast(vote, "aye") == {"National": 49, "ACT": 11, "NZ First": 8}
    assert sum(cast(vote, "no").values()) == 54
    assert vote["derivation"] == "arithmetic"
    assert "arithmetic" in vote["note"]


def test_the_prime_minister_was_away_and_his_party_cast_all_its_votes(client):
    vote = read(client, FIRST_READING)

    national = next(r for r in vote["party_votes"] if r["party"]["slug"] == "national")
    assert (national["weight"], national["strength"], national["not_cast"]) == (49, 49, 0)
    away = {row["member"]["slug"]: row for row in vote["absences"]}
    luxon = away["christopher-luxon"]
    assert luxon["status"] == "away"
    assert "Peru" in luxon["reason"]
    assert luxon["sources"][0]["url"]
    assert luxon["sources"][0]["publisher"]


def test_national_and_nz_first_said_they_would_oppose_it_so_it_would_fail(client):
    outlook = read(client, f"{BILL}outlook/?as_of=2024-11-15")

    assert (outlook["stage"], outlook["verdict"]) == ("second_reading", "fails")
    assert (outlook["ayes"], outlook["noes"], outlook["margin"]) == (11, 112, -101)
    assert outlook["actual"] is None
    by_party = sides(outlook)
    for slug in ("national", "nz-first"):
        assert (by_party[slug]["stance"], by_party[slug]["basis"]) == ("oppose", "stated")
        position = by_party[slug]["position"]
        assert position["quote"]
        assert position["stated_by"]
        assert position["stated_on"] < "2024-11-15"
        assert position["source"] == position["sources"][0]
        assert position["outcome"] is None
    assert by_party["labour"]["basis"] == "last_vote"
    assert by_party["labour"]["vote"]["id"] == "54-94-first-reading"
    assert read(client, f"{BILL}?as_of=2024-11-15")["outlook"] == outlook


def test_on_10_april_2025_the_house_negatived_it_and_national_kept_its_word(client):
    bill = read(client, f"{BILL}?as_of=2025-04-10")

    assert bill["status"] == "negatived"
    actual = bill["outlook"]["actual"]
    assert [t["declared"] for t in actual["tallies"]] == [11, 112]
    assert actual["result"] == "not_agreed"
    kept = {
        position["party"]["slug"]: position["outcome"]
        for position in bill["positions"]
        if position["party"] and "second_reading" in position["stages"]
    }
    assert kept["national"] == "kept"
    assert bill == {**read(client, BILL), "as_of": "2025-04-10", "outlook": bill["outlook"]}


def test_before_it_was_introduced_there_was_no_bill(client):
    for address in (BILL, f"{BILL}outlook/"):
        body = assert_problem(client.get(f"{address}?as_of=2024-11-06"), "not_found")
        assert "6 November 2024" in body["detail"]
    assert client.get(f"{BILL}?as_of=2024-11-07").status_code == 200


def test_before_it_was_held_there_was_no_vote(client):
    assert_problem(client.get(f"{FIRST_READING}?as_of=2024-11-13"), "not_found")
    assert client.get(f"{FIRST_READING}?as_of=2024-11-14").status_code == 200


def test_another_reading_can_be_asked_about(client):
    outlook = read(client, f"{BILL}outlook/?stage=first_reading&as_of=2025-04-10")

    assert outlook["stage"] == "first_reading"
    assert outlook["actual"]["id"] == "54-94-first-reading"
    assert read(client, outlook["url"]) == outlook


# Votes of every kind


def test_a_vote_on_the_voices_has_sides_without_numbers(client):
    slug = Vote.objects.filter(method="voice").values_list("slug", flat=True).order_by("slug")[0]

    vote = read(client, f"/api/v1/votes/{slug}/")

    assert [(t["option"], t["declared"], t["counted"]) for t in vote["tallies"]] == [
        ("aye", None, None),
        ("no", None, None),
    ]
    assert (vote["majority"], vote["reconciled"]) == (None, True)
    assert vote["party_votes"] == vote["not_voting"] == vote["member_votes"] == []


def test_a_vote_whose_parts_are_not_on_record_is_not_reconciled(client):
    vote = read(client, "/api/v1/votes/48-230-second-reading/")

    assert vote["flags"] == ["parts_missing"]
    assert vote["reconciled"] is False
    assert all(t["declared"] is not None and t["counted"] is None for t in vote["tallies"])
    assert vote["not_voting"] == []


def test_a_corrected_result_is_told_as_it_stood(client):
    address = "/api/v1/votes/50-13-second-reading/"
    now, then = read(client, address), read(client, f"{address}?as_of=2014-05-28")

    assert (then["result"], now["result"]) == ("not_agreed", "agreed")
    assert then["corrections"] == []
    correction = now["corrections"][0]
    assert correction["corrected_on"] == "2014-05-29"
    assert correction["announced_result"] == "not_agreed"
    assert correction["source"] == correction["sources"][0]


def test_an_independent_known_by_label_alone_is_told_by_label(client):
    slug = "48-appropriation-2007-08-estimates-bill-third-reading"

    votes = read(client, f"/api/v1/votes/{slug}/")["member_votes"]

    labels = {(vote["label"], vote["member"], vote["party"]) for vote in votes}
    assert ("Copeland", None, None) in labels


def test_an_independent_on_record_is_told_as_a_member(client):
    votes = read(client, "/api/v1/votes/52-229-first-reading/")["member_votes"]

    assert [vote["member"]["slug"] for vote in votes] == ["jami-lee-ross"]
    assert votes[0]["proxy_holder"] is None


def test_a_split_party_names_its_members_side_by_side(client):
    vote = read(
        client, "/api/v1/votes/47-crimes-substituted-section-59-amendment-bill-third-reading/"
    )

    rows = [row for row in vote["party_votes"] if row["party"]["slug"] == "nz-first"]
    assert {row["option"] for row in rows} == {"aye", "no"}
    for row in rows:
        assert {one["option"] for one in row["split"]} == {row["option"]}
        assert len(row["split"]) <= row["weight"]
    assert vote["member_votes"] == [
        one for one in vote["member_votes"] if one["member"] is None and one["label"]
    ]
    assert {row["strength"] for row in rows} == {None}
    assert {row["not_cast"] for row in rows} == {None}


def test_the_options_of_a_vote_need_not_be_two(client):
    slug = "49-236-committee-of-whole-house-purchase-age-second-round"

    vote = read(client, f"/api/v1/votes/{slug}/")

    assert not {t["option"] for t in vote["tallies"]} & {"aye", "no"}
    assert all(t["label"] for t in vote["tallies"])
    assert vote["result"] is vote["majority"] is None


# Everything


def test_every_bill_is_told_whole(client):
    slugs = list(Bill.objects.values_list("slug", flat=True))

    bills = [read(client, f"/api/v1/bills/{slug}/") for slug in slugs]

    assert len(bills) > 50
    assert {frozenset(bill) for bill in bills} == {frozenset(BillDetail.__annotations__)}
    assert all(bill["sources"] for bill in bills)


def test_every_outlook_is_told_whole_or_there_is_no_question(client):
    slugs = list(Bill.objects.values_list("slug", flat=True))

    answers = [client.get(f"/api/v1/bills/{slug}/outlook/") for slug in slugs]

    told = [answer.json() for answer in answers if answer.status_code == 200]
    assert told
    assert {frozenset(outlook) for outlook in told} == {frozenset(OutlookShape.__annotations__)}
    for refusal in (answer for answer in answers if answer.status_code != 200):
        assert_problem(refusal, "no_question")


def test_every_vote_is_told_whole(client):
    slugs = list(Vote.objects.values_list("slug", flat=True))

    votes = [read(client, f"/api/v1/votes/{slug}/") for slug in slugs]

    assert len(votes) > 50
    assert {frozenset(vote) for vote in votes} == {frozenset(VoteDetail.__annotations__)}


def test_every_member_has_an_attendance(client):
    for slug in Member.objects.values_list("slug", flat=True)[:20]:
        counts = read(client, f"/api/v1/members/{slug}/attendance/")["counts"]
        assert counts["days"] == counts["known"] + counts["unknown"]


def test_the_whole_feed_can_be_followed(client):
    page = read(client, "/api/v1/events/?page_size=200&count=1")
    total, seen = page["count"], [event["id"] for event in page["results"]]
    while page["has_more"]:
        page = read(client, page["next"])
        seen += [event["id"] for event in page["results"]]

    assert len(seen) == len(set(seen)) == total
    assert seen == sorted(seen, key=int)


def test_every_kind_of_event_can_be_asked_for():
    kinds = set(Event.objects.values_list("kind", flat=True))

    assert kinds
    assert kinds <= KINDS


def test_a_bills_note_is_left_out_on_a_day_before_it_moved_again(client):
    then = client.get("/api/v1/bills/54-94/?as_of=2024-11-15").json()
    now = client.get("/api/v1/bills/54-94/").json()

    assert then["note"] is None
    assert now["note"].startswith("A Government bill")


def test_a_sittings_id_is_readable_and_tells_two_of_one_day_apart(client):
    stages = client.get("/api/v1/bills/54-94/").json()["stages"]

    assert [stage["id"] for stage in stages[:2]] == [
        "54-94-introduced-2024-11-07",
        "54-94-first-reading-2024-11-14",
    ]
