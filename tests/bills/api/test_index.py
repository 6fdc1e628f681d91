"""The index: where everything is."""

import pytest

from bills.api.urls import urlpatterns
from tests.billtracker.api.problem_shape import assert_problem

pytestmark = pytest.mark.django_db


def test_every_address_is_listed(client):
    index = client.get("/api/v1/").json()

    assert set(index) == {route.name for route in urlpatterns} - {"index"}
    assert index["bills"] == "http://testserver/api/v1/bills/"
    assert index["outlook"] == "http://testserver/api/v1/bills/{id}/outlook/"


def test_addresses_can_be_picked(client):
    assert list(client.get("/api/v1/?fields=events").json()) == ["events"]


@pytest.mark.parametrize("name", sorted(route.name for route in urlpatterns))
def test_every_address_refuses_a_parameter_it_does_not_know(client, name):
    route = next(route for route in urlpatterns if route.name == name)
    address = str(route.pattern).replace("<slug:slug>", "54-94")

    assert_problem(client.get(f"/api/v1/{address}?x=1"), "invalid_parameters", "x")
