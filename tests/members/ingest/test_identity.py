"""Whom a list means: one person under new ids stays one, two of one name stay two."""

from hypothesis import given
from hypothesis import strategies as st

from billtracker.text import folded
from members.domain.facts import UpstreamId
from members.ingest.identity import OnRecord, Seats, identify
from members.ingest.listings import Listed

NELSON = Seats(frozenset({"labour"}), frozenset({"nelson"}), frozenset({51}))
ILAM = Seats(frozenset({"national"}), frozenset({"ilam"}), frozenset({51}))
LATER = Seats(frozenset({"labour"}), frozenset(), frozenset({54}))
UNKNOWN = Seats()


def document(text):
    return UpstreamId("parliament.nz document", text)


def listed(sort_name, *ids, others=()):
    last, first = sort_name.split(", ")
    return Listed(f"{first} {last}", sort_name, ids, others)


def on_record(slug, sort_name, *ids, seats=UNKNOWN, names=()):
    last, first = sort_name.split(", ")
    bears = {folded(name) for name in (f"{first} {last}", sort_name, *names)}
    return OnRecord(slug, sort_name, frozenset(bears), frozenset(ids), seats)


def meant(*entries, record=()):
    found = identify(list(entries), {member.slug: member for member in record})
    return [(one.slug, one.is_new, one.candidates) for one in found]


DOE = on_record("jane-doe", "Doe, Jane", document("1"), seats=NELSON)


def test_an_id_finds_a_member_whatever_their_name():
    assert meant((listed("Roe, Jane", document("1")), ILAM), record=[DOE]) == [
        ("jane-doe", False, ())
    ]


def test_ids_that_mean_two_members_mean_nobody():
    roe = on_record("jane-roe", "Roe, Jane", document("2"))

    assert meant(
        (listed("Doe, Jane", document("1"), document("2")), NELSON), record=[DOE, roe]
    ) == [(None, False, ("jane-doe", "jane-roe"))]


def test_a_name_finds_a_member_without_macrons_and_under_another_name_of_theirs():
    entries = [(listed("Dōe, Jāne"), NELSON)]
    others = [(listed("Doe, Janet", others=("Jane Doe",)), NELSON)]

    assert meant(*entries, record=[DOE]) == [("jane-doe", False, ())]
    assert meant(*others, record=[DOE]) == [("jane-doe", False, ())]


def test_nobody_of_that_name_is_a_new_member():
    assert meant((listed("Roe, Richard"), ILAM), record=[DOE]) == [("richard-roe", True, ())]


def test_a_name_whose_bearer_sat_elsewhere_is_left_to_a_person():
    assert meant((listed("Doe, Jane", document("2")), ILAM), record=[DOE]) == [
        (None, False, ("jane-doe",))
    ]


def test_another_id_of_the_same_source_speaks_against_a_name():
    assert meant((listed("Doe, Jane", document("2")), LATER), record=[DOE]) == [
        (None, False, ("jane-doe",))
    ]


def test_another_id_does_not_matter_where_the_seat_in_that_parliament_is_the_same():
    assert meant((listed("Doe, Jane", document("2")), NELSON), record=[DOE]) == [
        ("jane-doe", False, ())
    ]


def test_a_father_and_a_son_in_one_list_are_two():
    entries = [(listed("Doe, Jane", document("1")), NELSON), (listed("Doe, Jane"), NELSON)]

    assert meant(*entries, record=[DOE]) == [("jane-doe", False, ()), ("jane-doe-2", True, ())]


def test_two_of_one_name_who_are_both_new_are_two():
    entries = [
        (listed("Roe, Jo", document("8")), NELSON),
        (listed("Roe, Jo", document("9")), ILAM),
    ]

    assert meant(*entries) == [("jo-roe", True, ()), ("jo-roe-2", True, ())]


def test_of_two_on_record_the_seat_tells_which_is_meant():
    son = on_record("jane-doe-2", "Doe, Jane", seats=ILAM)

    assert meant((listed("Doe, Jane"), ILAM), record=[DOE, son]) == [("jane-doe-2", False, ())]


def test_of_two_on_record_whose_seats_do_not_tell_neither_is_meant():
    son = on_record("jane-doe-2", "Doe, Jane", seats=NELSON)

    assert meant((listed("Doe, Jane"), NELSON), record=[DOE, son]) == [
        (None, False, ("jane-doe", "jane-doe-2"))
    ]


def test_another_first_name_in_the_same_seat_is_left_to_a_person():
    assert meant((listed("Doe, Ginny"), NELSON), record=[DOE]) == [(None, False, ("jane-doe",))]


def test_a_first_name_that_begins_alike_in_the_same_party_is_left_to_a_person():
    assert meant((listed("Doe, Janet"), LATER), record=[DOE]) == [(None, False, ("jane-doe",))]


def test_one_first_name_of_several_is_left_to_a_person():
    korako = on_record("nuk-korako", "Korako, Nuk")

    assert meant((listed("Korako, Tutehounuku (Nuk)"), UNKNOWN), record=[korako]) == [
        (None, False, ("nuk-korako",))
    ]


def test_another_last_name_in_the_same_seat_is_left_to_a_person():
    assert meant((listed("Roe, Jane"), NELSON), record=[DOE]) == [(None, False, ("jane-doe",))]
    assert meant((listed("Roe, Jane"), LATER), record=[DOE]) == [("jane-roe", True, ())]


def test_another_member_of_the_same_last_name_and_party_is_new():
    assert meant((listed("Doe, Richard"), LATER), record=[DOE]) == [("richard-doe", True, ())]


def test_a_source_that_numbers_everybody_anew_is_followed_by_name():
    record = [on_record(f"m-{n}", f"Doe, M{n}", document(str(n))) for n in range(12)]
    entries = [(listed(f"Doe, M{n}", document(f"new {n}")), UNKNOWN) for n in range(12)]

    assert meant(*entries, record=record) == [(f"m-{n}", False, ()) for n in range(12)]


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Doe, Jane", "Doe, Janet", "Roe, Jo", "Dōe, Jāne"]),
        st.sampled_from([NELSON, ILAM, LATER, UNKNOWN]),
        st.sets(st.sampled_from("12345"), max_size=2),
    ),
    max_size=6,
)


@given(PEOPLE)
def test_no_member_is_made_twice_and_no_two_names_become_one_slug(people):
    entries = [(listed(name, *map(document, sorted(ids))), seats) for name, seats, ids in people]

    found = meant(*entries, record=[DOE])

    new = [slug for slug, is_new, _ in found if is_new]
    assert len(new) == len(set(new))
    assert "jane-doe" not in new
