"""docker-compose.yml and Dockerfile name only what exists, and hold no secret."""

import importlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from celery.bin.celery import celery
from django.core.management import get_commands
from granian.cli import cli as granian

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("build")}
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
SECRETS = {"SECRET_KEY": "x", "POSTGRES_PASSWORD": "x"}


def command_of(name):
    """Return a service's command; the web server's is the image's own."""
    return OURS[name].get("command") or json.loads(
        re.search(r"^CMD (.+)$", DOCKERFILE, re.MULTILINE)[1],
    )


def known_options(command):
    return {name for parameter in command.params for name in parameter.opts}


def options_in(words):
    return {word for word in words if word.startswith("-")}


@pytest.mark.parametrize("name", OURS)
def test_a_command_is_a_program_that_the_requirements_install(name):
    assert Path(sys.executable).with_name(command_of(name)[0]).exists()


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celery_knows_its_app_and_its_options(name):
    _, app_option, app, subcommand, *rest = command_of(name)

    assert app_option == "-A"
    assert importlib.import_module(app).celery_app.conf.broker_url
    assert options_in(rest) <= known_options(celery.commands[subcommand])


def test_granian_knows_its_application_and_its_options():
    words = command_of("web")
    module, _, attribute = words[-1].partition(":")

    assert callable(getattr(importlib.import_module(module), attribute))
    assert options_in(words) <= known_options(granian) | {"--no-ws"}


def test_the_migration_is_a_command_of_manage_py():
    _, script, command, *_ = command_of("migrate")

    assert (PROJECT / script).exists()
    assert command in get_commands()


def test_the_image_copies_what_exists_and_is_let_through():
    copied = re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE)
    let_through = re.findall(r"^!(.+)$", (PROJECT / ".dockerignore").read_text(), re.MULTILINE)

    assert sorted(copied) == sorted(let_through)
    assert [name for name in copied if not (PROJECT / name).exists()] == []


def test_every_variable_is_one_that_the_settings_read():
    settings = (PROJECT / "billtracker/settings.py").read_text()
    given = {name for service in OURS.values() for name in service["environment"]}

    assert [name for name in sorted(given) if f'"{name}"' not in settings] == []


def test_secrets_come_from_the_environment_or_nothing_starts():
    given = {**OURS["web"]["environment"], **SERVICES["db"]["environment"]}

    assert {name for name in SECRETS if given[name].startswith(f"${{{name}:?Set {name} to ")} == {
        *SECRETS,
    }


def test_what_waits_for_health_waits_for_a_service_that_tells_it():
    awaited = {
        name
        for service in OURS.values()
        for name, wait in service["depends_on"].items()
        if wait["condition"] == "service_healthy"
    }

    assert awaited <= {name for name, service in SERVICES.items() if "healthcheck" in service}


def test_data_are_in_named_volumes():
    used = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
    }

    assert used == set(COMPOSE["volumes"])


def test_compose_itself_accepts_the_file(tmp_path):
    docker = shutil.which("docker")
    asked = [docker, "compose", "version"]
    if not docker or subprocess.run(asked, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("this machine has no `docker compose` to ask")

    done = subprocess.run(  # noqa: S603
        [docker, "compose", "--file", PROJECT / "docker-compose.yml", "config", "--quiet"],
        env={**SECRETS, "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
