"""The tables are what the models say, and every rule that the database keeps is tested."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.factories import rules_of, triggers_of

PROJECT = Path(__file__).resolve().parents[2]
# Each of these has a table of broken rows that is checked for completeness.
APPS_WHOSE_RULES_ARE_TESTED = {"bills", "events", "intake", "members", "provenance"}


def our_apps():
    return {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).resolve().is_relative_to(PROJECT)
        and ".venv" not in Path(config.path).parts
    }


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)

    assert said.getvalue().strip() == "No changes detected"


@pytest.mark.django_db
def test_every_app_whose_tables_have_rules_has_them_tested():
    with_rules = {app for app in our_apps() if any(rules_of(app)) or triggers_of(app)}

    assert with_rules == APPS_WHOSE_RULES_ARE_TESTED


@pytest.mark.django_db
def test_every_migration_can_be_undone():
    loader = MigrationLoader(None)
    stuck = [
        f"{label}.{name}"
        for (label, name), migration in loader.disk_migrations.items()
        if label in our_apps()
        and not all(operation.reversible for operation in migration.operations)
    ]

    assert stuck == []


@pytest.mark.parametrize("app", sorted(APPS_WHOSE_RULES_ARE_TESTED))
def test_migrations_are_named_by_hand(app):
    folder = Path(apps.get_app_config(app).path) / "migrations"
    names = [path.stem for path in folder.glob("[0-9]*.py")]

    assert names
    assert [name for name in names if re.search(r"_auto_|_\d{8}_", name)] == []
