"""A source of these tests' own, with an upstream on loopback."""

import pytest

from billtracker.intake import sources
from tests.billtracker.intake.world import Upstream, plan


@pytest.fixture
def upstream(settings):
    settings.HTTP_SECONDS_BETWEEN, settings.HTTP_TRIES = 0, 1
    upstream = Upstream(bills=3)
    yield upstream
    upstream.close()


@pytest.fixture
def world(upstream, monkeypatch):
    """The made-up source, known to the intake for as long as the test lasts."""
    world = plan(upstream.address)
    monkeypatch.setitem(sources._plans, world.key, world)  # noqa: SLF001 - there is no way back
    return world
