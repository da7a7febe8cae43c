"""The server takes no files but pictures, and asks no other host: nobody can make it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.test import Client

from forum.models import Post
from tests.cast import browser_of, person
from tests.databases import ROOT

APPS = [app for app in apps.get_app_configs() if Path(app.path).parent == ROOT]
CLIENTS = {
    *(
        "aiohttp",
        "asyncio",
        "ftplib",
        "http",
        "httpx",
        "imaplib",
        "requests",
        "socket",
        "telnetlib",
    ),
    *("urllib.request", "urllib3", "xmlrpc", "pycurl", "websockets", "paramiko"),
}
# Which modules of the standard library answer a status or read a cookie, and fetch nothing.
HARMLESS = {"http.HTTPStatus"}
# What a command of the operator’s asks for mail, at the one address that is set.
MAILBOX = {str(ROOT / "inbox/mailboxes.py"): {"imaplib.IMAP4", "imaplib.IMAP4_SSL"}}


def imports(file: Path) -> Iterator[str]:
    """Yield the full names of what a module imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def fetching(file: Path) -> set[str]:
    """Return the imports of a module that could fetch an address."""
    found = set()
    for name in set(imports(file)) - HARMLESS:
        parts = name.split(".")
        if {".".join(parts[:size]) for size in (1, 2)} & CLIENTS:
            found.add(name)
    return found


def test_security_21_no_module_could_fetch_an_address() -> None:
    folders = [Path(app.path) for app in APPS] + [ROOT / "config"]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    assert len(files) > 200
    assert {str(file): fetching(file) for file in files if fetching(file)} == MAILBOX


def test_security_21_a_module_that_fetched_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    for code in ("import requests", "from urllib import request", "import http.client as x"):
        file.write_text(code, encoding="utf-8")
        assert fetching(file), code
    file.write_text("from urllib.parse import quote\nfrom http import HTTPStatus", encoding="utf-8")
    assert fetching(file) == set()


def test_security_21_nothing_that_the_renderer_loads_could_fetch_an_address() -> None:
    code = "import sys, forum.text; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "markdown" in loaded
    assert loaded & {"requests", "httpx", "aiohttp", "urllib3", "pycurl"} == set()


def test_security_20_no_table_keeps_files() -> None:
    columns = [column for model in apps.get_models() for column in model._meta.get_fields()]
    assert [str(column) for column in columns if isinstance(column, FileField)] == []


def test_security_20_no_form_takes_files_but_pictures() -> None:
    taking = set()
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        if 'type="file"' in text or "multipart/form-data" in text:
            taking.add(template.relative_to(ROOT / "templates").as_posix())
    assert taking == {"threads/parts/images.html"}


@pytest.mark.django_db
def test_security_20_a_file_that_is_sent_is_not_kept(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = SimpleUploadedFile("x.svg", b"<svg onload=alert(1)>", "image/svg+xml")
    alice = browser_of(person("alice"))
    data = {"title": "Twenty checks", "body": "An essay.", "picture": picture}
    assert alice.post("/posts/new/", data).status_code == 302
    assert "svg" not in Post.objects.get().html
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_security_20_whatever_is_served_is_what_it_says(client: Client) -> None:
    for path in ("/", "/static/icon.svg", "/static/js/drafts/keep.js", "/no/such/page/"):
        response = client.get(path)
        response.close()
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
