"""The laws of the house that a machine can check."""

import ast
import os
import re
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.databases import ROOT, run_manage, run_program
from tests.house import APPS, LINTER, PROJECT

INSTALLED = {app.name for app in apps.get_app_configs() if Path(app.path).parent == ROOT}
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
# The most entries that a folder may have.
MOST = 25
# Participles, gerunds and metaphors that once were the names of modules.
NO_NOUNS = set(
    "asking chance changing doing doors exporting finishing gathering heard inserting kept"
    " matching moving outgoing purging resting shelf shortest splitting telling told treecheck"
    " undoing voices waiting ways".split()
)
# What tells a linter, or a run of the tests, to look away, with the reason behind it or none.
LOOKS_AWAY = re.compile(
    r"# (?:noqa|type: ignore|pragma|fmt|ruff)\b[\w:, \[\]-]*(?P<why>\(.+\))?"
    r"|@pytest\.mark\.(?:skip|skipif|xfail|filterwarnings)\b"
)
PIN = re.compile(r"^([a-z0-9-]+(?:\[[a-z,]+\])?==\S+)", re.MULTILINE)


def folders() -> dict[str, set[str]]:
    """Return every folder below the root that holds any file of ours, with its entries."""
    found = defaultdict(set)
    for top in (*APPS, "templates", "static", "tests", "docs", "tools"):
        for file in (ROOT / top).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts and file.name != "__init__.py":
                parts = file.relative_to(ROOT).parts
                for depth in range(1, len(parts)):
                    found["/".join(parts[:depth])].add(parts[depth])
    return found


def modules() -> Iterator[Path]:
    """Yield every module that is no migration."""
    for app in APPS:
        yield from (file for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts)


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
    assert sorted(held) == sorted(APPS)


def test_every_module_stands_in_a_layer():
    """The linter names what an exhaustive contract lacks; here, that there is no other kind."""
    loose = [
        each["id"]
        for each in LINTER["contracts"]
        if "containers" in each and not each.get("exhaustive")
    ]
    assert loose == []


def test_no_folder_is_a_heap():
    heaps = {
        folder: len(found)
        for folder, found in folders().items()
        if len(found) > MOST and not folder.endswith("/migrations")  # each is a day of the past
    }
    assert heaps == {}, f"split each by subject: at most {MOST} entries"


def test_a_type_has_its_name_to_itself():
    named = defaultdict(list)
    for file in modules():
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef) and "commands" not in file.parts:
                named[node.name].append(file.relative_to(ROOT).as_posix())
    twice = {name: where for name, where in named.items() if len(where) > 1}
    assert twice == {}, "the domain keeps the plain name"


def test_a_module_is_named_by_a_noun():
    found = [str(file.relative_to(ROOT)) for file in modules() if file.stem in NO_NOUNS]
    assert found == [], "name it by what it holds or returns"


def test_whoever_looks_away_says_why():
    """Behind it in brackets, or in a comment above."""
    silent = []
    for file in (*modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")):
        above = ""
        for number, line in enumerate(file.read_text().splitlines(), start=1):
            found = LOOKS_AWAY.search(line)
            if found and not found["why"] and not above.lstrip().startswith("# "):
                silent.append(f"{file.relative_to(ROOT)}:{number}")
            above = line
    assert silent == []


def test_no_type_is_ignored_where_nobody_looks():
    """Where somebody does, they tell when there is nothing to ignore any more."""
    looked = tuple(ROOT / each for each in PROJECT["tool"]["mypy"]["files"])
    ignoring = [
        file
        for file in (*modules(), *(ROOT / "tests").rglob("*.py"))
        if re.search(r"type: ignore\[", file.read_text())
    ]
    assert ignoring
    assert [file for file in ignoring if not any(map(file.is_relative_to, looked))] == []


def test_the_map_is_true():
    text = (ROOT / "docs/house.md").read_text()
    mapped = re.findall(r"^\| `([a-z_/]+)/` \| \S.* \|$", text, re.MULTILINE)
    there = {each for each in folders() if not re.search("/(migrations|management)(/|$)", each)}
    assert set(mapped) ^ there == set(), "one line in docs/house.md for each folder that is there"
    assert len(mapped) == len(there)
    contracts = {each["id"]: each for each in LINTER["contracts"]}
    assert " › ".join(contracts["apps"]["layers"]) in text


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


@pytest.mark.parametrize("command", ["check_trees", "diffsettings --all"])
def test_a_command_ends_quietly_where_nobody_reads_what_it_prints(sqlite_url, command):
    """As it does before `head`, whether it prints little, at its end, or much."""
    unread, written = os.pipe()
    os.close(unread)
    with os.fdopen(written, "w") as out:
        done = run_manage(sqlite_url, *command.split(), check=False, stdout=out)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, "")


def test_a_broken_pipe_to_somebody_else_is_told():
    says = "import manage; manage.end_if_nobody_reads(); print('told')"
    done = run_program("", "-c", says)
    assert done.stdout == "told\n"


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
