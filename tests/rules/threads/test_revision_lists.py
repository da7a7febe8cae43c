"""A list of wordings is shown a page at a time, and reads no words but those it compares."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from forum.models import PostRevision, ReplyRevision
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from threads.pages.revisions.differences import PAGE
from web.page_cache import page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

KINDS = ("post", "reply")
MANY = 1000
NUMBER = re.compile(r'name="to" value="(\d+)"')
BODIES = re.compile(r'^SELECT.*"forum_(?:post|reply)revision"."body".* FROM', re.DOTALL)


def revised(kind: str, revisions: int) -> str:
    """Make a text with that many wordings; return where they are listed."""
    writer = person(f"alice{revisions}")
    post = publish(writer)
    text: Any = post if kind == "post" else answer(writer, post, "A reply.")
    text.revisions.all().delete()
    made: Any = PostRevision if kind == "post" else ReplyRevision
    titled = {"title": "Twenty checks", "plain": "Words."} if kind == "post" else {}
    made.objects.bulk_create(
        made(**{kind: text}, number=number, body=f"Wording {number}.", **titled)
        for number in range(1, revisions + 1)
    )
    type(text).objects.filter(pk=text.pk).update(revision=revisions)
    return f"/{'posts' if kind == 'post' else 'replies'}/{text.pk}/revisions/"


@contextmanager
def bodies_read() -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that read the words of wordings, each with what it was given."""
    found: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, given: Any, *args: Any) -> Any:
        if BODIES.search(sql):
            found.append((sql, given))
        return execute(sql, given, *args)

    with connection.execute_wrapper(note):
        yield found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("revisions", [3, MANY])
def test_queries_do_not_grow(
    kind: str, revisions: int, django_assert_num_queries: Callable
) -> None:
    url = revised(kind, revisions)
    member = browser_of(person("erin"))
    for client, count in ((Client(), 6), (member, 9)):
        page_cache.clear()
        with django_assert_num_queries(count + 2 * (kind == "post")):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_security_43_only_the_words_that_are_compared_are_read(kind: str) -> None:
    url = revised(kind, 200)
    for query, numbers in (
        ("", {200, 199}),
        ("?from=3&to=150", {3, 150}),
        ("?page=3", {200, 199}),
        ("?page=2&from=7&to=7", {7}),
    ):
        with bodies_read() as read:
            assert Client().get(url + query).status_code == 200
        ((statement, given),) = read
        before, _, after = statement.partition('"number" IN (')
        first, many = before.count("%s"), after.partition(")")[0].count("%s")
        assert set(given[first : first + many]) == numbers


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_as_long_for_a_thousand_as_for_a_hundred(kind: str) -> None:
    sizes = [len(Client().get(revised(kind, each)).content) for each in (2 * PAGE, MANY)]
    assert abs(sizes[0] - sizes[1]) < 1000


@pytest.mark.parametrize("kind", KINDS)
def test_every_wording_is_on_one_of_the_pages(kind: str) -> None:
    url = revised(kind, 2 * PAGE + 5)
    listed: list[int] = []
    address, pages = url, 0
    while address:
        page = Client().get(address).content.decode()
        pages += 1
        numbers = [int(each) for each in NUMBER.findall(page)]
        assert len(numbers) <= PAGE + 2
        listed += numbers if pages == 1 else [n for n in numbers if n not in listed[:2]]
        older = re.search(r'href="([^"]+)" rel="next"', page)
        address = older and older[1].replace("&amp;", "&")
        assert pages == 1 or 'rel="prev"' in page
    assert (pages, listed) == (3, list(range(2 * PAGE + 5, 0, -1)))
    assert Client().get(f"{url}?page=3").status_code == 200
    for beyond in ("4", "400", "999999"):
        assert Client().get(f"{url}?page={beyond}").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_those_compared_are_chosen_on_every_page(kind: str) -> None:
    url = revised(kind, 3 * PAGE)
    page = Client().get(f"{url}?from=2&to=149&page=2").content.decode()
    assert "<del>2</del>" in page and "<ins>149</ins>" in page
    for name, number in (("from", 2), ("to", 149)):
        assert f'name="{name}" value="{number}" checked' in page
    assert '<input type="hidden" name="page" value="2">' in page


@pytest.mark.parametrize("kind", KINDS)
def test_moderators_remove_and_put_back_on_every_page(kind: str) -> None:
    url, mina = revised(kind, 3 * PAGE), browser_of(moderator())
    page = f"{url}?page=2"
    assert f'href="{url}70/hide/"' in mina.get(page).content.decode()
    assert mina.post(f"{url}70/hide/", {"reason": "An address"}).status_code == 302
    assert f'href="{url}70/show/"' in mina.get(page).content.decode()
    visitor = Client().get(page)
    assert "Removed by moderators" in text_of(visitor)
    assert 'value="70"' not in visitor.content.decode(), "it cannot be chosen"
    assert "hide/" not in visitor.content.decode()
    removed = Client().get(f"{url}?from=70&to=71").content.decode()
    assert "<del>69</del>" in removed
    assert mina.post(f"{url}70/show/", {"reason": "None"}).status_code == 302
    assert "<del>70</del>" in Client().get(f"{url}?from=70&to=71").content.decode()


@pytest.mark.counts
def test_what_names_a_revision_reads_none_of_its_words() -> None:
    alice, bob, mina = person("alice"), person("bob"), moderator()
    post = publish(alice)
    place(bob, answer(bob, post, "a) One thing.\nb) Another."))
    change = {"title": "Twenty checks", "body": "Anew.", "base_revision": "1"}
    browser_of(alice).post(f"/posts/{post.pk}/edit/", change)
    said = {"answers": ["1", "2"], "words-1": "What changed"}
    assert (
        browser_of(alice).post(f"/posts/{post.pk}/revisions/2/receipts/", said).status_code == 302
    )
    paths = ("", "critique/", "critique.md", "critique.csv", "critique.argdown", "objections/1/")
    pages = [f"/posts/{post.pk}/{path}" for path in paths]
    pages += [post.get_absolute_url(), "/", "/desk/", "/u/alice/", "/u/bob/", "/moderation/"]
    pages += [f"/posts/{post.pk}/revisions/2/receipts/", f"/posts/{post.pk}/manage/"]
    answered = 0
    for viewer in (None, alice, bob, mina):
        client = browser_of(viewer)
        for url in pages:
            page_cache.clear()
            with bodies_read() as read:
                answered += client.get(url).status_code == 200
            assert read == [], url
    assert answered > 30
