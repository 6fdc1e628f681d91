"""Where facts come from: bodies kept, origins shared, merges that write only what differs."""

from datetime import date

import pytest
from django.db import IntegrityError

from billtracker.outcome import Change
from billtracker.provenance.facts import Confidence, Derivation, Grounds, Reference
from billtracker.provenance.merging import merge, strongest
from billtracker.provenance.models import Citation, Origin
from billtracker.provenance.services import Witness
from members.models import Member
from tests.factories import (
    CitationFactory,
    OriginFactory,
    RetrievalFactory,
    SourceFactory,
    rules_of,
    triggers_of,
)

pytestmark = pytest.mark.django_db
RNZ = Reference("Report of the first reading", "RNZ", published_on=date(2024, 11, 14))
HERALD = Reference("Report of the first reading", "NZ Herald")


def two_citations_in_one_place():
    origin = OriginFactory()
    CitationFactory.create_batch(2, origin=origin)


def one_origin_said_twice():
    retrieval = RetrievalFactory()
    OriginFactory.create_batch(2, retrieval=retrieval, digest="0")


BROKEN = {
    "citation_place_unique": two_citations_in_one_place,
    "origin_confidence_known": lambda: OriginFactory(confidence="certain"),
    "origin_derivation_known": lambda: OriginFactory(derivation="guessed"),
    "origin_has_a_retrieval_or_a_person": lambda: OriginFactory(retrieval=None),
    "origin_said_once": one_origin_said_twice,
    "retrieval_outcome_known": lambda: RetrievalFactory(outcome="fine"),
}


def witness_of(source="test"):
    return Witness(retrieval=RetrievalFactory(source=SourceFactory(key=source)))


def bring(name, *, witness, grounds=None, row=None):
    values = {"slug": "jacinda-ardern", "name": name, "sort_name": "Ardern, Jacinda"}
    return merge(row, new=Member, values=values, witness=witness, grounds=grounds or Grounds())


def member_in_the_database():
    return Member.objects.select_related("origin").get()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_a_row_that_breaks(name):
    with pytest.raises(IntegrityError) as refusal:
        BROKEN[name]()

    assert refusal.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_a_row_that_breaks_it():
    assert rules_of("provenance") == (set(BROKEN), {"provenance_source_key"})
    assert triggers_of("provenance") == set()


def test_the_database_refuses_a_second_source_of_the_same_key():
    source = SourceFactory()
    source.pk = None

    with pytest.raises(IntegrityError, match="provenance_source_key"):
        source.save(force_insert=True)


# Origins


def test_facts_of_one_witness_that_rest_on_the_same_share_an_origin():
    witness = witness_of()

    origins = {witness.origin(Grounds((RNZ,))), witness.origin(Grounds((RNZ,)))}

    assert len(origins) == 1


def test_an_origin_is_found_again_by_another_witness_of_the_same_retrieval():
    witness = witness_of()
    known = witness.origin(Grounds((RNZ,)))

    found = Witness(retrieval=witness.retrieval).origin(Grounds((RNZ,)))

    assert found == known


def test_an_origin_keeps_how_sure_a_fact_is_and_its_references_in_order():
    grounds = Grounds((HERALD, RNZ), Confidence.MEDIUM, Derivation.ARITHMETIC, "122 less 5.")

    origin = witness_of().origin(grounds)

    assert (origin.confidence, origin.derivation, origin.note) == (
        "medium",
        "arithmetic",
        "122 less 5.",
    )
    assert list(Citation.objects.order_by("place").values_list("publisher", "published_on")) == [
        ("NZ Herald", None),
        ("RNZ", date(2024, 11, 14)),
    ]


def test_other_grounds_of_one_witness_are_another_origin():
    witness = witness_of()
    witness.origin(Grounds((RNZ,)))

    witness.origin(Grounds((RNZ,), Confidence.LOW))

    assert Origin.objects.filter(retrieval=witness.retrieval).count() == 2


# Merges


def test_what_is_new_is_inserted_with_its_origin():
    merged = bring("Jacinda Ardern", witness=witness_of(), grounds=Grounds((RNZ,)))

    assert merged.change is Change.INSERTED
    assert merged.row.origin.citations.get().publisher == "RNZ"


def test_what_is_known_is_not_written_and_its_moment_does_not_move(
    django_assert_num_queries,
):
    witness = witness_of()
    bring("Jacinda Ardern", witness=witness)
    known = member_in_the_database()

    with django_assert_num_queries(0):
        merged = bring("Jacinda Ardern", witness=witness, row=known)

    assert merged.change is Change.UNCHANGED
    assert member_in_the_database().updated_at == known.updated_at


def test_what_differs_is_written_and_said():
    bring("Jacinda Ardern", witness=witness_of())
    known = member_in_the_database()
    before = known.updated_at

    merged = bring("Dame Jacinda Ardern", witness=witness_of(), row=known)

    assert (merged.before, merged.after) == (
        {"name": "Jacinda Ardern"},
        {"name": "Dame Jacinda Ardern"},
    )
    assert member_in_the_database().updated_at > before


@pytest.mark.parametrize("silence", ["", None, "unknown"])
def test_silence_is_no_denial(silence):
    bring("Jacinda Ardern", witness=witness_of())

    merged = bring(silence, witness=witness_of(), row=member_in_the_database())

    assert merged.change is Change.UNCHANGED
    assert member_in_the_database().name == "Jacinda Ardern"


def test_a_second_source_that_says_the_same_changes_nothing():
    first = bring("Jacinda Ardern", witness=witness_of(), grounds=Grounds((RNZ,))).row

    merged = bring(
        "Jacinda Ardern",
        witness=witness_of("another"),
        grounds=Grounds((HERALD,)),
        row=member_in_the_database(),
    )

    assert merged.change is Change.UNCHANGED
    assert member_in_the_database().origin == first.origin


def test_a_source_may_replace_its_own_grounds():
    bring("Jacinda Ardern", witness=witness_of(), grounds=Grounds((RNZ,)))

    merged = bring(
        "Jacinda Ardern",
        witness=witness_of(),
        grounds=Grounds((HERALD,)),
        row=member_in_the_database(),
    )

    assert (merged.change, merged.before, merged.after) == (Change.CHANGED, {}, {})
    assert member_in_the_database().origin.citations.get().publisher == "NZ Herald"


def test_the_same_grounds_from_a_later_body_change_nothing():
    bring("Jacinda Ardern", witness=witness_of(), grounds=Grounds((RNZ,)))

    merged = bring(
        "Jacinda Ardern",
        witness=witness_of(),
        grounds=Grounds((RNZ,)),
        row=member_in_the_database(),
    )

    assert merged.change is Change.UNCHANGED


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], Change.UNCHANGED),
        ([Change.UNCHANGED, Change.UNCHANGED], Change.UNCHANGED),
        ([Change.UNCHANGED, Change.INSERTED], Change.CHANGED),
        ([Change.CHANGED, Change.UNCHANGED], Change.CHANGED),
        ([Change.INSERTED, Change.CHANGED], Change.INSERTED),
    ],
)
def test_a_whole_is_inserted_with_its_own_row_and_changed_with_any_part(parts, whole):
    assert strongest(parts) is whole
