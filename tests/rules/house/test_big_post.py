"""An essay with two hundred objections asks the database as often as one with twenty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from critiques.check import findings
from critiques.words import Status
from forum.models import Post
from moderation.models import Report
from tests.cast import browser_of, moderator, person
from tests.worlds.big_post import big_post
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/?sort=unanswered",
    "/posts/{post}/essay/",
    "/posts/{post}/essay/?sort=newest",
    "/posts/{post}/critique/",
    "/posts/{post}/critique/?since=2026-01-01",
    "/desk/?post={post}",
    "/posts/{post}/critique/placed/",
    "/posts/{post}/critique/inherited/",
    "/posts/{post}/objections/1/",
    "/posts/{post}/objections/6/",
    "/replies/{reply}/",
    "/replies/{reply}/points/",
    "/posts/{post}/reply/?parent={reply}",
    "/u/critic1/",
    "/u/alice/",
    "/moderation/",
]


@pytest.fixture
def viewers() -> dict[str, Client]:
    """The essay's author, one of its critics, a moderator, somebody else, and nobody."""
    people: list[User | None] = [person("alice"), person("critic1"), moderator(), person("erin")]
    return {user.username if user else "": browser_of(user) for user in [*people, None]}


def counted(viewers: dict[str, Client], post: Post) -> dict[tuple[str, str], int]:
    """Return how often each page asks the database, for each viewer who may read it."""
    reply = post.replies.get(tags__objection__number=1, tags__act="raise")
    counts = {}
    for page in PAGES:
        for name, client in viewers.items():
            page_cache.clear()
            with CaptureQueriesContext(connection) as queries:
                response = client.get(page.format(post=post.pk, reply=reply.pk))
            assert response.status_code < 500
            if response.status_code == 200:
                counts[page, name] = len(queries)
    return counts


@pytest.mark.long
def test_no_page_asks_more_of_a_big_essay(viewers: dict[str, Client]) -> None:
    small = counted(viewers, reported(big_post(20, 100)))
    big = counted(viewers, reported(big_post(200, 2_000)))
    assert big == small
    assert len(big) > 3 * len(PAGES), "the pages were really read"


def reported(post: Post) -> Post:
    """Let somebody report the reply that raised each of three objections."""
    for number in (1, 6, 11):
        reply = post.objections.get(number=number).raised_in
        Report.objects.create(post=post, reply=reply, reporter=post.author, reason="A reason.")
    return post


def test_it_holds_what_it_promises() -> None:
    post = big_post(40, 400)
    assert post.objections.count() == 40
    assert post.replies.filter(tags__isnull=False).distinct().count() == 400
    assert set(post.objections.values_list("status", flat=True)) == set(Status)
    assert post.objections.filter(main_count__gt=0).exists()
    assert list(findings()) == []
