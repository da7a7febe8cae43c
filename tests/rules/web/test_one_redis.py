"""What has to last is in rows; what is in a cache is its own site's."""

import ast
import json
import shutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from tests.databases import ROOT, run_program
from tests.house import APPS
from tests.servers import Redis

# The modules of Django that keep something in a cache.
KEEPING = (
    "django.core.cache",
    "django.views.decorators.cache",
    "django.middleware.cache",
    "django.contrib.sessions.backends.cache",
    "django.contrib.sessions.backends.cached_db",
)
# Those that keep nothing, and say what browsers may.
NEVER = ("never_cache", "cache_control")


def test_security_47_two_databases_on_one_redis(
    sqlite_url: str, tmp_path, redis_server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is a copy of the other; both have an essay of the same number, name and version."""
    copy = f"sqlite:///{shutil.copy(sqlite_url.removeprefix('sqlite:///'), tmp_path / 'copy')}"
    monkeypatch.setenv("CACHE_URL", redis_server.url)
    told = {}
    for url, words, others in ((sqlite_url, "Source", "Copy"), (copy, "Copy", "Source")):
        done = run_program(url, "tests/rules/web/visitor.py", words)
        told[words] = json.loads(done.stdout)
        assert told[words]["kept"] == 2
        for page in told[words].pop("read"):
            assert f"{words} wrote this." in page and f"{words} answered." in page
            assert others not in page
    assert told["Source"] == told["Copy"]


def test_security_47_nothing_else_is_in_a_cache() -> None:
    """Of the project's code one module alone keeps anything in a cache, and it loses nothing."""
    users = {
        str(file.relative_to(ROOT))
        for app in APPS
        for file in (ROOT / app).rglob("*.py")
        for name in imported(ast.parse(file.read_text()))
        if name.startswith(KEEPING) and not name.endswith(NEVER)
    }
    assert users == {"web/page_cache.py"}
    templates = (ROOT / "templates").rglob("*.*")
    assert not [each for each in templates if "{% cache " in each.read_text()]
    assert issubclass(import_module(settings.SESSION_ENGINE).SessionStore, DatabaseStore)
    assert not [each for each in settings.MIDDLEWARE if each.startswith(KEEPING)]
    assert settings.CACHES["default"]["LOCATION"] != settings.CACHES["pages"]["LOCATION"]


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
