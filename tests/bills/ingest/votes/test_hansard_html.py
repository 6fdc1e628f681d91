"""Hansard pages of three generations: the recordings, and made-up pages of each."""

from datetime import UTC, date, datetime

import pytest

from bills.domain.stages import Stage
from bills.domain.votes import VoteKind, VoteMethod, VoteResult
from bills.ingest.votes.hansard_html import read_page
from bills.ingest.votes.printed import Voter
from billtracker.problems import Refused

WITH_VOTES = {
    "abortion_committee_vote.html": [(36, 81), (29, 76), (102, 11, 5)],
    "appropriations_bill.html": [(61, 50, 9)],
    "crimes_amendment.html": [(113, 8)],
    "electoral_finance_bill.html": [(65, 54)],
    "no_vote_result.html": [(65, 50, 6)],
}
NOT_HANSARD = {
    "bridges-simon.html": "no Hansard markup",
    "brownlee-gerry.html": "no Hansard markup",
    "daily-progress.html": "no Hansard markup",
    "hansard-current.html": "an empty shell",
    "members-current.html": "no Hansard markup",
    "peters-winston.html": "no Hansard markup",
}


@pytest.fixture
def pages(recordings):
    return sorted((recordings / "hansard_html").glob("*.html"))


def totals(vote):
    return tuple(side.declared for side in vote.sides)


def test_every_recording_parses_and_has_the_votes_it_shows(pages):
    read = {page.name: read_page(page.read_bytes(), page.name) for page in pages}

    assert len(read) == 26
    assert {
        name: [totals(vote) for vote in found.votes] for name, found in read.items() if found.votes
    } == WITH_VOTES
    assert all(found.problems == [] for found in read.values())


def test_every_recorded_vote_adds_up_and_none_is_flagged_but_the_missing_result(pages):
    votes = [v for page in pages for v in read_page(page.read_bytes(), page.name).votes]

    assert all(side.counted == side.declared for vote in votes for side in vote.sides)
    assert [problem.sentence for vote in votes for problem in vote.problems] == [
        "no result is printed."
    ]


def test_recorded_tellers_stand_below_their_mark(recordings):
    page = recordings / "hansard_html" / "abortion_committee_vote.html"

    votes = read_page(page.read_bytes(), page.name).votes

    assert [[e.label for s in vote.sides for e in s.entries if e.teller] for vote in votes] == [
        ["Tolley", "Barnett"],
        ["Brown", "Barnett"],
        ["Barnett", "Collins"],
    ]


def test_one_recorded_question_covers_three_bills(recordings):
    page = recordings / "hansard_html" / "no_vote_result.html"

    (vote,) = read_page(page.read_bytes(), page.name).votes

    assert len(vote.bills) == 3
    assert vote.result is None


@pytest.mark.parametrize(("name", "reason"), NOT_HANSARD.items())
def test_recorded_pages_that_are_not_hansard_are_refused_with_their_reason(
    recordings, name, reason
):
    with pytest.raises(Refused, match=reason):
        read_page((recordings / "pages" / name).read_bytes(), name)


def v1(*blocks, heading="Ferry Bill", stage="Second Reading"):
    return (
        '<html><head><meta name="DC.Date" content="2012-08-14T12:00:00.000Z" /></head><body>'
        f'<div class="copy"><div class="section"><h1>{heading} — {stage}</h1>'
        f'<div class="BillDebate"><h2>{heading}</h2><div class="SubDebate"><h3>{stage}</h3>'
        f"{''.join(blocks)}</div></div></div></div></body></html>"
    ).encode()


def table(question, *sides, result="Motion agreed to."):
    rows = "".join(
        f'<tr><td class="VoteCount">{count}</td><td class="VoteText">{text}</td></tr>'
        for count, text in sides
    )
    return (
        '<div class="partyVote"><table class="table vote"><caption><p>A party vote was called for'
        f" on the question,\n<em>{question}</em></p></caption><tbody>{rows}</tbody><tfoot><tr>"
        f'<td class="VoteResult" colspan="2">{result}</td></tr></tfoot></table></div>'
    )


def test_the_first_markup_gives_day_heading_and_parts():
    page = v1(
        table(
            "That the bill be now read a second time.",
            ("Ayes\n 61", "Hill Party 60; River Party 1 (Ash)."),
            ("Noes 60", "Sea Party 59; Independents: Birch."),
        ),
        "<ul><li>Bill read a second time.</li></ul>",
    )

    (vote,) = read_page(page, "made up").votes

    assert vote.when.day == date(2012, 8, 14)
    assert (vote.kind, vote.stage, vote.bills) == (
        VoteKind.READING,
        Stage.SECOND_READING,
        ("Ferry Bill",),
    )
    assert vote.result_words == ("Motion agreed to.", "Bill read a second time.")
    assert vote.inferred == ("The bill is taken from the heading above.",)
    assert vote.problems == ()


