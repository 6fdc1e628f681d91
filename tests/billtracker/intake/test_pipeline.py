"""The one path by which bodies become rows: kept, stopped if known, read, saved, told."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError

from billtracker.events.models import Event
from billtracker.intake import sources
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import keep, read_kept, read_what_waited, source_of
from billtracker.outcome import Change, Outcome
from billtracker.problems import Problem
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Body, Retrieval
from billtracker.provenance.services import keep_all
from members.models import Alias, Member
from tests.billtracker.intake.sources import (
    PLAN,
    UNREADABLE,
    registered,
    save,
    say_nothing,
    take,
    take_in,
    with_save,
)
from tests.factories import AliasFactory, MemberFactory, RetrievalFactory, SourceFactory

pytestmark = pytest.mark.django_db


def outcomes():
    """What came of each body, those apart that the factories' own facts rest on."""
    rows = Retrieval.objects.exclude(url__startswith="body-").order_by("id")
    return list(rows.values_list("url", "outcome"))


def names():
    return sorted(Member.objects.values_list("name", flat=True))


# Kept


def test_a_body_is_kept_though_nothing_could_be_read_from_it():
    report = take(("a", ""))

    retrieval = Retrieval.objects.get()
    assert (report.outcome, report.problems) == (Outcome.REFUSED, [UNREADABLE])
    assert bytes(retrieval.body.content) == b""
    assert (retrieval.outcome, retrieval.problems) == ("refused", [str(UNREADABLE)])


@pytest.mark.parametrize("text", ["Ardern", "?nobody\nArdern", "Ardern*"])
def test_bodies_taken_in_before_cost_one_look_up_whatever_came_of_them(
    django_assert_num_queries, text
):
    bodies = [Fetched(name, f"{text} {name}".encode()) for name in "abc"]
    take_in(PLAN, bodies, say_nothing)
    source = source_of(PLAN)

    with django_assert_num_queries(1):
        known = keep_all(source=source, bodies=bodies)

    assert {retrieval.url for retrieval in known} == set("abc")


def test_what_an_earlier_run_of_the_same_body_left_behind_is_said_again():
    take(("a", "?nobody\nArdern"))

    report = take(("a", "?nobody\nArdern"))

    assert (report.outcome, report.refused, report.queued) == (Outcome.PARTIAL, 1, 1)
    assert report.counts == {Change.UNCHANGED: 1}


def test_a_body_that_was_refused_is_read_again_without_another_retrieval():
    take(("a", "?Jacinda Ardern"))
    AliasFactory(member=MemberFactory(), text="Jacinda Ardern")

    report = take(("a", "?Jacinda Ardern"))

    assert report.outcome is Outcome.CHANGED
    assert outcomes() == [("a", "changed")]


def test_bytes_that_come_under_two_names_are_kept_once():
    take(("a", "Ardern"), ("b", "Ardern"))

    assert (Body.objects.count(), Retrieval.objects.count()) == (1, 2)


def test_an_older_body_that_comes_back_is_another_retrieval_and_counts():
    take(("a", "x=old"), ("a", "x=new"), ("a", "x=old"))

    kept = Retrieval.objects.order_by("id").values_list("body__content", flat=True)
    assert [bytes(content) for content in kept] == [b"x=old", b"x=new", b"x=old"]
    assert names() == ["old"]


def test_bodies_of_one_name_are_kept_each_with_its_own_hash():
    source = SourceFactory()

    keep_all(source=source, bodies=[Fetched("a", b"old"), Fetched("a", b"new")] * 2)

    kept = Retrieval.objects.order_by("id").values_list("body__content", flat=True)
    assert [bytes(content) for content in kept] == [b"old", b"new", b"old", b"new"]


def test_a_known_body_takes_the_version_that_the_source_now_gives_it():
    take_in(PLAN, [Fetched("a", b"Ardern", "1", (("ETag", "x"),))], say_nothing)

    take_in(PLAN, [Fetched("a", b"Ardern", "2", (("ETag", "y"),))], say_nothing)

    retrieval = Retrieval.objects.get()
    assert (retrieval.version, retrieval.headers) == ("2", {"ETag": "y"})


def test_a_known_body_out_of_a_file_takes_no_version_away():
    take_in(PLAN, [Fetched("a", b"Ardern", "1")], say_nothing)

    take(("a", "Ardern"))

    assert Retrieval.objects.get().version == "1"


def test_a_known_body_writes_nothing():
    take(("a", "Ardern"))
    before = Retrieval.objects.values().get()

    take(("a", "Ardern"))

    assert Retrieval.objects.values().get() == before
    assert Event.objects.count() == 0


