"""What is kept of a page in one language is never given to who reads another."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from zlib import crc32

import pytest
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from moderation import triggers
from tests.cast import answer, browser_of, person, publish
from tests.databases import run_program
from tests.examples import LONG, examples
from tests.rules.house.test_budgets import requests
from tests.worlds.crowded import Crowded
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "de")
OTHER = {"en": "de", "de": "en"}
# What stands on every page in one of them.
CANARIES = {"en": "What moderators did", "de": "Was die Moderation getan hat"}
# Attributes that say something; all others are for programs.
SAID = {"alt", "aria-label", "content", "label", "lang", "placeholder", "title"}
# Words that a script puts into what somebody writes.
SAID |= {"data-says", "data-link-name"}
# Each page has others, whatever its language: tokens, and the moment at which it was printed; and
# there are languages and reasons to choose.
OWN = {"csrfmiddlewaretoken", "token", "until", "seen", "language", "reason"}
OWN_PLACES = {"data-draft", "data-preview", "data-people", "data-objections"}


@pytest.fixture
def urls() -> list[str]:
    """The addresses of pages that are kept, and of some that are not."""
    alice = person("alice")
    post = publish(alice)
    answer(person("bob"), post, "a) It does not follow.")
    own = f"/posts/{post.pk}"
    thread = post.get_absolute_url()
    pages = [thread, f"{thread}?sort=newest", f"{own}/critique/", f"{own}/objections/1/", "/"]
    return [*pages, f"{thread}?page=9", "/topics/", "/u/alice/", "/search/?q=essay"]


def reader_of(language: str, how: str) -> Client:
    """Return a browser in which somebody reads this language, for one of four reasons."""
    if how == "account":
        name = f"reader-{language}"
        user = User.objects.filter(username=name).first() or person(name, language=language)
        client = browser_of(user)
        client.cookies["language"] = OTHER[language]
        return client
    client = Client(headers={"Accept-Language": language if how == "browser" else OTHER[language]})
    if how == "cookie":
        client.cookies["language"] = language
    return client


@pytest.mark.parametrize("first", LANGUAGES)
@pytest.mark.parametrize("how", ["account", "cookie", "browser"])
def test_each_gets_their_own_whoever_asked_first(urls: list[str], how: str, first: str) -> None:
    readers = {language: reader_of(language, how) for language in LANGUAGES}
    for url in urls:
        page_cache.clear()
        for language in (first, OTHER[first], first, OTHER[first]):
            page = readers[language].get(url).content.decode()
            said = [each for each, words in CANARIES.items() if words in page]
            assert said == [language], (url, language)
            assert f'<html lang="{language}"' in page, url


@pytest.mark.parametrize("how", ["cookie", "browser"])
def test_nothing_again_gets_only_who_had_it_in_the_same_language(urls: list[str], how: str) -> None:
    tagged = 0
    for url in urls:
        had = {language: reader_of(language, how).get(url) for language in LANGUAGES}
        tags = {language: page.headers.get("ETag") for language, page in had.items()}
        if not any(tags.values()):
            continue
        tagged += 1
        assert tags["en"] != tags["de"], url
        for language in LANGUAGES:
            reader = reader_of(language, how)
            same = reader.get(url, headers={"If-None-Match": tags[language]})
            assert same.status_code == 304, url
            assert same.headers["Content-Language"] == language
            assert "Accept-Language" in same.headers["Vary"]
            other = reader.get(url, headers={"If-None-Match": tags[OTHER[language]]})
            assert other.status_code == 200 and CANARIES[language] in other.content.decode(), url
            both = ", ".join(tags.values())
            assert reader.get(url, headers={"If-None-Match": both}).status_code == 304
    assert tagged >= 4


def test_what_somebody_chose_by_a_cookie_is_kept_for_all_who_read_it(urls: list[str]) -> None:
    """The cookie makes nobody’s page another one: it is not printed anew for each of them."""
    reader_of("de", "browser").get(urls[0])
    with_cookie = reader_of("de", "cookie").get(urls[0])
    assert with_cookie.headers.get("ETag")


class Machine(HTMLParser):
    """Gathers what a page says to programs: the attributes that nobody reads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and what it has."""
        given = dict(attrs)
        if "/js/words/" in (given.get("src") or ""):
            return
        for name, value in attrs:
            own = name in OWN_PLACES or (name == "value" and given.get("name") in OWN)
            if name not in SAID and not own:
                self.found.append((tag, name, value))


def pages(site: Crowded, language: str) -> Iterator[tuple[str, Any]]:
    """Yield what is answered to whoever asks, for everything that can be read.

    A short run asks for one in three.
    """
    for who, how, url, data in requests(site):
        if how == "get" and (LONG or crc32(url.encode()) % 3 == 0):
            user = User.objects.get(username=who) if who else None
            if user:
                user.language = language
                user.save(update_fields=["language"])
            client = browser_of(user)
            client.cookies["language"] = language
            with transaction.atomic():
                yield url, client.get(url, data, follow=True)
                transaction.set_rollback(True)


def test_programs_are_told_the_same_in_every_language() -> None:
    """Numbers, dates and addresses in attributes have no commas of a language."""
    site = Crowded(5)
    triggers.remove(connection)
    found: dict[str, dict[str, Any]] = {language: {} for language in LANGUAGES}
    for language in LANGUAGES:
        for url, response in pages(site, language):
            # Examples are in the reader’s language, and so are what their headings are called by.
            if "html" in response.get("Content-Type", "") and url != "/help/writing/":
                machine = Machine()
                machine.feed(response.content.decode())
                found[language][url] = sorted(machine.found, key=str)
    assert len(found["en"]) > examples(25, 100) and found["en"].keys() == found["de"].keys()
    for url, said in found["en"].items():
        other = found["de"][url]
        assert said == other, (url, *[each for each in said if each not in other])


def test_no_text_is_looked_up_while_modules_are_imported(sqlite_url: str) -> None:
    """It would stay in the language of whoever came first; what it is made of is lazy."""
    *found, count = run_program(sqlite_url, "-m", "tests.rules.web.at_import").stdout.splitlines()
    assert int(count) > 500
    assert not found, "\n".join(found)
