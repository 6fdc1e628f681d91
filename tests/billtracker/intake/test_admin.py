"""The intake's screens: sources that a person starts, runs to look at, and a queue to decide."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from billtracker.intake.models import Matter, Run
from billtracker.intake.sources import plans
from billtracker.provenance.models import Source
from members.ingest.sources import RECORD_MEMBERS
from members.models import Alias, Member
from tests.billtracker.intake.sources import registered, take
from tests.factories import (
    AliasFactory,
    BodyFactory,
    ErrandFactory,
    MatterFactory,
    MemberFactory,
    PartyFactory,
    PartyNameFactory,
    RetrievalFactory,
    RunFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
QUEUE = reverse("admin:intake_matter_changelist")
SOURCES = reverse("admin:provenance_source_changelist")


def signed_in(client, **person):
    client.force_login(User.objects.create_user("kate", is_staff=True, **person))
    return client


@pytest.fixture
def looker(client):
    """Staff without any permission."""
    return signed_in(client)


@pytest.fixture
def clerk(client):
    """Staff who may decide matters and start runs."""
    signed_in(client)
    User.objects.get().user_permissions.set(
        Permission.objects.filter(codename__in=["change_matter", "add_run"])
    )
    return client


@pytest.fixture
def source(monkeypatch):
    return registered(monkeypatch)


@pytest.fixture
def ours():
    """A source that can be run from where it lies."""
    return SourceFactory(key=RECORD_MEMBERS.key, title="The sample record")


def page_of(matter):
    return reverse("admin:intake_matter_change", args=[matter.pk])


def start_of(source):
    return reverse("admin:provenance_source_run", args=[source.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def decide(client, matter, decision, **more):
    return client.post(page_of(matter), {"decision": decision, **more}, follow=True)


# Who may


SCREENS = [QUEUE, SOURCES, reverse("admin:intake_run_changelist"), reverse("admin:index")]


@pytest.mark.parametrize("screen", SCREENS)
def test_nobody_looks_who_is_not_staff(client, screen):
    client.force_login(User.objects.create_user("anybody"))

    assert client.get(screen).status_code == 302


@pytest.mark.parametrize("screen", SCREENS)
def test_all_staff_may_look(looker, screen):
    assert looker.get(screen).status_code == 200


def test_staff_without_any_permission_find_the_intake_first(looker):
    apps = looker.get(reverse("admin:index")).context["app_list"]

    assert [app["app_label"] for app in apps][:2] == ["intake", "provenance"]


@pytest.mark.parametrize(
    ("person", "status"),
    [
        (None, 302),
        ({}, 302),
        ({"is_staff": True}, 403),
        ({"is_staff": True, "is_superuser": True}, 302),
    ],
    ids=["anonymous", "a reader", "staff without permission", "superuser"],
)
def test_deciding_and_starting_need_their_permission(client, ours, person, status):
    matter = MatterFactory()
    if person is not None:
        client.force_login(User.objects.create_user("kate", **person))
    may = bool(person and person.get("is_superuser"))

    decided = client.post(page_of(matter), {"decision": "dismiss", "reason": "Printed so."})
    started = client.post(start_of(ours))

    assert (decided.status_code, started.status_code) == (status, status)
    assert Run.objects.exists() is may
    assert (Matter.objects.get().state == "dismissed") is may


def test_who_has_the_permission_may(clerk, ours):
    matter = MatterFactory()

    decide(clerk, matter, "dismiss", reason="Printed so.")
    clerk.post(start_of(ours))

    assert Matter.objects.get().closed_by == Run.objects.get().asked_by == User.objects.get()


def test_who_may_only_look_is_shown_no_button(looker, ours):
    page = looker.get(page_of(MatterFactory(waits_for=["member:c luxon"])))
    source = looker.get(reverse("admin:provenance_source_change", args=[ours.pk]))

    assert b'name="decision"' not in page.content
    assert b"Starting a run needs the permission" in source.content


def test_bulk_deciding_needs_the_permission_too(looker):
    chosen = {"action": "dismiss_chosen", "_selected_action": MatterFactory().pk, "reason": "So."}

    looker.post(QUEUE, chosen)

    assert Matter.objects.get().state == "open"


# Sources


def test_every_source_that_the_code_knows_is_listed(clerk):
    clerk.get(SOURCES)

    known = set(Source.objects.values_list("key", flat=True))
    assert known >= {plan.key for plan in plans()}


def test_a_source_says_when_it_was_tried_what_came_of_it_and_what_waits(clerk, source):
    take(("a", "Ardern*\nLuxon*"))
    RunFactory(
        source=Source.objects.get(),
        ended_at=timezone.now(),
        outcome="changed",
        counts={"inserted": 2, "queued": 2},
    )

    markup = clerk.get(SOURCES).content.decode()

    assert "changed</a>: 2 inserted, 2 queued" in markup
    assert f'href="{QUEUE}?source__id__exact={Source.objects.earliest("id").pk}">2</a>' in markup


def test_a_source_that_has_not_succeeded_for_too_long_is_late(clerk):
    SourceFactory(key="bills", last_succeeded_at=timezone.now() - timedelta(days=3))

    assert b"<strong>late</strong>: succeeded 3\xc2\xa0days ago" in clerk.get(SOURCES).content


def test_a_run_is_started_with_its_day_and_whoever_asks(clerk, ours):
    answer = clerk.post(start_of(ours), {"since": "2026-11-01"}, follow=True)

    run = Run.objects.get()
    assert (run.source, run.since.isoformat(), run.asked_by) == (
        ours,
        "2026-11-01",
        User.objects.get(),
    )
    assert said(answer) == ["The sample record: a run was asked for."]
    assert b"A run is going on since" in answer.content


def test_a_second_click_starts_no_second_run_and_says_since_when_one_is_going_on(clerk, ours):
    RunFactory(source=ours, asked_by=User.objects.create_user("moana"))

    answer = clerk.post(start_of(ours), follow=True)

    (message,) = said(answer)
    assert message.startswith("The sample record: a run is going on since ")
    assert message.endswith("asked for by moana. No second run was started.")
    assert Run.objects.count() == 1


@pytest.mark.parametrize("since", ["yesterday", "2026-02-30"])
def test_a_day_that_is_none_starts_nothing(clerk, ours, since):
    answer = clerk.post(start_of(ours), {"since": since}, follow=True)

    assert said(answer) == ["Give a day, or leave it empty for everything."]
    assert not Run.objects.exists()


def test_a_source_that_only_comes_in_files_cannot_be_run(clerk, source):
    answer = clerk.post(start_of(SourceFactory()), follow=True)

    assert said(answer) == ["A source of the tests is only ever taken from files."]


def test_a_run_is_not_started_by_looking(clerk, ours):
    assert clerk.get(start_of(ours)).status_code == 405


def test_a_run_shows_who_asked_what_it_left_and_what_is_still_to_ask(clerk):
    run = RunFactory(problems=["bill 54-94, title: a bill <b>needs</b> a title."])
    ErrandFactory(run=run, name="detail/17.json")

    markup = clerk.get(reverse("admin:intake_run_change", args=[run.pk])).content.decode()

    assert "the timetable, or a command" in markup
    assert "a bill &lt;b&gt;needs&lt;/b&gt; a title." in markup
    assert "detail/17.json" in markup


# The queue


def test_the_queue_shows_what_is_open_unless_asked_for_more(clerk):
    MatterFactory(record="bill 54-1")
    MatterFactory(record="bill 54-2", state="settled", closed_at=timezone.now())

    records = [row.record for row in clerk.get(QUEUE).context["cl"].result_list]
    everything = clerk.get(QUEUE, {"state": "all"}).context["cl"].result_list

    assert records == ["bill 54-1"]
    assert [row.record for row in everything] == ["bill 54-1", "bill 54-2"]


def test_the_queue_is_narrowed_by_kind_and_searched(clerk):
    MatterFactory(record="bill 54-1", kind="pinned", sentence="differs.")
    MatterFactory(record="bill 54-2", waits_for=["member:c luxon"])

    pinned = clerk.get(QUEUE, {"kind": "pinned"}).context["cl"].result_list
    luxon = clerk.get(QUEUE, {"q": "luxon"}).context["cl"].result_list

    assert [row.record for row in pinned] == ["bill 54-1"]
    assert [row.record for row in luxon] == ["bill 54-2"]


@pytest.mark.parametrize("screen", [QUEUE, SOURCES, reverse("admin:intake_run_changelist")])
def test_a_list_costs_the_same_however_long_it_is(clerk, queries_of, screen):
    def fill(count):
        for key in range(count):
            source = SourceFactory(key=f"source-{count}-{key}")
            RunFactory(source=source, asked_by=User.objects.get())
            MatterFactory(retrieval=RetrievalFactory(source=source))

    fill(1)
    clerk.get(screen)
    one = queries_of(lambda: clerk.get(screen))
    fill(8)

    assert queries_of(lambda: clerk.get(screen)) == one


def test_chosen_matters_are_dismissed_together_for_one_reason(clerk):
    chosen = [MatterFactory().pk, MatterFactory().pk]
    MatterFactory()

    answer = clerk.post(
        QUEUE,
        {"action": "dismiss_chosen", "_selected_action": chosen, "reason": "Printed so."},
        follow=True,
    )

    dismissed = Matter.objects.filter(state="dismissed", reason="Printed so.")
    assert sorted(dismissed.values_list("pk", flat=True)) == chosen
    assert said(answer) == ["2 of 2 dismissed."]


def test_nothing_is_dismissed_together_without_a_reason(clerk):
    chosen = {"action": "dismiss_chosen", "_selected_action": MatterFactory().pk, "reason": " "}

    answer = clerk.post(QUEUE, chosen, follow=True)

    assert said(answer) == ["Say why: a dismissal needs a reason. Nothing was dismissed."]
    assert Matter.objects.get().state == "open"


def test_bodies_of_chosen_matters_are_read_again_once_each(clerk, source):
    take(("a", "?J Ardern\n?C Luxon"))
    chosen = list(Matter.objects.values_list("pk", flat=True))

    answer = clerk.post(
        QUEUE, {"action": "read_chosen_again", "_selected_action": chosen}, follow=True
    )

    assert said(answer) == ["1 of 1 read again."]


# One matter


def test_a_matter_says_what_is_wrong_and_where_it_came_from(clerk):
    matter = MatterFactory(sentence="'<i>Luxon' means nobody.")

    markup = clerk.get(page_of(matter)).content.decode()

    assert "&#x27;&lt;i&gt;Luxon&#x27; means nobody." in markup
    assert matter.url in markup
    assert reverse("admin:provenance_retrieval_body", args=[matter.retrieval_id]) in markup


def test_a_candidate_is_a_button_that_names(clerk, source):
    MemberFactory(slug="christopher-luxon", name="Christopher Luxon")
    take(("a", "?C Luxon"))
    Matter.objects.update(candidates=["christopher-luxon"])

    page = clerk.get(page_of(Matter.objects.get())).content.decode()
    answer = decide(
        clerk,
        Matter.objects.get(),
        "give_name",
        name="member:c luxon",
        slug="christopher-luxon",
    )

    assert ">This is Christopher Luxon</button>" in page
    assert said(answer) == ["c luxon is christopher-luxon from now on; of its records: 1 changed."]
    assert Alias.objects.get(folded="c luxon").member.slug == "christopher-luxon"
    assert Matter.objects.get().state == "settled"


def test_another_member_is_found_by_parts_of_the_name(clerk):
    member = MemberFactory(slug="maori-smith", name="Māori Smith")
    AliasFactory(member=member, text="Maori Smith")
    matter = MatterFactory(waits_for=["member:c luxon"])

    asked = {"name": "member:c luxon", "find": "smi MĀO"}
    page = clerk.get(page_of(matter), asked).content.decode()

    assert ">This is Māori Smith</button>" in page


def test_a_party_is_shown_by_its_name(clerk):
    green = PartyFactory(slug="green")
    PartyNameFactory(party=green, short_name="Green")
    AliasFactory(member=None, party=green, text="Green Party")
    matter = MatterFactory(waits_for=["party:greens"], candidates=["green"])

    assert ">This is Green</button>" in clerk.get(page_of(matter)).content.decode()


def test_a_name_that_then_means_two_is_said_to(clerk, source):
    AliasFactory(member=MemberFactory(slug="simon"), text="Simon Oconnor")
    MemberFactory(slug="simon-2")
    take(("a", "x=y"))
    matter = MatterFactory(waits_for=["member:simon oconnor"])

    answer = decide(clerk, matter, "give_name", name="member:simon oconnor", slug="simon-2")

    assert "Simon oconnor means several now" in said(answer)[0].capitalize()


def test_what_waits_for_a_record_says_that_it_needs_nobody(clerk):
    page = clerk.get(page_of(MatterFactory(kind="waits", waits_for=["parliament:55"])))

    assert b"read again by itself as soon as that parliament is on record" in page.content


def test_both_values_of_a_conflict_are_shown_side_by_side(clerk):
    member = MemberFactory(name="Dame Jacinda Ardern", pinned=["name"])
    matter = MatterFactory(
        kind="pinned",
        field="name",
        target=f"members.Member:{member.pk}",
        stated="Jacinda Ardern",
    )

    response = clerk.get(page_of(matter))

    assert response.context["conflict"].ours == "Dame Jacinda Ardern"
    assert response.context["conflict"].theirs == "Jacinda Ardern"
    assert reverse("admin:members_member_change", args=[member.pk]) in response.content.decode()
    assert b"Take theirs" in response.content


def test_ours_is_kept_with_a_reason(clerk):
    member = MemberFactory(pinned=["name"])
    matter = MatterFactory(kind="pinned", field="name", target=f"members.Member:{member.pk}")

    decide(clerk, matter, "keep_ours", reason="She was made a Dame.")

    assert Matter.objects.get().reason == "She was made a Dame."


def test_theirs_is_taken(clerk, source):
    take(("a", "x=Jacinda Ardern"))
    Member.objects.update(name="Dame Jacinda Ardern", pinned=["name"])
    matter = MatterFactory(
        kind="pinned",
        field="name",
        target=f"members.Member:{Member.objects.get(slug='x').pk}",
        retrieval=Source.objects.get().retrievals.get(),
    )

    decide(clerk, matter, "take_theirs")

    assert Member.objects.get(slug="x").pinned == []


def test_after_a_decision_comes_the_next_of_its_kind(clerk):
    first, second = MatterFactory(), MatterFactory()
    MatterFactory(kind="impossible")

    answer = decide(clerk, second, "dismiss", reason="Printed so.")
    at_the_end = decide(clerk, first, "dismiss", reason="Printed so.")

    assert answer.redirect_chain == [(page_of(first), 302)]
    assert at_the_end.redirect_chain == [(QUEUE, 302)]


def test_whoever_decides_second_is_told_on_the_page(clerk):
    matter = MatterFactory()
    decide(clerk, matter, "dismiss", reason="Printed so.")

    answer = decide(clerk, matter, "dismiss", reason="Odd.")

    assert said(answer)[-1].startswith("it was dismissed by kate on ")


def test_what_nobody_can_decide_is_a_bad_request(clerk):
    assert clerk.post(page_of(MatterFactory()), {"decision": "burn"}).status_code == 400


def test_there_is_a_page_only_for_matters_on_record(clerk):
    assert clerk.get(reverse("admin:intake_matter_change", args=[17])).status_code == 404


# Bodies


def test_a_body_is_shown_as_text_and_only_its_beginning(clerk):
    content = b"<script>alert(1)</script>\xff" + b"x" * 200_000
    retrieval = RetrievalFactory(body=BodyFactory(content=content))

    response = clerk.get(reverse("admin:provenance_retrieval_body", args=[retrieval.pk]))

    assert b"&lt;script&gt;alert(1)&lt;/script&gt;\xef\xbf\xbd" in response.content
    assert len(response.content) < 120_000
    assert b"of which the first" in response.content


def test_a_body_is_for_staff_only(client):
    address = reverse("admin:provenance_retrieval_body", args=[RetrievalFactory().pk])

    assert client.get(address).status_code == 302


@pytest.mark.parametrize("asked", ["kind=%00", "kind=none", "state=%00", "state=none", "q=%00"])
def test_a_filter_that_is_none_filters_nothing(clerk, asked):
    assert clerk.get(f"{QUEUE}?{asked}").status_code == 200


def test_what_a_source_sends_is_shown_as_text_and_never_run(clerk):
    names = ("record", "field", "sentence", "stated")
    matter = MatterFactory(**dict.fromkeys(names, "<script>alert(1)</script>"))

    shown = [clerk.get(page).text for page in (page_of(matter), QUEUE)]

    assert all("&lt;script&gt;alert" in page and "<script>alert" not in page for page in shown)
