"""Words as people write them, made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtracker.text import folded, slug_of, squeezed


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("Natural and Built Environment Bill ", "Natural and Built Environment Bill"),
        (
            "Public Finance (Fines—Budget Measures) \nAmendment Bill\n",
            "Public Finance (Fines—Budget Measures) Amendment Bill",
        ),
        ("Land\xa0Transport\t(No 2)", "Land Transport (No 2)"),
        ("Ma\u0304ori Wards", "M\u0101ori Wards"),
        ("", ""),
    ],
)
def test_white_space_as_upstream_sends_it_is_squeezed(sent, meant):
    assert squeezed(sent) == meant


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("TE PĀTI MĀORI", "Te Pati Maori"),
        ("Te Pa\u0304ti Ma\u0304ori", "Te Pāti Māori"),
        ("Simon O\u2019Connor", "Simon O'Connor"),
        ("Hana-Rawhiti Maipi-Clarke", "Hana Rawhiti  Maipi Clarke"),
        ("NGĀRINO ELLIS", "Ngārino Ellis"),
    ],
)
def test_names_are_compared_without_macrons_case_and_punctuation(printed, same):
    assert folded(printed) == folded(same)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Civil Aviation Amendment Bill", "civil-aviation-amendment-bill"),
        ("Ngā Hapū o Te Iwi o Whanganui", "nga-hapu-o-te-iwi-o-whanganui"),
        ("O\u2019Connor\u2019s Bill (No 2)", "oconnors-bill-no-2"),
    ],
)
def test_a_slug_is_ascii_words_joined_by_hyphens(text, slug):
    assert slug_of(text) == slug


@given(st.text())
def test_squeezing_again_changes_nothing(text):
    assert squeezed(squeezed(text)) == squeezed(text)


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_a_slug_of_anything_is_a_slug(text):
    assert slug_of(text).isascii()
    assert slug_of(slug_of(text)) == slug_of(text)
