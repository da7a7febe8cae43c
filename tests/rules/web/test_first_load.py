"""How much somebody waits for who opens a page for the first time, as a server sends it."""

import re
from gzip import decompress
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client

from forum.models import Post
from tests.cast import answer, person, publish
from tests.databases import ROOT
from web.assets import _address
from web.stylesheets import PARTS

pytestmark = pytest.mark.django_db
COMPRESSED = {"Accept-Encoding": "gzip"}
# In bytes: of a page with an essay and a reply, and of all styles and scripts it asks for.
PAGE, FILES = 6_000, 20_000


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    """Let static files be as they are on a server."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "web.stylesheets.StylesTogether"}
    }
    for _ in ("once", "again"):
        call_command("collectstatic", interactive=False, verbosity=0)
    storages._storages.clear()
    yield tmp_path
    _address.cache_clear()
    storages._storages.clear()


def written() -> Post:
    post = publish(person("alice"), body="An essay of some words. " * 40)
    answer(person("bob"), post, "a) An objection to it. " * 10)
    return post


def test_all_styles_are_one_file_and_little_is_sent(collected: Path) -> None:
    response = Client().get(written().get_absolute_url(), headers=COMPRESSED)
    page = decompress(response.content).decode()
    assert response.headers["Content-Encoding"] == "gzip" and len(response.content) < PAGE
    assert response.headers["ETag"].startswith("W/")
    (styles,) = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)">', page)
    texts = [(ROOT / "static" / part).read_text() for part in PARTS]
    whole = re.sub(r"/\*.*?\*/\n?", "", "\n".join(texts), flags=re.DOTALL)
    # A font's file has a name that changes with it, as the page has that asks for it early.
    fonts = set(re.findall(r"fonts/[\w-]+\.woff2", whole))
    named = {font: storages["staticfiles"].stored_name(font) for font in fonts}
    assert f'<link rel="preload" href="/static/{named["fonts/latin-roman.woff2"]}"' in page
    assert all((collected / name).exists() and name != font for font, name in named.items())
    written_so = re.sub(r"fonts/[\w-]+\.woff2", lambda font: named[font[0]], whole)
    assert (collected / styles).read_text() == written_so
    scripts = re.findall(r'<script type="module" src="/static/([^"]+)">', page)
    sent = [(collected / f"{name}.br").stat().st_size for name in (styles, *scripts)]
    assert scripts and sum(sent) < FILES, sent


def test_who_takes_no_compressed_page_gets_it_as_it_is() -> None:
    for url in ("/", "/robots.txt"):
        plain, packed = Client().get(url), Client().get(url, headers=COMPRESSED)
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in packed.headers.get("Vary", "") or len(plain.content) < 200


def test_a_visitor_who_has_the_list_of_posts_gets_nothing_again() -> None:
    post = written()
    first = Client().get("/", headers=COMPRESSED)
    had = COMPRESSED | {"If-None-Match": first.headers["ETag"]}
    again = Client().get("/", headers=had)
    assert (again.status_code, again.content) == (304, b"")
    answer(person("carol"), post, "Another reply.")
    assert Client().get("/", headers=had).status_code == 200