def test_a_question_in_bare_text_above_name_tables_is_read():
    names = (
        "<table><caption>Ayes\n 3</caption><tbody><tr><td>Ash(P)</td><td>Birch D (P)</td>"
        "<td>Teller:</td></tr><tr><td></td><td></td><td>te Huia\n</td></tr></tbody></table>"
        "<table><caption>Noes 1</caption><tbody><tr><td>Elm</td></tr></tbody></table>"
    )
    page = v1(
        '<div class="personalVote">A personal vote was called for on the question,\n'
        f' That the bill be now read a second time{names}<p class="VoteResult">Motion agreed to.'
        "</p></div>"
    )

    (vote,) = read_page(page, "made up").votes

    assert vote.method is VoteMethod.PERSONAL
    assert [(e.label, e.proxy, e.teller) for e in vote.sides[0].entries] == [
        ("Ash", True, False),
        ("Birch D", True, False),
        ("te Huia", False, True),
    ]
    assert {e.voter for side in vote.sides for e in side.entries} == {Voter.MEMBER}


def test_a_member_on_two_sides_is_flagged():
    names = (
        "<table><caption>Ayes 1</caption><tr><td>Ash(P)</td><td>Elm</td></tr></table>"
        "<table><caption>Noes 1</caption><tr><td>Ash</td></tr></table>"
    )
    page = v1(f"<div>A personal vote was called for on the question, That it be.{names}</div>")

    (vote,) = read_page(page, "made up").votes

    assert "Ash is on two sides: Ayes and Noes." in [p.sentence for p in vote.problems]


def test_a_party_printed_twice_on_one_side_is_flagged_and_kept():
    sides = ("Ayes 102", "Hill Party 34; Sea Party 34; Hill Party 34."), ("Noes 1", "Reed Party 1")

    (vote,) = read_page(v1(table("That the bill be now read a second time.", *sides)), "x").votes

    assert vote.sides[0].counted == 102
    assert [p.sentence for p in vote.problems] == ["Hill Party is printed twice."]


def test_a_result_against_the_totals_is_flagged_because_a_tie_loses():
    sides = ("Ayes 60", "Hill Party 60."), ("Noes 60", "Sea Party 60.")

    (vote,) = read_page(v1(table("That the bill be now read a second time.", *sides)), "x").votes

    assert vote.result is VoteResult.AGREED
    assert [p.sentence for p in vote.problems] == ["the result is not what the totals give."]


def test_a_bill_of_several_debated_together_is_found_by_its_own_debate_unless_all_are_meant():
    debate = v1(
        table("That the bills be now read a third time.", ("Ayes 1", "Hill 1"), ("Noes 0", "")),
        heading="Ferry Bill, Wharf Bill",
        stage="Third Readings",
    )

    (vote,) = read_page(debate, "made up").votes

    assert vote.bills == ("Ferry Bill", "Wharf Bill")
    assert vote.stage is Stage.THIRD_READING


V2 = """<html><body><p class="publish-date">Sitting date: 25 Jun 2024</p>
<ul class="hansard__level"><li><div class="section">
<p class="BillDebate">FERRY CROSSINGS (SAFETY) AMENDMENT BILL</p><p class="SubDebate">{stage}</p>
<p class="Speech"><a name="time_20240625 14:03:11"></a><strong>Hon Ann ALDER</strong>: I move,
<em>That the Ferry Crossings (Safety) Amendment Bill be now read a second time.</em></p>
{votes}</div></li></ul></body></html>"""


def v2(*blocks, stage="Second Reading"):
    votes = "".join(f'<p class="{name}">{text}</p>' for name, text in blocks)
    return V2.format(stage=stage, votes=votes).encode()


