"""What the project's folder holds, and what a dependency must say for itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = {"billtracker", "bills", "members", "tests", ".ci"}
APPS = ("bills", "members")
REQUIREMENTS = ("requirements.in", "requirements-dev.in")
# A package and its version, then the reason it is here.
WITH_ITS_REASON = re.compile(r"[A-Za-z0-9_.\[\],-]+\s*(==[\d.*]+)?\s*(;[^#]+)?\s+# \S.*")


def kept_folders():
    """Return the folders at the top that are not ignored (logs, environments, caches)."""
    found = {entry.name for entry in PROJECT.iterdir() if entry.is_dir() and entry.name != ".git"}
    ignored = subprocess.run(  # noqa: S603 - every word is ours
        ["git", "check-ignore", "--no-index", *(f"{name}/" for name in sorted(found))],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return found - {line.rstrip("/") for line in ignored.stdout.splitlines()}


def bare_requirements(name):
    """Return the lines that name a package without a reason, on the line or above a group."""
    groups = (PROJECT / name).read_text().split("\n\n")
    lines = [
        line
        for group in groups
        for line in group.splitlines()
        if not group.startswith("# PostgreSQL and Valkey") and not line.startswith(("#", "-c"))
    ]
    return [line for line in lines if line and not WITH_ITS_REASON.fullmatch(line)]


def modules_of(folder):
    return sorted((PROJECT / folder).rglob("*.py"))


def imports_of(module):
    tree = ast.parse(module.read_text())
    named = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    return named | {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }


def test_the_top_level_holds_only_the_rooms():
    assert kept_folders() <= ROOMS
    assert kept_folders() >= ROOMS - {".ci"}


@pytest.mark.parametrize("app", APPS)
def test_domain_rules_do_without_pydantic(app):
    users = [
        module.name
        for module in modules_of(f"{app}/domain")
        if any(name.partition(".")[0] == "pydantic" for name in imports_of(module))
    ]

    assert users == []


@pytest.mark.parametrize("app", APPS)
def test_both_apps_have_the_same_rooms(app):
    rooms = {entry.name for entry in (PROJECT / app).iterdir() if entry.is_dir()}

    assert {"domain", "models", "services", "ingest", "api", "web", "migrations"} <= rooms


@pytest.mark.parametrize("folder", ["billtracker", *APPS])
def test_every_module_says_what_it_is_for(folder):
    silent = [
        str(module.relative_to(PROJECT))
        for module in modules_of(folder)
        if "migrations" not in module.parts
        and module.read_text().strip()
        and not ast.get_docstring(ast.parse(module.read_text()))
    ]

    assert silent == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_dependency_says_why_it_is_here(name):
    assert bare_requirements(name) == []


def test_every_locked_dependency_has_its_hashes():
    locked = (PROJECT / "requirements.txt").read_text().replace("\\\n", " ")
    lines = [line for line in locked.splitlines() if line and not line.startswith(("#", " "))]

    assert lines
    assert [line for line in lines if "--hash=sha256:" not in line] == []
