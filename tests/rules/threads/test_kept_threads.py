"""A member’s page of a thread is the same whether it was kept from somebody else’s or made anew."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.management import call_command
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from critiques.record.mark import mark_of, mark_with_votes
from forum.models import Post, Reply, State
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.examples import examples
from threads.page_numbers import SIZE
from threads.views import reading
from web.page_cache import PageCache, page_cache

pytestmark = pytest.mark.django_db

# What is another one each time that a page is made.
OWN = re.compile(r'(name="(?:csrfmiddlewaretoken|token)" value=")[^"]*')


def read(user: User | None, post: Post, query: str = "") -> str:
    response = browser_of(user).get(f"{post.get_absolute_url()}{query}")
    assert response.status_code == 200
    return OWN.sub(r"\1", response.content.decode())


@pytest.fixture
def people() -> list[User]:
    """Who writes in the demo’s essays, a moderator among them, and somebody who only reads."""
    call_command("demo", stdout=StringIO())
    return [
        *User.objects.filter(emailaddress__verified=True),
        person("erin", timezone="Asia/Tokyo"),
    ]


@pytest.fixture
def essays(people: list[User]) -> list[Post]:
    """The demo’s largest, locked and with a hidden reply; in a long run, the one after it, too."""
    posts = list(Post.objects.filter(state=State.VISIBLE).order_by("-reply_count", "pk"))
    posts = posts[: examples(1, 2)]
    mina = User.objects.get(username="mina")
    for post in posts:
        hidden = Reply.objects.filter(post=post, state=State.VISIBLE, rght__gt=F("lft") + 1).first()
        if hidden is not None:
            hide(moderator=mina, reason="Why.", reply_id=hidden.pk)
    Post.objects.filter(pk=posts[0].pk).update(locked_at=posts[0].published_at, locked_by=mina)
    return posts


def test_a_page_is_the_same_however_it_was_made(
    people: list[User], essays: list[Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    for post in essays:
        for user, other in zip([*people, None], [None, *people], strict=True):
            page_cache.clear()
            cold = read(user, post)
            assert read(user, post) == cold
            page_cache.clear()
            read(other, post)
            assert read(user, post) == cold, other
            with monkeypatch.context() as patch:
                patch.setattr(PageCache, "found", lambda *_: {})
                assert read(user, post) == cold, "the cache is away"
            with monkeypatch.context() as patch:
                patch.setattr(reading, "sees_as_public", lambda *_: False)
                patch.setattr(reading, "get_messages", lambda _: [Message(INFO, "Said.")])
                assert read(user, post) == cold, "made for them alone"
    assert len(people) > 5


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[User]:
    """For whom a page was made of their own."""
    whose: list[User] = []
    load: Callable = reading.ThreadPage.load

    def noted(**asked):
        whose.append(asked["viewer"])
        return load(**asked)

    monkeypatch.setattr(reading.ThreadPage, "load", noted)
    return whose


def test_what_is_kept_serves_all_who_see_nothing_else(made: list[User]) -> None:
    alice, bob, erin, mina = person("alice"), person("bob"), person("erin"), moderator()
    post = publish(alice)
    first = answer(bob, post, "An objection of mine.")
    place(bob, first, to_reply="new")
    for user in (alice, bob, erin, None):
        read(user, post)
    assert made == [None]
    assert "Remove" in read(mina, post) and made == [None, mina]
    hide(moderator=mina, reason="Why.", reply_id=first.pk)
    assert "An objection of mine." in read(bob, post)
    for user in (alice, erin, None):
        assert "An objection of mine." not in read(user, post)
    assert made == [None, mina, bob, None]


def test_two_in_turn_never_see_each_others_footers() -> None:
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice)
    replies = {who: answer(who, post, f"By {who}.") for who in (bob, carol)}
    place(bob, replies[bob], to_reply="new")
    for _ in range(2):
        for reader, own in replies.items():
            page = read(reader, post)
            for who, reply in replies.items():
                assert (f"/replies/{reply.pk}/withdraw/" in page) == (who == reader)
                assert (f"/replies/{reply.pk}/report/" in page) == (who != reader)
            assert ("I share this objection" in page) == (reader == carol)
            assert f"/replies/{own.pk}/edit/" in page
        page = read(alice, post)
        assert "Withdraw<" in page and "/report/" in page and "I share this" not in page
        page = read(None, post)
        assert "/withdraw/" not in page and "/report/" not in page and "csrf" not in page


def test_a_visitor_who_is_told_something_is_told_it_once() -> None:
    """And nobody else is, though all visitors get the same page."""
    post = publish(person("alice"))
    for first in (True, False):
        page_cache.clear()
        told = Client()
        if not first:
            read(None, post)
        request = HttpRequest()
        storage = CookieStorage(request)
        storage.add(INFO, "You are signed out.")
        answer_with = HttpResponse()
        storage.update(answer_with)
        told.cookies.update(answer_with.cookies)
        assert "You are signed out." in told.get(post.get_absolute_url()).content.decode()
        assert "You are signed out." not in told.get(post.get_absolute_url()).content.decode()
        assert "You are signed out." not in read(None, post)


def test_a_page_holds_whole_branches() -> None:
    """However they are asked for, each is on one page, and none is left out."""
    post = publish(person("alice"))
    first = answer(person("bob"), post, "A reply.")
    fields = {
        each.attname: getattr(first, each.attname)
        for each in Reply._meta.concrete_fields
        if each.attname not in ("id", "tree_id", "token", "lft", "rght", "created_at")
    }
    # Branches of up to forty replies, of which only the sizes matter here.
    sizes = [1, *(1 + n * 7 % 40 for n in range(1, 60))]
    Reply.objects.bulk_create(
        Reply(
            **fields,
            tree_id=first.tree_id + n,
            lft=1,
            rght=2 * size,
            created_at=first.created_at + timedelta(seconds=n),
        )
        for n, size in enumerate(sizes)
        if n
    )
    roots = list(post.replies.order_by("tree_id").values_list("pk", flat=True))
    # These have no replies beneath them that could be counted: of as many the oldest is first.
    orders = (("", roots), ("&sort=newest", roots[::-1]), ("&sort=discussed", roots))
    for query, order in orders:
        found: list[int] = []
        last = sum(sizes[roots.index(pk)] for pk in order[:-1]) // SIZE + 1
        for page in range(1, last + 1):
            here = re.findall(r'data-reply="(\d+)"', read(None, post, f"?page={page}{query}"))
            counted = sum(sizes[roots.index(int(pk))] for pk in here)
            assert counted <= SIZE + max(sizes)
            found += map(int, here)
        assert found == order
        beyond = f"{post.get_absolute_url()}?page={last + 1}{query}"
        assert browser_of(None).get(beyond).status_code == 404


@pytest.mark.usefixtures("german")
def test_what_is_kept_in_one_language_is_read_in_no_other() -> None:
    essay = publish(person("alice"))
    for mark in (mark_of, mark_with_votes):
        found = set()
        for language in ("en-gb", "de"):
            with override(language):
                found.add(mark(essay))
        assert len(found) == 2, mark
