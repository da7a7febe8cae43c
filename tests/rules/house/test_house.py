"""The laws of the house that a machine can check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.databases import ROOT, run_manage
from tests.house import APPS, LINTER

INSTALLED = {app.name for app in apps.get_app_configs() if Path(app.path).parent == ROOT}
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
PIN = re.compile(r"^([a-z0-9-]+(?:\[[a-z,]+\])?==\S+)", re.MULTILINE)


def test_imports_run_one_way():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_app_is_held_to_the_direction_of_imports():
    folders = {each.parent.name for each in ROOT.glob("*/__init__.py")} - {"tests"}
    assert folders == set(APPS) == INSTALLED | {"web"}
    contracts = {each["id"]: each for each in LINTER["contracts"]}
    layers = {name for layer in contracts["apps"]["layers"] for name in layer.split(" | ")}
    assert layers == set(APPS)
    held = [app for contract in contracts.values() for app in contract.get("containers", [])]
    assert sorted(held) == sorted(set(APPS) - {"config"})


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_runs_on_both_databases(database_url):
    run_manage(database_url, "migrate", "--check")


def test_no_template_holds_inline_style_or_script():
    templates = list((ROOT / "templates").rglob("*.html"))
    assert templates
    assert [t for t in templates if INLINE.search(t.read_text())] == []


def test_without_a_key_and_without_debug_it_refuses_to_start(monkeypatch, sqlite_url):
    monkeypatch.setenv("DEBUG", "0")
    monkeypatch.setenv("SECRET_KEY", "")
    refused = run_manage(sqlite_url, "check", check=False)
    assert refused.returncode != 0
    assert "SECRET_KEY is not set" in refused.stderr


def test_both_locks_name_the_same_versions():
    site, tests = (
        set(PIN.findall((ROOT / name).read_text()))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert site
    assert site < tests


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_no_address(lock):
    assert not re.search(r"https?:|file:|index-url|find-links", (ROOT / lock).read_text())
