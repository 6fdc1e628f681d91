"""Tables of votes, read without a database: what is written comes back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.domain.facts import HansardStatus, VoteFacts
from bills.domain.stages import Stage
from bills.domain.votes import Ballot, Tally, VoteKind, VoteMethod, VoteResult
from bills.ingest.hand_tables.casting import Casting
from bills.ingest.hand_tables.names import Names, Stint
from bills.ingest.hand_tables.reading import read_table
from billtracker.problems import Refused, refused
from billtracker.provenance.facts import Confidence, Derivation, Grounds, Reference
from billtracker.text import squeezed
from tests.bills.ingest.hand_tables.writing import table, votes_table

PARTIES = ("national", "labour", "green", "act")
MEMBERS = tuple(f"member-{n}" for n in range(12))
BILLS = ("54-94", "54-94A", "53-civil-aviation-bill", "54-1")
NAMES = Names(
    parties={slug: slug for slug in PARTIES},
    members={slug: (slug,) for slug in MEMBERS},
    stints={slug: (Stint(date(1990, 1, 1), None, "national"),) for slug in MEMBERS},
    bills=frozenset(BILLS),
    numbered={},
)
OWN = {
    "sitting_date": "2024-11-14",
    "question": "That the bill be now read a first time",
    "kind": "reading",
    "method": "party",
}


def read(text, names=NAMES):
    """Return the facts of every vote of a table that can be read, and all problems."""
    written = read_table(text.encode(), "votes.csv")
    casting, facts, problems = Casting(names), [], list(written.problems)
    for vote in written.votes:
        try:
            one, odd = casting.facts_of(vote)
        except Refused as refusal:
            problems += refusal.problems
        else:
            facts.append(one)
            problems += odd
    return facts, problems


words = (
    # What a table might stumble over: delimiters, quotes, line ends, other scripts.
    st.text("aB9 āé“\u00a0\u3042\n,;\t|\"'-@=\U0001f426", max_size=12)
    .map(squeezed)
    .filter(lambda text: not text.startswith("="))
)
some_words = words.filter(bool)
names = some_words.filter(lambda text: "|" not in text)
options = st.sampled_from(["aye", "no", "abstain", "A committee of 5", "=".join("ab")])
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
grounds = st.builds(
    Grounds,
    st.one_of(
        st.just(()),
        st.tuples(
            st.builds(
                Reference,
                some_words,
                words,
                st.sampled_from(["", "https://example.org/1"]),
                st.none() | days,
            )
        ),
    ),
    st.sampled_from(Confidence),
    st.sampled_from(Derivation),
)


@st.composite
def party_ballots(draw):
    voters = draw(st.lists(st.tuples(options, st.sampled_from(PARTIES)), max_size=8, unique=True))
    return tuple(
        Ballot(
            option,
            draw(st.integers(1, 60)),
            party,
            names=tuple(draw(st.lists(st.sampled_from(MEMBERS), max_size=2, unique=True))),
            printed=tuple(draw(st.lists(names, max_size=2))),
            label=draw(words),
        )
        for option, party in voters
    )


@st.composite
def personal_ballots(draw):
    voters = draw(st.lists(st.sampled_from(MEMBERS), max_size=8, unique=True))
    strangers = draw(st.lists(some_words, max_size=2, unique=True))
    holders = st.none() | st.sampled_from(MEMBERS)
    known = [
        Ballot(
            draw(options),
            1,
            member=member,
            proxy=bool(holder := draw(holders)) or draw(st.booleans()),
            proxy_holder=holder,
            teller=draw(st.booleans()),
            label=draw(words),
        )
        for member in voters
    ]
    return (*known, *(Ballot(draw(options), 1, label=name) for name in strangers))


@st.composite
def votes(draw):
    method = draw(st.sampled_from(VoteMethod))
    told = draw(
        st.lists(
            st.builds(Tally, options, st.none() | st.integers(0, 120), words),
            max_size=4,
            unique_by=lambda tally: tally.option,
        )
    )
    ballots = {
        VoteMethod.VOICE: st.just(()),
        VoteMethod.PARTY: party_ballots(),
        VoteMethod.PERSONAL: personal_ballots(),
    }[method]
    return VoteFacts(
        slug=draw(st.from_regex(r"[A-Za-z0-9_-]{1,30}", fullmatch=True)),
        question=draw(some_words),
        kind=draw(st.sampled_from(VoteKind)),
        method=method,
        sitting_date=draw(days),
        bills=tuple(draw(st.lists(st.sampled_from(BILLS), max_size=3, unique=True))),
        result=draw(st.none() | st.sampled_from(VoteResult)),
        stage=draw(st.none() | st.sampled_from(Stage)),
        held_at=draw(st.none() | moments.map(lambda at: at.replace(microsecond=0))),
        # An option of which neither total nor label is told is told by its ballots alone.
        tallies=tuple(t for t in told if t.declared is not None or t.label),
        ballots=draw(ballots),
        presiding=draw(words),
        hansard_status=draw(st.sampled_from(HansardStatus)),
        note=draw(words),
        grounds=draw(grounds),
    )


@given(st.lists(votes(), max_size=4, unique_by=lambda facts: facts.slug))
def test_any_votes_that_can_be_written_read_back_equal(facts):
    found, problems = read(votes_table(facts))

    assert (found, refused(problems)) == (facts, [])


@given(st.lists(votes(), min_size=2, max_size=4, unique_by=lambda facts: facts.slug))
def test_the_rows_of_votes_may_stand_among_each_other(facts):
    header, *rows = votes_table(facts).splitlines(keepends=True)
    # Each vote's own order is kept: all first rows, then all second rows, and so on.
    turns, seen = [], {}
    for row in rows:
        key = row.partition(",")[0]
        seen[key] = seen.get(key, -1) + 1
        turns.append((seen[key], row))
    mixed = [row for _, row in sorted(turns, key=lambda turn: turn[0])]

    found, problems = read("".join([header, *mixed]))

    assert (sorted(found, key=lambda f: f.slug), refused(problems)) == (
        sorted(facts, key=lambda f: f.slug),
        [],
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content):
    header = b"vote,sitting_date,question,kind,method,option,voter\n"

    for body in (content, header + content):
        try:
            read_table(body, "votes.csv")
        except Refused as refusal:
            assert all(problem.sentence for problem in refusal.problems)  # noqa: PT017


def test_what_is_the_votes_own_may_be_said_on_any_of_its_rows():
    rows = (
        {"vote": "one", "option": "aye", "voter": "national", "weight": "49"},
        {"vote": "one", **OWN, "option": "no", "voter": "labour", "weight": "34"},
    )

    (facts,), problems = read(table(*rows))

    assert (facts.question, len(facts.ballots), problems) == (OWN["question"], 2, [])


def test_rows_of_one_vote_that_contradict_each_other_are_named_both():
    rows = (
        {"vote": "one", **OWN, "option": "aye", "voter": "national", "weight": "49"},
        {"vote": "one", "kind": "closure", "option": "no", "voter": "labour", "weight": "34"},
    )

    facts, (problem,) = read(table(*rows))

    assert facts == []
    assert str(problem) == (
        "votes.csv, vote one, line 3, kind: says 'closure'; line 2 says 'reading'."
    )


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        (",,,,,,,aye,national,49", ["three"]),
        ('two,"oh"no', ["three"]),
        ("two,2024-11-14", ["one", "three"]),
    ],
)
def test_a_row_that_is_not_known_to_be_another_votes_keeps_out_those_next_to_it(broken, kept):
    rows = [
        {"vote": slug, **OWN, "option": option, "voter": "national", "weight": "1"}
        for slug in ("one", "two", "three")
        for option in ("aye", "no")
    ]
    lines = table(*rows).splitlines()

    facts, problems = read("\n".join([*lines[:3], broken, *lines[3:]]))

    assert [fact.slug for fact in facts] == kept
    assert {problem.cell.line for problem in problems} >= {4}


def test_of_two_members_of_one_name_the_one_who_sat_that_day_is_meant():
    in_time = {
        "old": (Stint(date(2005, 1, 1), date(2008, 1, 1), "labour"),),
        "young": (Stint(date(2020, 1, 1), None, "labour"),),
    }
    namesakes = Names({}, {"J Smith": ("old", "young")}, in_time, frozenset(), {})
    row = {**OWN, "method": "personal", "option": "aye", "voter": "J Smith"}
    rows = (
        {**row, "vote": "now"},
        {**row, "vote": "then", "sitting_date": "2006-05-02"},
        {**row, "vote": "between", "sitting_date": "2012-05-02"},
    )

    facts, (problem,) = read(table(*rows), namesakes)

    assert [(f.slug, f.ballots[0].member) for f in facts] == [("now", "young"), ("then", "old")]
    assert problem.candidates == ("old", "young")
    assert problem.cell.line == 4
