"""What people decide of matters: named, dismissed, let go or kept, each once and on record."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection

from billtracker.events.models import Event
from billtracker.intake import deciding, sources
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import keep, source_of
from billtracker.outcome import Change
from billtracker.problems import Kind, Problem, Refused, Severity
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Retrieval
from members.models import Alias, Member
from tests.billtracker.intake.sources import PLAN, registered, say_nothing, take, with_save
from tests.factories import AliasFactory, MatterFactory, MemberFactory, PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kate():
    return User.objects.create_user("kate", is_staff=True)


@pytest.fixture
def moana():
    return User.objects.create_user("moana", is_staff=True)


@pytest.fixture
def source(monkeypatch):
    return registered(monkeypatch)


def only():
    return Matter.objects.get()


def sentence_of(refusal):
    (problem,) = refusal.value.problems
    return problem.sentence


def save_unless_pinned(read_bodies):
    """Save names of members, and keep one that a person entered, as merging does."""
    for taken, lines in read_bodies:
        for line in lines:
            slug, _, name = line.partition("=")
            member = Member.objects.get(slug=slug)
            if "name" in member.pinned and member.name != name:
                taken.note([pinned(member, name)])
            else:
                Member.objects.filter(slug=slug).update(name=name)


def pinned(member, name):
    return Problem(
        f"member {member.slug}",
        "name",
        f"the source says {name!r}; {member.name!r} was entered by a person and stays.",
        Severity.FLAGGED,
        Kind.PINNED,
        target=f"members.Member:{member.pk}",
        stated=name,
    )


@pytest.fixture
def conflict(monkeypatch):
    """A member whose name a person entered, and a source that has another."""
    plan = registered(monkeypatch, with_save(save_unless_pinned))
    MemberFactory(slug="jacinda", name="Dame Jacinda Ardern", pinned=["name", "sort_name"])
    take(("a", "jacinda=Jacinda Ardern"), plan=plan)
    return only()


# Dismissed


def test_a_dismissed_matter_says_by_whom_and_why(kate):
    matter = MatterFactory()

    deciding.dismiss(matter=matter, by=kate, reason="Printed so in the Journals.")

    matter = only()
    assert (matter.state, matter.closed_by, matter.reason) == (
        "dismissed",
        kate,
        "Printed so in the Journals.",
    )


def test_a_dismissal_leaves_its_event(kate):
    matter = MatterFactory()

    deciding.dismiss(matter=matter, by=kate, reason="Printed so.")

    event = Event.objects.get()
    assert (event.kind, event.subjects) == ("matter.dismissed", [f"matter:{matter.pk}"])
    assert (event.actor, event.after["reason"]) == (kate, "Printed so.")


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_dismissal_needs_a_reason(kate, reason):
    with pytest.raises(Refused) as refusal:
        deciding.dismiss(matter=MatterFactory(), by=kate, reason=reason)

    assert sentence_of(refusal) == "it needs a reason, in words."
    assert only().state == "open"


def test_whoever_decides_second_is_told_who_was_first_and_when(kate, moana):
    matter = MatterFactory()
    deciding.dismiss(matter=matter, by=kate, reason="Printed so.")

    with pytest.raises(Refused) as refusal:
        deciding.dismiss(matter=matter, by=moana, reason="It is odd.")

    assert sentence_of(refusal).startswith("it was dismissed by kate on ")
    assert sentence_of(refusal).endswith(" Printed so.")
    assert (Event.objects.count(), only().closed_by) == (1, kate)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_is_told(kate, moana):
    matter = MatterFactory()

    def decide(by):
        try:
            deciding.dismiss(matter=matter, by=by, reason=f"So says {by}.")
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(decide, [kate, moana]))

    assert sorted(map(bool, answers)) == [False, True]
    assert Event.objects.count() == 1
    assert only().reason == f"So says {only().closed_by}."


def test_a_settled_matter_cannot_be_dismissed(kate):
    take(("a", "Ardern*"))
    take(("a", "Ardern"))

    with pytest.raises(Refused, match="it was settled by a later reading of its body on"):
        deciding.dismiss(matter=only(), by=kate, reason="Printed so.")


# Named


def test_naming_a_member_settles_all_that_waited_for_the_name(source, kate):
    take(("a", "?J Ardern"), ("b", "?j. ARDERN"), ("c", "?C Luxon"))
    MemberFactory(slug="jacinda-ardern")
    matter = Matter.objects.get(url="a")

    report = deciding.give_name(
        matter=matter, name="member:j ardern", slug="jacinda-ardern", by=kate
    )

    states = Matter.objects.order_by("url").values_list("url", "state", "closed_by", "reason")
    assert report.counts[Change.CHANGED] == 2
    assert list(states) == [
        ("a", "settled", kate.pk, "j ardern is jacinda-ardern."),
        ("b", "settled", kate.pk, "j ardern is jacinda-ardern."),
        ("c", "open", None, ""),
    ]


def test_a_name_given_is_an_alias_with_an_event_by_whoever_gave_it(source, kate):
    take(("a", "?J Ardern"))
    member = MemberFactory(slug="jacinda-ardern")

    deciding.give_name(matter=only(), name="member:j ardern", slug="jacinda-ardern", by=kate)

    event = Event.objects.get()
    assert Alias.objects.get().member == member
    assert (event.kind, event.subjects) == ("member.changed", ["member:jacinda-ardern"])
    assert (event.actor, event.after) == (kate, {"alias": "j ardern"})


def test_naming_a_party_makes_its_label(source, kate):
    party = PartyFactory(slug="green")
    matter = MatterFactory(waits_for=["party:greens"])

    deciding.give_name(matter=matter, name="party:greens", slug="green", by=kate)

    assert Alias.objects.get(folded="greens").party == party


def test_whoever_names_second_is_told_who_was_first(source, kate, moana):
    take(("a", "?J Ardern"))
    MemberFactory(slug="jacinda-ardern")
    MemberFactory(slug="shane-ardern")
    matter = only()
    deciding.give_name(matter=matter, name="member:j ardern", slug="jacinda-ardern", by=kate)

    with pytest.raises(Refused) as refusal:
        deciding.give_name(matter=matter, name="member:j ardern", slug="shane-ardern", by=moana)

    assert sentence_of(refusal).startswith("it was settled by kate on ")
    assert Alias.objects.count() == 1


def test_a_name_that_then_means_two_stays_ambiguous_and_says_so(source, kate):
    take(("a", "?Simon Oconnor"))
    AliasFactory(member=MemberFactory(slug="simon-oconnor"), text="Simon Oconnor")
    MemberFactory(slug="simon-oconnor-2")
    name = "member:simon oconnor"

    deciding.give_name(matter=only(), name=name, slug="simon-oconnor-2", by=kate)

    assert deciding.still_means_several(name)
    assert only().state == "open"


def test_a_name_cannot_say_which_of_two_that_bear_it_is_meant(source, kate):
    take(("a", "?Simon Oconnor"))
    AliasFactory(member=MemberFactory(slug="simon-oconnor"), text="Simon Oconnor")
    AliasFactory(member=MemberFactory(slug="simon-oconnor-2"), text="Simon Oconnor")

    with pytest.raises(Refused) as refusal:
        deciding.give_name(
            matter=only(), name="member:simon oconnor", slug="simon-oconnor", by=kate
        )

    assert sentence_of(refusal) == (
        "it means simon-oconnor and simon-oconnor-2 already; a name cannot say which of them."
    )


@pytest.mark.parametrize(
    ("name", "slug", "sentence"),
    [
        ("member:j ardern", "nobody", "no member 'nobody' is on record."),
        ("party:greens", "nobody", "no party 'nobody' is on record."),
        ("party:nats", "green", "it means national already; a label means one party."),
        ("parliament:55", "55", "what a parliament is called cannot be given by hand."),
        ("comet:halley", "halley", "what a comet is called cannot be given by hand."),
        ("member:c luxon", "jacinda-ardern", "it does not wait for 'c luxon'."),
    ],
)
def test_a_name_that_makes_no_sense_is_refused(kate, name, slug, sentence):
    AliasFactory(member=None, party=PartyFactory(slug="national"), text="Nats")
    PartyFactory(slug="green")
    waits_for = ["member:j ardern", "party:greens", "party:nats", "parliament:55", "comet:halley"]
    matter = MatterFactory(waits_for=waits_for)

    with pytest.raises(Refused) as refusal:
        deciding.give_name(matter=matter, name=name, slug=slug, by=kate)

    assert sentence_of(refusal) == sentence
    assert not Event.objects.exists()


def test_what_follows_a_run_follows_a_decision_too(source, kate, monkeypatch):
    done = []
    monkeypatch.setattr(sources, "_afterwards", [done.append])
    take(("a", "?J Ardern"))
    MemberFactory(slug="jacinda-ardern")

    deciding.give_name(matter=only(), name="member:j ardern", slug="jacinda-ardern", by=kate)

    assert done == [0]


# Read again


def test_the_newest_body_of_the_name_is_read_again(source):
    take(("a", "?J Ardern\nx=old"), ("a", "?J Ardern\nx=new"))
    Member.objects.update(name="wrecked")

    report = deciding.read_again(matter=only())

    assert Member.objects.get().name == "new"
    assert report.counts == {Change.CHANGED: 1}


def test_a_body_that_is_about_to_be_read_anyway_is_not_read_again(source):
    take(("a", "?J Ardern"))
    keep(source_of(PLAN), [Fetched("a", b"x=new")], say_nothing)

    with pytest.raises(Refused, match="a newer body has come"):
        deciding.read_again(matter=only())

    assert Retrieval.objects.latest("id").outcome is None


def test_what_is_no_longer_a_source_is_not_read_again():
    take(("a", "?J Ardern"))

    with pytest.raises(Refused, match="is no longer a source that we read"):
        deciding.read_again(matter=only())


def test_a_closed_matter_is_not_read_again(source, kate):
    take(("a", "?J Ardern"))
    deciding.dismiss(matter=only(), by=kate, reason="Not a member.")

    with pytest.raises(Refused, match="it was dismissed by kate"):
        deciding.read_again(matter=only())


# Pinned


def test_theirs_is_taken_in_that_column_only(conflict, kate):
    deciding.take_theirs(matter=conflict, by=kate)

    member = Member.objects.get()
    assert (member.name, member.pinned) == ("Jacinda Ardern", ["sort_name"])
    assert (only().state, only().closed_by) == ("settled", kate)


def test_taking_theirs_leaves_an_event_about_the_row(conflict, kate):
    deciding.take_theirs(matter=conflict, by=kate)

    event = Event.objects.get()
    assert event.kind == "matter.took_theirs"
    assert event.subjects == [f"matter:{conflict.pk}", "member:jacinda"]


def test_what_has_no_effect_when_read_again_is_undone_whole(conflict, kate, monkeypatch):
    def pin_again(read_bodies):
        Member.objects.update(pinned=["name"])
        save_unless_pinned(read_bodies)

    registered(monkeypatch, with_save(pin_again))

    with pytest.raises(Refused, match="was read again and did not take effect"):
        deciding.take_theirs(matter=conflict, by=kate)

    assert Member.objects.get().pinned == ["name", "sort_name"]
    assert not Event.objects.exists()


def test_ours_is_kept_until_the_source_has_yet_another_value(conflict, kate):
    deciding.keep_ours(matter=conflict, by=kate, reason="She was made a Dame in 2023.")
    plan = with_save(save_unless_pinned)

    take(("a", "jacinda=Jacinda Ardern\n"), plan=plan)
    assert Matter.objects.filter(state="open").count() == 0
    take(("a", "jacinda=J Ardern"), plan=plan)

    assert Matter.objects.get(state="open").stated == "J Ardern"
    assert Event.objects.get().kind == "matter.kept_ours"


def test_whoever_takes_theirs_after_ours_was_kept_is_told(conflict, kate, moana):
    deciding.keep_ours(matter=conflict, by=kate, reason="She was made a Dame in 2023.")

    with pytest.raises(Refused, match="it was dismissed by kate"):
        deciding.take_theirs(matter=conflict, by=moana)

    assert Member.objects.get().name == "Dame Jacinda Ardern"


def test_what_nobody_holds_any_more_cannot_be_let_go(conflict, kate):
    Member.objects.update(pinned=[])

    with pytest.raises(Refused, match="name is no longer held by what a person entered"):
        deciding.take_theirs(matter=conflict, by=kate)


@pytest.mark.parametrize("decide", [deciding.keep_ours, deciding.take_theirs])
def test_only_a_conflict_with_a_person_can_be_kept_or_taken(kate, decide):
    reason = {"reason": "So."} if decide is deciding.keep_ours else {}

    with pytest.raises(Refused, match="it is not about something that a person entered"):
        decide(matter=MatterFactory(), by=kate, **reason)


def test_a_decision_is_in_the_feed_and_does_not_name_the_person(client, kate):
    deciding.dismiss(matter=MatterFactory(), by=kate, reason="Printed so.")

    (told,) = client.get("/api/v1/events/", {"kind": "matter.dismissed"}).json()["results"]

    assert told["after"]["reason"] == "Printed so."
    assert "kate" not in str(told)