def test_the_second_markup_gives_the_same_parts():
    page = v2(
        ("VoteReason", ("A party vote was called for on the question, <em>That the motion be "
                       "agreed to.</em>")),
        ("VoteCount", "Ayes\n68"),
        ("VoteText", "Hill Party 49; Sea Party 11;"),
        ("VoteText", "River Party 7; Kapa-Ash."),
        ("VoteCount", "Noes 48"),
        ("VoteText", "Reed Party\xa034. ACT Party 14."),
        ("VoteResult", "Motion agreed to."),
        ("IndentMarginalone", "Bill read a second time."),
    )  # fmt: skip

    (vote,) = read_page(page, "made up").votes

    assert [[entry.label for entry in side.entries] for side in vote.sides] == [
        ["Hill Party", "Sea Party", "River Party", "Kapa-Ash"],
        ["Reed Party", "ACT Party"],
    ]
    assert vote.kind is VoteKind.READING
    assert vote.bills == ("Ferry Crossings (Safety) Amendment Bill",)
    assert "The kind of question is taken from the motion above." in vote.inferred
    assert vote.when.after == datetime(2024, 6, 25, 2, 3, 11, tzinfo=UTC)
    assert vote.problems == ()


def test_the_second_markup_gives_names_in_tables_that_scroll():
    page = v2(
        ("VoteReason", ("A personal vote was called for on the question, <em>That Part 1 be "
                       "agreed to.</em>")),
        ("VoteCount", ("Ayes 2</p><div class='tablescroll'><table class='table'><tr><td>Ash (P)"
                      "</td><td>Teller:</td></tr><tr><td></td><td>Birch</td></tr></table></div><p>")),
        ("VoteCount", ("Noes 1</p><div class='tablescroll'><table class='table'><tr><td>Elm</td>"
                      "</tr></table></div><p>")),
        ("VoteResult", "Part 1 agreed to."),
        stage="In Committee",
    )  # fmt: skip

    (vote,) = read_page(page, "made up").votes

    assert [side.counted for side in vote.sides] == [2, 1]
    assert vote.stage is Stage.COMMITTEE_OF_WHOLE_HOUSE
    assert vote.problems == ()


def test_a_reading_nobody_opposed_is_a_vote_on_the_voices_without_numbers():
    (vote,) = read_page(
        v2(("p", "Motion agreed to."), ("p", "Bill read a second time.")), "x"
    ).votes

    assert (vote.method, vote.sides, vote.stage) == (VoteMethod.VOICE, (), Stage.SECOND_READING)
    assert vote.declared == {}
    assert vote.bills == ("FERRY CROSSINGS (SAFETY) AMENDMENT BILL",)


def v3(*blocks):
    return "".join(f"<p><span class='HpsItem'>{text}</span></p>" for text in blocks).encode()


def bold(text):
    return f"<span class='CharacterBoldCentred'>{text}</span>"


def test_the_third_markup_tells_headings_from_totals_though_both_are_bold():
    page = v3(
        bold("Ferry Bill"),
        bold("Third Reading"),
        "A party vote was called for on the question, <span class='HpsCharacterItalics'>That the "
        "motion be agreed to</span>.",
        bold("Ayes 83"),
        "Hill Party 48; Sea Party 34; Kapa-Ash.",
        bold("Noes 34"),
        "Reed Party 34.",
        "Motion agreed to.",
    )

    (vote,) = read_page(page, "made up", day=date(2025, 11, 11)).votes

    assert vote.headings == ("Ferry Bill", "Third Reading")
    assert (vote.kind, vote.stage, vote.bills) == (
        VoteKind.READING,
        Stage.THIRD_READING,
        ("Ferry Bill",),
    )
    assert "The kind of question is taken from the heading above." in vote.inferred
    assert vote.when.day == date(2025, 11, 11)
    assert vote.problems == ()


def test_a_vote_announced_without_totals_is_a_problem_not_a_vote():
    page = v3(
        "A party vote was called for on the question, That the motion be agreed to.",
        *["SPEAKER: Order!"] * 9,
    )

    read = read_page(page, "made up")

    assert read.votes == []
    assert ["no totals follow" in str(problem) for problem in read.problems] == [True]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body>Checking your browser before you go on.</body></html>", "challenge"),
        ((b"<html><head><title>We are sorry</title></head><body>Our systems made us think you "
         b"might be a bot.</body></html>"), "challenge"),
        (b"<html><body><div id=app></div><script>load()</script></body></html>", "empty shell"),
        (b"<html><body><app>Loading</app><script src='blazor.web.js'></script></body></html>",
         "empty shell"),
        (b"<html><body><p>Recipes for rowan jelly</p></body></html>", "no Hansard markup"),
        (b"", "not readable|empty shell"),
        (b"\xff\xfe\x00\xd8", "not utf-16"),
        (b"<html><meta charset=klingon><p>x", "not an encoding"),
    ],
)  # fmt: skip
def test_what_is_not_hansard_is_refused_with_a_sentence(body, reason):
    with pytest.raises(Refused, match=reason):
        read_page(body, "made up")
