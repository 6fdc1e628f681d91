"""Whether the process lives, and whether what it needs answers."""

import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import OperationalError, connection

from billtracker.web import health


def test_healthz_asks_nothing_else(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"alive\n"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_that_both_answer(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.content == b"database: ready\ncache: ready\n"


@pytest.mark.django_db
def test_readyz_names_the_cache_that_does_not_answer(client, monkeypatch):
    monkeypatch.setattr(health, "cache", RedisCache("redis://:s3cret@127.0.0.1:1/0", {}))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"database: ready\ncache: no answer\n"


@pytest.mark.django_db
def test_readyz_names_the_database_that_does_not_answer(client):
    def refuse(*args):
        raise OperationalError("connection to server at 10.0.0.1, user billtracker, failed")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"database: no answer\ncache: ready\n"