# Killed in between


@pytest.mark.parametrize("bodies", [(), (("b", "Luxon"),), (("a", "Ardern"),)])
def test_what_was_kept_when_a_run_was_killed_is_read_by_the_next(bodies):
    keep(source_of(PLAN), [Fetched("a", b"Ardern")], say_nothing)

    report = take(*bodies)

    assert "Ardern" in names()
    assert report.counts[Change.INSERTED] == len({"a", *(name for name, _ in bodies)})


def test_what_was_kept_is_read_oldest_first_and_one_of_a_name_at_a_time():
    source = source_of(PLAN)
    keep(source, [Fetched("a", b"x=old")], say_nothing)
    keep(source, [Fetched("a", b"x=new"), Fetched("b", b"y=other")], say_nothing)

    read_kept(PLAN, source, say_nothing)

    assert names() == ["new", "other"]


@pytest.mark.parametrize("error", [OperationalError, SoftTimeLimitExceeded])
def test_what_stops_the_worker_is_not_blamed_on_a_body(error):
    def stopped(_read):
        raise error

    with pytest.raises(error):
        take(("a", "Ardern"), plan=with_save(stopped))

    assert outcomes() == [("a", None)]
    assert take().counts[Change.INSERTED] == 1


# Trouble


def test_one_refused_record_stops_no_other_and_the_report_says_partial():
    report = take(("a", "Ardern\n?nobody\nLuxon"))

    assert report.outcome is Outcome.PARTIAL
    assert report.counts == {Change.INSERTED: 2}
    assert (report.refused, names()) == (1, ["Ardern", "Luxon"])


def test_an_exception_that_no_reader_foresaw_costs_its_body_only():
    take(("a", "Ardern"), ("b", "!"), ("c", "Luxon"))

    assert outcomes() == [("a", "changed"), ("b", "refused"), ("c", "changed")]
    assert Retrieval.objects.get(url="b").problems == [
        "b, body: could not be read; this is a fault of ours, and is logged."
    ]


def test_an_exception_that_no_service_foresaw_costs_its_body_only():
    bodies = [(name, name) for name in "abcdefg"]

    take(*bodies, ("x", "!x"), ("y", "y"))

    assert dict(outcomes()) == {**dict.fromkeys("abcdefgy", "changed"), "x": "refused"}
    assert names() == list("abcdefgy")
    assert Matter.objects.get().sentence.startswith("could not be saved; this is a fault")


def test_what_the_database_would_refuse_only_on_commit_costs_its_body_only():
    def name_nobody(read_bodies):
        for _, lines in read_bodies:
            if lines == ["alias"]:
                Alias.objects.create(member_id=0, text="x", folded="x")
        save(read_bodies)

    take(("a", "Ardern"), ("b", "alias"), ("c", "Luxon"), plan=with_save(name_nobody))

    assert outcomes() == [("a", "changed"), ("b", "refused"), ("c", "changed")]


def test_what_no_text_can_say_of_a_body_costs_its_body_only():
    def save_and_say(read_bodies):
        save(read_bodies)
        for taken, lines in read_bodies:
            if lines == ["odd"]:
                taken.note([Problem("x\0y", "name", "is odd.")])

    take(("a", "Ardern*"), ("b", "odd"), ("c", "Luxon"), plan=with_save(save_and_say))

    assert outcomes() == [("a", "changed"), ("b", "refused"), ("c", "changed")]
    assert Matter.objects.get(url="b").sentence.startswith("could not be saved; this is a fault")


def test_a_name_longer_than_any_that_can_be_given_waits_for_nothing():
    take(("a", "?" + "".join(f"{n:x}" for n in range(3000))))

    assert Matter.objects.get().waits_for == []


def test_a_matter_may_be_of_any_length():
    take(("a", "?" + "x" * 400))

    matter = Matter.objects.get()
    assert matter.waits_for == ["member:" + "x" * 400]


# One transaction a chunk


def test_facts_and_what_came_of_their_body_appear_together_or_not_at_all():
    def save_and_stop(read_bodies):
        save(read_bodies)
        raise OperationalError

    with pytest.raises(OperationalError):
        take(("a", "Ardern"), plan=with_save(save_and_stop))

    assert (names(), outcomes()) == ([], [("a", None)])


def test_a_name_that_comes_twice_in_one_run_is_read_twice_in_its_order():
    report = take(("a", "x=first"), ("b", "y=second"), ("a", "x=third"))

    assert names() == ["second", "third"]
    assert report.counts == {Change.INSERTED: 2, Change.CHANGED: 1}


