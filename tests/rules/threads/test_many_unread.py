"""Five hundred unread replies among ten thousand ask the database no more than ten among forty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from forum.models import Post, Reply, Visit
from forum.text import RENDERER_VERSION
from tests.cast import browser_of, person, publish, text_of
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

# Each branch of the thread is so many replies, each to the one before: more than a page has levels.
CHAIN = 20
PAGES = (
    "{essay}",
    "{essay}?sort=newest",
    "{essay}?sort=discussed",
    "/posts/{post}/arrivals/?after=1",
    "/replies/{last}/",
    "/u/alice/",
    "/",
)


def discussed(author: User, writer: User, reader: User, *, replies: int, unread: int) -> Post:
    """Return an essay with so many replies, of which the reader has not seen the latest."""
    post = publish(author)
    start, above = post.published_at, [None] * (replies // CHAIN)
    trees = list(Reply.objects.next_tree_ids(len(above)))
    for level in range(CHAIN):
        made = [
            Reply(
                post=post,
                parent=parent,
                author=writer,
                body="A reply.",
                html="<p>A reply.</p>",
                html_version=RENDERER_VERSION,
                created_at=start + timedelta(seconds=n * CHAIN + level),
                state_at=start + timedelta(seconds=n * CHAIN + level),
                tree_id=trees[n],
                level=level,
                lft=level + 1,
                rght=2 * CHAIN - level,
            )
            for n, parent in enumerate(above)
        ]
        above = Reply.objects.bulk_create(made, batch_size=500)
    Post.objects.filter(pk=post.pk).update(reply_count=replies)
    read = start + timedelta(seconds=replies - unread - 1)
    Visit.objects.create(
        post=post, user=reader, part=Visit.Part.THREAD, at=read, before=read, seen_at=start
    )
    return post


def test_what_is_unread_costs_as_many_queries_in_a_long_thread() -> None:
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    reader, asked = browser_of(bob), []
    for replies, unread in ((40, 10), (10_000, 500)):
        post = discussed(alice, carol, bob, replies=replies, unread=unread)
        last, counts = post.replies.latest("state_at").pk, {}
        for page in PAGES:
            page_cache.clear()
            url = page.format(essay=post.get_absolute_url(), post=post.pk, last=last)
            with CaptureQueriesContext(connection) as queries:
                response = reader.get(url)
            counts[page] = len(queries)
            if page.startswith("{essay}"):
                assert f"{unread} new replies" in text_of(response), page
                if page.endswith("newest"):
                    assert "beneath Carol’s reply 8 new" in text_of(response)
        assert f"{replies} replies {unread} new" in text_of(response)
        asked.append(counts)
    assert asked[0] == asked[1]
