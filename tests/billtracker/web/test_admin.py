"""Admin shows every table and changes none."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from bills.models import AmendmentPaper, BillAlias, ProposedBill
from billtracker.intake.models import Matter
from tests.factories import (
    AmendmentPaperFactory,
    AttendanceFactory,
    BillAliasFactory,
    BillFactory,
    BodyFactory,
    CastFactory,
    CitationFactory,
    ErrandFactory,
    EventFactory,
    MatterFactory,
    MembershipFactory,
    PositionFactory,
    ProposedBillFactory,
    RetrievalFactory,
    StageFactory,
    VoteBillFactory,
    VoteCorrectionFactory,
)

OURS = ("bills", "members", "provenance", "events", "intake")
MODELS = [model for label in OURS for model in apps.get_app_config(label).get_models()]
NOT_IN_THE_RECORD = {
    AmendmentPaper: AmendmentPaperFactory,
    BillAlias: BillAliasFactory,
    ProposedBill: ProposedBillFactory,
}
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
pytestmark = pytest.mark.django_db


def address(model, screen, *args):
    label = ContentType.objects.get_for_model(model)
    return reverse(f"admin:{label.app_label}_{label.model}_{screen}", args=args)


@every_model
def test_every_model_can_be_looked_at(model):
    assert admin.site.is_registered(model)


@every_model
def test_every_list_can_be_searched(admin_client, model):
    response = admin_client.get(address(model, "changelist"), {"q": "Māori 54-94"})

    assert response.status_code == 200


@every_model
def test_nothing_can_be_added(admin_client, model):
    assert admin_client.get(address(model, "add")).status_code == 403


@pytest.mark.usefixtures("record")
@every_model
def test_a_row_can_be_looked_at_and_neither_changed_nor_removed(admin_client, model):
    MatterFactory()
    ErrandFactory()
    row = model.objects.first() or NOT_IN_THE_RECORD[model]()
    screen = address(model, "change", row.pk)

    assert admin_client.get(screen).status_code == 200
    # Of a matter one can decide what is offered, and change nothing else.
    assert admin_client.post(screen, {}).status_code == (400 if model is Matter else 403)
    assert admin_client.post(address(model, "delete", row.pk), {}).status_code == 403


@pytest.mark.parametrize(
    "factory",
    [
        *(AttendanceFactory, BillFactory, CastFactory, CitationFactory, EventFactory),
        *(MembershipFactory, PositionFactory, RetrievalFactory, StageFactory),
        *(VoteBillFactory, VoteCorrectionFactory, ProposedBillFactory, AmendmentPaperFactory),
    ],
    ids=lambda factory: factory.__name__,
)
def test_a_list_costs_the_same_however_long_it_is(admin_client, queries_of, factory):
    screen = address(type(factory()), "changelist")
    admin_client.get(screen)
    one = queries_of(lambda: admin_client.get(screen))
    BillFactory.create_batch(5)
    MembershipFactory.create_batch(5)
    VoteBillFactory.create_batch(5)

    assert queries_of(lambda: admin_client.get(screen)) == one


@pytest.mark.parametrize("screen", ["changelist", "change"])
def test_the_bytes_of_a_body_are_never_shown(admin_client, screen):
    body = BodyFactory(content=b"as it was sent")
    args = [body.pk] if screen == "change" else []

    markup = admin_client.get(address(type(body), screen, *args)).content

    assert body.sha256.encode() in markup
    assert b"as it was sent" not in markup


def test_a_retrieval_names_its_body_and_does_not_show_it(admin_client):
    retrieval = RetrievalFactory(body=BodyFactory(content=b"as it was sent"))

    markup = admin_client.get(address(type(retrieval), "change", retrieval.pk)).content

    assert retrieval.body_id.encode() in markup
    assert b"as it was sent" not in markup


def test_the_site_has_our_name(admin_client):
    assert b"Billtracker" in admin_client.get(reverse("admin:index")).content


def test_who_is_not_staff_is_not_let_in(client):
    assert client.get(reverse("admin:bills_bill_changelist")).status_code == 302