def test_records_of_one_name_from_two_bodies_are_saved_in_the_order_of_the_bodies():
    report = take(("a", "x=first"), ("b", "x=second"))

    assert names() == ["second"]
    assert report.counts == {Change.INSERTED: 1, Change.CHANGED: 1}


# A source's own moments


def test_a_source_remembers_when_it_was_tried_answered_and_changed():
    take(("a", ""))
    tried = source_of(PLAN).last_tried_at

    take(("b", "Ardern"))

    source = source_of(PLAN)
    assert source.last_tried_at == source.last_succeeded_at == source.last_changed_at > tried


def test_a_source_whose_bodies_were_all_refused_has_not_answered():
    take(("a", ""))

    source = source_of(PLAN)
    assert source.last_tried_at
    assert (source.last_succeeded_at, source.last_changed_at) == (None, None)


def test_a_source_in_which_nothing_changed_answered_all_the_same():
    take(("a", "Ardern"))
    changed = source_of(PLAN).last_changed_at

    take(("a", "Ardern"))

    source = source_of(PLAN)
    assert source.last_changed_at == changed < source.last_succeeded_at


# What waited


def test_a_body_that_waited_for_a_name_is_read_again_when_the_name_means_somebody(monkeypatch):
    registered(monkeypatch)
    take(("a", "?Jacinda Ardern"))
    AliasFactory(member=MemberFactory(slug="jacinda"), text="Jacinda Ardern")

    report = read_what_waited(say_nothing)

    assert report.counts == {Change.CHANGED: 1}
    assert outcomes() == [("a", "changed")]
    assert Matter.objects.get().state == "settled"


def test_only_the_newest_body_of_a_name_is_read_again(monkeypatch):
    registered(monkeypatch)
    take(("a", "?Jacinda Ardern\nx=old"), ("a", "?Jacinda Ardern\nx=new"))
    AliasFactory(member=MemberFactory(slug="jacinda"), text="Jacinda Ardern")

    read_what_waited(say_nothing)

    assert names() == ["Jacinda Ardern as printed", "new"]


def test_one_body_can_settle_what_another_waits_for_in_the_same_run(monkeypatch):
    registered(monkeypatch)
    take(("a", "?Jacinda Ardern"))

    def save_an_alias(read_bodies):
        save(read_bodies)
        AliasFactory(member=Member.objects.get(slug="jacinda"), text="Jacinda Ardern")

    take(("b", "jacinda=Jacinda"), plan=with_save(save_an_alias))

    assert outcomes() == [("a", "changed"), ("b", "changed")]


def test_a_name_that_means_two_settles_nothing(monkeypatch):
    registered(monkeypatch)
    take(("a", "?Simon Oconnor"))
    AliasFactory(text="Simon Oconnor")
    AliasFactory(text="Simon Oconnor")

    assert read_what_waited(say_nothing).counts == {}


def test_a_body_that_its_own_source_has_still_to_read_is_left_to_it(monkeypatch):
    registered(monkeypatch)
    take(("a", "?Jacinda Ardern"))
    keep(source_of(PLAN), [Fetched("a", b"?Jacinda Ardern\nx=new")], say_nothing)
    AliasFactory(member=MemberFactory(slug="jacinda"), text="Jacinda Ardern")

    read_what_waited(say_nothing)

    assert outcomes() == [("a", "refused"), ("a", None)]


def test_what_waits_of_a_source_that_is_no_more_stops_nobody():
    take(("a", "?Jacinda Ardern"))
    AliasFactory(member=MemberFactory(slug="jacinda"), text="Jacinda Ardern")

    assert read_what_waited(say_nothing).counts == {}


def test_work_follows_a_run_that_changed_something(monkeypatch):
    done = []
    monkeypatch.setattr(sources, "_afterwards", [done.append])

    def save_with_an_event(read_bodies):
        Event.objects.create(kind="bill.changed", subjects=["bill:54-94"])

    take(("a", "Ardern"), plan=with_save(save_with_an_event))
    take(("a", "Ardern"), plan=with_save(save_with_an_event))

    assert done == [0]


def test_bodies_of_one_name_from_two_sources_are_two_bodies():
    RetrievalFactory(source=SourceFactory(key="another"), url="a", outcome=None)

    take(("a", "Ardern"))

    assert outcomes() == [("a", None), ("a", "changed")]


def test_a_source_that_names_a_problem_twice_raises_it_once():
    problem = Problem("one", "name", "is odd.")

    def say_twice(read_bodies):
        for taken, _ in read_bodies:
            taken.note([problem, problem])

    take(("a", "Ardern"), plan=with_save(say_twice))

    assert Matter.objects.count() == 1
