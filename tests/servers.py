"""Gives a test run a PostgreSQL and a Valkey of its own, unless addresses are given.

A plugin rather than a fixture: pytest-django reads the settings, and with them the addresses,
before the first fixture exists. Workers of pytest-xdist inherit the addresses.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from billtracker import embedded

ADDRESSES = ("DATABASE_URL", "REDIS_URL")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start what is missing before anybody reads the settings; clean up whatever happens."""
    missing = [name for name in ADDRESSES if not os.environ.get(name)]
    if missing:
        base = Path(tempfile.mkdtemp(prefix="billtracker-tests-"))
        early_config.add_cleanup(lambda: shutil.rmtree(base, ignore_errors=True))
        servers = embedded.start(base, throwaway=True)
        early_config.add_cleanup(servers.stop)
        given = dict(zip(ADDRESSES, (servers.database_url, servers.redis_url), strict=True))
        os.environ.update({name: given[name] for name in missing})
    return (yield)
