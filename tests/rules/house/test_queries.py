"""Every page asks the database as often for a long thread as for a short one."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from forum.actions.posts import publish, save_draft
from forum.models import Post, Visit
from tests.cast import browser_of, person
from tests.examples import examples
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

# Page, then queries for the public and for somebody who is signed in.
PAGES = {
    "/": (6, 10),
    "/topics/": (2, 5),
    "/topics/ai/": (6, 11),
    "/?sort=top": (6, 10),
    "/posts/{post}/essay/": (12, 16),
    "/posts/{post}/essay/?sort=newest": (12, 16),
    "/posts/{post}/essay/?sort=discussed": (12, 16),
    "/posts/{post}/essay/?sort=top": (11, 15),
    "/posts/{post}/critique/": (23, 26),
    "/posts/{post}/critique/placed/": (6, 9),
    "/posts/{post}/objections/1/": (23, 27),
    "/replies/{reply}/": (12, 17),
    "/u/bob/": (5, 9),
    "/u/bob/card/": (3, 5),
    "/topics/ai/card/": (2, 4),
    "/feeds/posts/": (4, 6),
    "/feeds/posts/{post}/": (7, 9),
    "/feeds/posts/{post}/critique/": (16, 18),
    "/feeds/tags/ai/": (5, 7),
    "/feeds/u/bob/": (4, 6),
}


def thread(replies: int) -> Post:
    """An essay with that many replies by three people, a third of them raising objections."""
    author = person("alice")
    writers = [person(name) for name in ("bob", "carol", "dave")]
    post = publish(
        author=author,
        post_id=save_draft(author=author, title="Essay", body="Text.", topics=["ai"]).pk,
    )
    made: list[int] = []
    for n in range(replies):
        parent = made[n // 2] if n % 3 else None
        choices = [Choice("new", claim=f"Claim {n}")] if n % 3 == 0 else []
        reply = reply_with_tags(
            author=writers[(n // 3 + n) % 3],
            post_id=post.pk,
            parent_id=parent,
            body=f"Reply {n}.",
            choices=choices,
        )
        made.append(reply.pk)
    return post


@pytest.mark.parametrize("replies", [3, examples(60, 300)])
def test_queries_do_not_grow(replies: int, django_assert_num_queries: Callable) -> None:
    """Posting asks as often too, beside what limits count."""
    post, erin = thread(replies), browser_of(person("erin"))
    reply = post.replies.earliest("pk")
    for path, counts in PAGES.items():
        url = path.format(post=post.pk, reply=reply.pk)
        for client, count in zip((Client(), erin), counts, strict=True):
            page_cache.clear()
            with django_assert_num_queries(count, info=f"{url} with {replies} replies"):
                assert client.get(url).status_code == 200
    # What is new to a returning reader takes one question more than what nobody kept, however much.
    frank = person("frank")
    Visit.objects.create(user=frank, post=post, part=Visit.Part.THREAD, at=post.created_at)
    reader = browser_of(frank)
    with django_assert_num_queries(17):
        page = reader.get(post.get_absolute_url()).content.decode()
    assert f"{replies} new replies" in page
    # What is answered is read under the lock in one question, a reply or the essay.
    answered = post.replies.filter(parent=None).latest("pk").pk
    # The essay is followed by whoever writes in it first.
    for parent, followed in (("", 1), (answered, 0)):
        sent = {"body": "One thing more.", "parent": parent, "token": str(uuid.uuid4())}
        begin_and_end = 2  # a savepoint of the test's own transaction
        noted = 1  # that it happened, whoever is to be told
        index = 1  # its words, for the search
        with django_assert_num_queries(10 + noted + index + followed + begin_and_end):
            assert erin.post(f"/posts/{post.pk}/reply/", sent).status_code == 302


def test_a_thread_is_printed_once_for_all_who_see_the_same(
    django_assert_num_queries: Callable,
) -> None:
    post, erin = thread(3), browser_of(person("erin"))
    Client().get(post.get_absolute_url())
    with django_assert_num_queries(1):
        before = Client().get(post.get_absolute_url()).content
    with django_assert_num_queries(5):
        assert erin.get(post.get_absolute_url()).status_code == 200
    reply_with_tags(
        author=post.author, post_id=post.pk, parent_id=None, body="A new one.", choices=[]
    )
    after = Client().get(post.get_absolute_url()).content
    assert b"A new one." in after and b"A new one." not in before
