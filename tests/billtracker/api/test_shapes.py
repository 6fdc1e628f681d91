"""What a fact rests on, as it is told."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from billtracker.api.shapes import grounded
from tests.factories import CitationFactory, OriginFactory, RetrievalFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_citations_are_told_in_their_order():
    origin = OriginFactory(confidence="medium", derivation="arithmetic", note="123 less 1.")
    CitationFactory(origin=origin, title="Second", place=1, published_on=date(2024, 11, 14))
    CitationFactory(origin=origin, title="First", place=0, url="https://example.org/")

    told = grounded(origin, "Its own note.")

    assert told["sources"] == [
        {
            "url": "https://example.org/",
            "title": "First",
            "publisher": "RNZ",
            "published_on": None,
            "retrieved_at": None,
        },
        {
            "url": None,
            "title": "Second",
            "publisher": "RNZ",
            "published_on": date(2024, 11, 14),
            "retrieved_at": None,
        },
    ]
    assert (told["confidence"], told["derivation"]) == ("medium", "arithmetic")
    assert told["note"] == "Its own note. 123 less 1."


def test_without_citations_the_source_that_was_fetched_is_told():
    source = SourceFactory(key="bills", title="Bills", publisher="", url="")
    origin = OriginFactory(retrieval=RetrievalFactory(source=source))

    told = grounded(origin)

    assert told["sources"] == [
        {
            "url": None,
            "title": "Bills",
            "publisher": None,
            "published_on": None,
            "retrieved_at": origin.retrieval.fetched_at,
        }
    ]
    assert told["note"] is None


def test_what_a_person_entered_without_a_source_has_none():
    origin = OriginFactory(retrieval=None, entered_by=User.objects.create(username="clerk"))

    assert grounded(origin)["sources"] == []
