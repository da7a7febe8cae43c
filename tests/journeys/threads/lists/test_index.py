"""Erin reads the list of essays: in which order they stand, and how much that takes."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from forum.models import Post, Visit
from forum.models.votes import top_moment
from moderation.actions.approval import approve
from moderation.actions.removals import hide
from moderation.actions.threads import set_thread
from moderation.models import LogAct
from staff.actions.undo import undo
from tests.cast import answer, browser_of, moderator, person, place, publish
from web.page_cache import page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def order(query: str = "") -> list[str]:
    """Return the titles as they stand in the list."""
    page = browser_of(None).get(f"/{query}").content.decode()
    return re.findall(r"<h2><a [^>]*>([^<]+)<", page)


def test_what_was_replied_to_last_stands_first_beneath_what_is_pinned() -> None:
    alice, bob, mina = person("alice"), person("bob"), moderator()
    first, second, _ = (publish(alice, title) for title in ("First", "Second", "Third"))
    assert order() == ["Third", "Second", "First"]
    reply = answer(bob, first, "So it is.")
    assert order() == ["First", "Third", "Second"]
    set_thread(moderator=mina, post_id=second.pk, act=LogAct.PIN, reason="For all.")
    assert order() == ["Second", "First", "Third"]
    # What nobody can read keeps no essay on top, until it can be read again.
    hidden = hide(moderator=mina, reply_id=reply.pk, reason="Rude.")
    assert order() == ["Second", "Third", "First"]
    undo(moderator=mina, entry_id=hidden.pk, reason="Not rude.")
    assert order() == ["Second", "First", "Third"]
    assert order("?sort=new") == ["Third", "Second", "First"]
    assert order("?sort=unanswered") == ["Third", "Second"]


def test_a_reply_that_waited_counts_from_when_it_was_approved(settings) -> None:
    settings.NEWCOMER_APPROVAL = True
    alice = person("alice")
    first, second = (publish(alice, title) for title in ("First", "Second"))
    waiting = answer(person("bob", approved_at=None), first, "So it is.")
    answer(alice, second, "And so it goes on.")
    assert order() == ["Second", "First"]
    approve(moderator=moderator(), reply_id=waiting.pk)
    assert order() == ["First", "Second"]


def test_it_begins_with_what_is_worth_reading_and_not_with_it_for_ever() -> None:
    """Nine votes make an essay as new as one that was published thirty days later."""
    alice = person("alice")
    posts = [publish(alice, title) for title in ("Ninth", "Second", "Newest")]
    for post, (days, votes) in zip(posts, ((31, 9), (1, 0), (0, 0)), strict=True):
        at = post.published_at - timedelta(days=days)
        Post.objects.filter(pk=post.pk).update(
            published_at=at, votes=votes, top_at=top_moment(at, votes)
        )
    assert order("?sort=top") == ["Newest", "Second", "Ninth"]
    assert 'href="/?sort=top"' in browser_of(None).get("/").content.decode()
    for who in (person("bob"), person("carol"), moderator()):
        sent = browser_of(who).post(f"/posts/{posts[1].pk}/votes/", {"add": "essay"})
        assert sent.status_code == 302
    assert order("?sort=top") == ["Second", "Newest", "Ninth"]
    Post.objects.filter(pk=posts[0].pk).update(top_at=top_moment(posts[0].published_at, 9))
    assert order("?sort=top")[0] == "Ninth"


@pytest.mark.counts
@pytest.mark.parametrize("essays", [1, 20])
def test_it_asks_as_often_however_many_essays_there_are(
    essays: int, django_assert_num_queries: Callable
) -> None:
    """Each by another author, with topics and an objection, and read before by Erin."""
    critic, erin = moderator("max"), person("erin")
    for n in range(essays):
        post = publish(person(f"author{n}"), f"Essay {n}", topics=f"all, t{n}")
        Visit.objects.create(user=erin, post=post, part=Visit.Part.THREAD, at=post.created_at)
        place(critic, answer(critic, post, "a) Some of them lean."))
    for url, asked in (("/", 6), ("/?sort=new", 6), ("/?tag=all", 7)):
        for who, more in ((None, 0), (erin, 8)):
            page_cache.clear()
            with django_assert_num_queries(asked + more, info=f"{url} by {who}"):
                assert browser_of(who).get(url).content.count(b"<h2>") == essays
