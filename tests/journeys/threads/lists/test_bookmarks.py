"""Essays and replies that somebody wants to find again: a button keeps them on a page."""

import pytest

from accounts.actions.leaving import leave
from accounts.data import data_of
from accounts.models import User
from forum.models import Bookmark, Post, Reply, State
from tests.cast import answer, browser_of, moderator, person, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob() -> User:
    return person("bob")


@pytest.fixture
def essay(bob: User) -> Post:
    post = publish(person("alice"))
    answer(bob, post, "A reply to find again.")
    return post


def send(who: User, essay: Post, **what: object) -> str:
    """Press a button; return where it leads."""
    response = browser_of(who).post(f"/posts/{essay.pk}/bookmarks/", what)
    assert response.status_code == 302, text_of(response)
    return response.headers["location"]


def test_kept_and_no_longer(bob: User, essay: Post) -> None:
    reply, carol = essay.replies.get(), person("carol")
    page = browser_of(carol).get(essay.get_absolute_url()).content.decode()
    assert f'name="keep" value="{reply.pk}"' in page and 'name="keep" value="essay"' in page
    assert "Bookmark" not in text_of(browser_of(None).get(essay.get_absolute_url()))
    assert send(carol, essay, keep="essay") == essay.get_absolute_url()
    back = send(carol, essay, keep=reply.pk)
    there = browser_of(carol).get(back)["location"]
    assert there == f"{essay.get_absolute_url()}#reply-{reply.pk}"
    send(carol, essay, keep=reply.pk)
    assert Bookmark.objects.count() == 2, "twice is once"
    page = browser_of(carol).get(essay.get_absolute_url()).content.decode()
    assert f'name="drop" value="{reply.pk}" aria-pressed="true">Bookmarked<' in page
    assert 'name="drop" value="essay"' in page
    assert "Bookmarked" not in text_of(browser_of(bob).get(essay.get_absolute_url()))

    listed = text_of(browser_of(carol).get("/bookmarks/"))
    assert "Bob on Twenty checks A reply to find again." in listed
    assert "An essay by Alice" in listed
    assert "None yet" in text_of(browser_of(bob).get("/bookmarks/"))
    assert send(carol, essay, drop=reply.pk, list="1") == "/bookmarks/"
    assert "find again" not in text_of(browser_of(carol).get("/bookmarks/"))


def test_what_is_hidden_vanishes_and_comes_back(bob: User, essay: Post) -> None:
    reply, mina = essay.replies.get(), moderator()
    for who in (bob, mina):
        send(who, essay, keep=reply.pk)
    carol = person("carol")
    send(carol, essay, keep=reply.pk)
    for state, found in ((State.HIDDEN, False), (State.PURGED, False), (State.VISIBLE, True)):
        Reply.objects.filter(pk=reply.pk).update(state=state)
        assert ("find again" in text_of(browser_of(carol).get("/bookmarks/"))) == found, state
    Post.objects.filter(pk=essay.pk).update(state=State.HIDDEN)
    assert "Twenty" not in text_of(browser_of(carol).get("/bookmarks/"))
    assert "find again" in text_of(browser_of(mina).get("/bookmarks/"))


def test_only_what_one_may_read_is_kept(essay: Post) -> None:
    carol = person("carol")
    reply = essay.replies.get()
    Reply.objects.filter(pk=reply.pk).update(state=State.HIDDEN)
    url = f"/posts/{essay.pk}/bookmarks/"
    for what in ({"keep": reply.pk}, {"keep": "x"}, {"keep": "9" * 30}, {}):
        sent = browser_of(carol).post(url, what)
        assert sent.status_code == (404 if what else 302)
    assert browser_of(carol).post("/posts/999/bookmarks/", {"keep": "essay"}).status_code == 404
    assert not Bookmark.objects.exists()


def test_the_list_asks_as_often_whatever_is_on_it(essay: Post, django_assert_num_queries) -> None:
    carol = person("carol")
    reader = browser_of(carol)
    for count in (3, 60):
        while Bookmark.objects.count() < count:
            reply = Reply.objects.create(
                post=essay, author=essay.author, body="x", html="<p>x</p>", html_version=1
            )
            Bookmark.objects.create(user=carol, reply=reply)
        with django_assert_num_queries(4):  # of them three for the session, its owner, the masthead
            page = reader.get("/bookmarks/")
        assert text_of(page).count("Remove") == min(count, 30)


def test_they_are_ones_own_data_and_go_when_one_leaves(essay: Post) -> None:
    carol = person("carol")
    send(carol, essay, keep="essay")
    assert f'"post_id": {essay.pk}' in "".join(data_of(carol)).partition('"bookmarks"')[2]
    leave(user=carol, withdraw=False)
    assert not Bookmark.objects.exists()
