"""Parties as they were called on a day."""

from datetime import date

import pytest

from members.web.parties import party_label
from tests.factories import PartyFactory, PartyNameFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    party = PartyFactory(slug="maori")
    names = {"party": party, "name_mi": "Te Pāti Māori"}
    PartyNameFactory(**names, name="Māori Party", short_name="Māori Party", end=date(2023, 7, 12))
    PartyNameFactory(
        **names, name="Te Pāti Māori", short_name="Te Pāti Māori", start=date(2023, 7, 12)
    )
    return party


def test_a_party_is_called_what_it_was_called_then(party):
    assert party_label(party, date(2023, 7, 11)).short == "Māori Party"
    assert party_label(party, date(2023, 7, 12)).short == "Te Pāti Māori"


def test_a_name_in_te_reo_says_so(party):
    assert party_label(party, date(2024, 1, 1)).lang == "mi"
    assert not party_label(party, date(2010, 1, 1)).lang


def test_a_party_without_a_name_is_shown_by_its_slug():
    assert party_label(PartyFactory(slug="new"), date(2024, 1, 1)).short == "new"


def test_before_its_first_name_a_party_has_that_one():
    party = PartyNameFactory(start=date(2020, 1, 1)).party

    assert party_label(party, date(2010, 1, 1)).short == "National"
