"""A list ends at its last page: what is beyond it is not found, however it is asked for."""

import re
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse

from forum.models import Post
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.examples import examples
from tests.rules.security.test_nothing_leaks import addresses

pytestmark = pytest.mark.django_db

BEYOND = ("2", "459", "999999", "1000000", "9" * 21)
NONSENSE = ("0", "-1", "abc", "1e3", "1.0", "+1", " 1", "٣", "²", "１", "0x1", "1,2", "\x00", "%")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def essay(db: None) -> Post:
    """An essay with one of everything that lists hold."""
    alice, bob = person("alice"), person("bob")
    post = publish(alice, topics="ai")
    place(bob, answer(bob, post, "a) A point."))
    mina = browser_of(moderator())
    assert mina.post(f"/posts/{post.pk}/pin/", {"reason": "Worth a look"}).status_code == 302
    return post


def paged(post: Post) -> list[str]:
    """Return the address of every list that everybody may read page by page."""
    return [
        "/",
        "/?sort=new",
        "/?tag=ai",
        "/?tag=nothing",
        "/topics/",
        "/topics/?q=a",
        "/topics/ai/",
        "/topics/ai/?sort=new",
        post.get_absolute_url(),
        f"{post.get_absolute_url()}?sort=newest",
        f"/posts/{post.pk}/critique/",
        f"/posts/{post.pk}/critique/?status=open",
        f"/posts/{post.pk}/critique/placed/",
        f"/posts/{post.pk}/critique/other/",
        "/u/bob/",
        reverse("moderation-log"),
        f"{reverse('moderation-log')}?act=hide",
        post.log.latest("pk").get_absolute_url(),
    ]


def status(url: str, page: str, key: str = "page") -> int:
    return browser_of(None).get(with_page(url, page, key)).status_code


def with_page(url: str, page: str, key: str = "page") -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode({key: page})}"


@pytest.mark.parametrize("page", [*BEYOND, *NONSENSE])
def test_security_47_there_is_no_page_beyond_the_last(essay: Post, page: str) -> None:
    found = {url: status(url, page) for url in paged(essay)}
    found["/u/bob/ objections"] = status("/u/bob/", page, "objections")
    assert set(found.values()) == {404}, found


def test_beyond_the_last_page_there_is_a_way_to_the_first(essay: Post) -> None:
    way = '<a href="?">The first page</a>'
    visitor = browser_of(None)
    assert way in visitor.get(essay.get_absolute_url(), {"page": 2}).content.decode()
    assert way not in visitor.get(essay.get_absolute_url() + "x/").content.decode()


@pytest.mark.parametrize("page", ["", "1", "01"])
def test_the_first_page_is_there_also_where_it_is_empty(essay: Post, page: str) -> None:
    found = {url: status(url, page) for url in paged(essay)}
    assert set(found.values()) == {200}, found


def test_ones_own_decisions_end_too(essay: Post) -> None:
    alice = browser_of(essay.author)
    assert alice.get(reverse("decisions")).status_code == 200
    assert alice.get(reverse("decisions"), {"page": 2}).status_code == 404


@time_machine.travel("2026-03-01T12:00Z", tick=False)  # when a feed was asked for stands in it
def test_no_route_has_pages_that_are_not_there(essay: Post) -> None:
    """A route that shows the same with `?page=` as without has no pages."""
    visitor = browser_of(None)
    for url in list(addresses())[:: examples(6, 1)]:
        plain, beyond = visitor.get(url), visitor.get(with_page(url, "9999"))
        if beyond.status_code != 404:
            assert beyond.status_code == plain.status_code, url
            assert TOKEN.sub(b"", beyond.content) == TOKEN.sub(b"", plain.content), url
