"""Damaged and random words: every reader refuses or reads, and never breaks otherwise."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bills.domain.votes import VoteMethod
from bills.ingest.votes.bodies import decoded
from bills.ingest.votes.hansard_html import read_markup, read_page
from bills.ingest.votes.hansard_text import read_extract
from bills.ingest.votes.journals import read_journals
from bills.ingest.votes.pasted import read_pasted
from billtracker.problems import Refused

JOURNALS = """\f12             Tuesday, 3 March 2015




1     Correction of vote
      The Speaker corrected the vote on the first reading of the Wharf Bill. The correct
      result is Ayes 62, Noes 54.

2     Government orders of the day
      Ferry Bill
      Hon Ann Alder moved, and the question was proposed, That the Ferry
      Bill be now read a first time.
      On the question, That the bill be now read a first time, the votes were recorded as
      follows:
            Ayes 61
            Northern Party 58; River Party 2 (Ash, Birch); Independents:
            Carter C
            Noes 60
            Southern Party 59; ACT 1
      Result altered by leave after originally being announced as Ayes 62, Noes 60.
      Motion agreed to.
      The Ferry Bill was read a first time and stood referred to a select committee.
      On the question, That the amendment be agreed to, the votes were recorded as follows:

                               Ayes: 3

      Ash (P)          Birch D        Teller:
      Elm (P           Rowan          te Huia

                               Noes: 1
      Fir

      (P) denotes a proxy vote.
      Amendment agreed to.
"""
EXTRACT = (
    "VoteA party vote was called for on the question That the Ferry Bill be now read a time."
    " Ayes 68Hill Party 60; Sea Party 8.Noes 48Reed 34; Independents: Ash Birch.Motion agreed to."
    "A personal vote was called for on the question That it be.Ayes 3Ash (P)BirchElm DTeller:Fir"
    "Noes 1RowanMotion not agreed to.The result corrected after being announced as Ayes 2 Noes 1."
)
MARKUP = """<div class="copy"><div class="section"><h2>Ferry Bill</h2><h3>Second Reading</h3>
<p class="VoteReason">A party vote was called for on the question, <em>That it be.</em></p>
<p class="VoteCount">Ayes 2</p><p class="VoteText">Hill 1; Ash.</p><p class="VoteCount">Noes 1</p>
<table><tr><td>Fir (P)</td><td>Teller:</td></tr><tr><td></td><td>Elm</td></tr></table>
<p><a name="time_20240625 14:03:11"></a><span class='HpsItem'><span class='CharacterBoldCentred'>
Noes 3</span></span></p><p class="VoteResult">Motion agreed to.</p></div></div>"""
FRAGMENTS = [
    *("Ayes 3", "Noes", "Abstentions: 2", "Teller:", "(P)", "(P", "Ash", "Birch D", "te Huia"),
    *(
        "Hill 5; ",
        "Independents: ",
        "Other 1 (Ash)",
        "That the Ferry Bill be now read a first time",
    ),
    *("A party vote was called for on the question, ", "On the question, That it be, the votes "),
    *("were recorded as follows:", "Motion agreed to.", "Result corrected announced as Ayes 1"),
    *("\n", "\n\n", "\f1     Tuesday, 3 March 2015\n", " ", "\xa0", "\t", ";", ",", ".", "(", ")"),
    *(
        "<p>",
        "</td>",
        "<table>",
        "•",
        "—",
        "Bill (No 2)",
        "99999999999999999999",
        "\u2028",
        "\x00",
    ),
]
READERS = [
    lambda text: read_pasted(text, "fuzz", surnames=("Ash", "Birch", "Elm")),
    lambda text: read_pasted(text, "fuzz"),
    lambda text: read_extract(text, "fuzz", title="Ferry Bill — Third Reading"),
    lambda text: read_markup(text, "fuzz"),
    lambda text: read_markup(text, "fuzz", is_piece=True),
    lambda text: read_journals(text.encode("utf-8", "surrogatepass"), "fuzz"),
]
often = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damaged(draw):
    """A good text with a few stretches cut out, doubled, or written over."""
    text = draw(st.sampled_from([JOURNALS, EXTRACT, MARKUP]))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        put = draw(
            st.one_of(st.just(""), st.just(text[start:end] * 2), st.sampled_from(FRAGMENTS))
        )
        text = text[:start] + put + text[end:]
    return text


@often
@given(text=damaged(), reader=st.sampled_from(READERS))
def test_a_damaged_text_is_read_or_refused(text, reader):
    with suppress(Refused):
        reader(text)


@often
@given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=40), reader=st.sampled_from(READERS))
def test_the_words_of_votes_in_any_order_are_read_or_refused(pieces, reader):
    with suppress(Refused):
        reader("".join(pieces))


@often
@given(text=st.text(max_size=200), reader=st.sampled_from(READERS))
def test_any_text_is_read_or_refused(text, reader):
    with suppress(Refused):
        reader(text)


@often
@given(content=st.binary(max_size=200), encoding=st.sampled_from(["", "cp1252", "utf-16", "zz"]))
def test_any_bytes_are_read_or_refused(content, encoding):
    with suppress(Refused):
        decoded(content, "fuzz", encoding=encoding)
    with suppress(Refused):
        read_page(content, "fuzz")


@often
@given(text=damaged())
def test_whatever_is_read_says_what_does_not_add_up(text):
    with suppress(Refused):
        for vote in read_pasted(text, "fuzz").votes:
            wrong = [s for s in vote.sides if s.counted is not None and s.declared != s.counted]
            assert not wrong or vote.problems
            assert vote.sides or vote.method is VoteMethod.VOICE
