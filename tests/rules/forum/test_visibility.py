"""Who may know of a post or a reply, and who may read it, in each state: as a plain table."""

import pytest
from django.db import connection

from forum.models import Post, Reply, State
from tests.cast import answer, browser_of, moderator, person, publish
from tests.examples import LONG

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

# What each viewer gets: R reads it, T sees a tombstone, - is told that there is no such thing.
#                           anonymous, member, author, moderator, admin
POSTS = {
    ("draft", "answered"): "--R--",
    ("draft", "alone"): "--R--",
    ("pending", "answered"): "--RRR",
    ("pending", "alone"): "--RRR",
    ("visible", "answered"): "RRRRR",
    ("visible", "alone"): "RRRRR",
    ("auto_hidden", "answered"): "--RRR",
    ("auto_hidden", "alone"): "--RRR",
    ("hidden", "answered"): "--RRR",
    ("hidden", "alone"): "--RRR",
    ("rejected", "answered"): "--RRR",
    ("rejected", "alone"): "--RRR",
    ("withdrawn", "answered"): "TTRRR",
    ("withdrawn", "alone"): "--RRR",
    ("purged", "answered"): "TTTTT",
    ("purged", "alone"): "--TTT",
}
POST_VIEWERS = ("anonymous", "member", "author", "moderator", "admin")
# Under a visible post: anonymous, member, writer, author of the essay, moderator, admin
REPLIES = {
    ("pending", "answered"): "--R-RR",
    ("pending", "alone"): "--R-RR",
    ("visible", "answered"): "RRRRRR",
    ("visible", "alone"): "RRRRRR",
    ("auto_hidden", "answered"): "TTRTRR",
    ("auto_hidden", "alone"): "--R-RR",
    ("hidden", "answered"): "TTRTRR",
    ("hidden", "alone"): "--R-RR",
    ("rejected", "answered"): "--R-RR",
    ("rejected", "alone"): "--R-RR",
    ("withdrawn", "answered"): "TTRTRR",
    ("withdrawn", "alone"): "--R-RR",
    ("purged", "answered"): "TTTTTT",
    ("purged", "alone"): "--T-TT",
}
# A visible reply under a post that is not.
UNDER = {
    "draft": "---R--",
    "pending": "---RRR",
    "visible": "RRRRRR",
    "auto_hidden": "---RRR",
    "hidden": "---RRR",
    "rejected": "---RRR",
    "withdrawn": "RRRRRR",
    "purged": "RRRRRR",
}
REPLY_VIEWERS = ("anonymous", "member", "writer", "author", "moderator", "admin")
# What follows from the two questions is the same on every database.
OVER_HTTP = LONG or connection.vendor == "sqlite"
BODY = "Words that only some may read."


@pytest.fixture
def people():
    everybody = {name: person(name) for name in ("member", "writer", "author")}
    everybody["moderator"] = moderator("moderator")
    everybody["admin"] = person("admin", role="admin")
    return everybody | {"anonymous": None}


def seen(viewer, url: str) -> str:
    """What a viewer gets over HTTP, as a letter of the tables."""
    response = browser_of(viewer).get(url, follow=True)
    if response.status_code == 404:
        assert BODY not in response.content.decode()
        return "-"
    assert response.status_code == 200, url
    return "R" if BODY in response.content.decode() else "T"


def asked(manager, viewer, pk: int) -> str:
    """What the two questions of visibility say, as a letter of the tables."""
    known = manager.known_to(viewer).filter(pk=pk)
    readable = manager.readable_by(viewer).filter(pk=pk).exists()
    if not known.exists():
        assert not readable, "what is readable is known"
        return "-"
    assert known.with_readable(viewer).get().readable is readable
    return "R" if readable else "T"


def test_the_tables_know_every_state():
    states = set(State.values)
    assert {state for state, _ in POSTS} == set(UNDER) == states
    assert {state for state, _ in REPLIES} == states - {"draft"}


@pytest.mark.parametrize(("state", "thread"), POSTS)
def test_posts(state, thread, people):
    post = publish(people["author"], body=BODY)
    if thread == "answered":
        answer(people["writer"], post, "An answer.")
    Post.objects.filter(pk=post.pk).update(state=state)
    viewers = [people[name] for name in POST_VIEWERS]
    assert "".join(asked(Post.objects, each, post.pk) for each in viewers) == POSTS[state, thread]
    if OVER_HTTP:
        url = f"/posts/{post.pk}/"
        assert "".join(seen(each, url) for each in viewers) == POSTS[state, thread]


@pytest.mark.parametrize(("state", "thread"), REPLIES)
def test_replies(state, thread, people):
    post = publish(people["author"])
    reply = answer(people["writer"], post, BODY)
    if thread == "answered":
        answer(people["author"], post, "An answer.", reply)
    Reply.objects.filter(pk=reply.pk).update(state=state)
    expected = REPLIES[state, thread]
    viewers = [people[name] for name in REPLY_VIEWERS]
    assert "".join(asked(Reply.objects, each, reply.pk) for each in viewers) == expected
    if not OVER_HTTP:
        return
    assert "".join(seen(each, f"/replies/{reply.pk}/") for each in viewers) == expected
    # In the thread, and only there, what nobody may know of is simply not shown.
    for viewer, letter in zip(viewers, expected, strict=True):
        page = browser_of(viewer).get(post.get_absolute_url()).content.decode()
        assert (BODY in page) is (letter == "R")
        assert (f'id="reply-{reply.pk}"' in page) is (letter != "-")


@pytest.mark.parametrize("state", UNDER)
def test_replies_under_what_is_not_public(state, people):
    post = publish(people["author"])
    reply = answer(people["writer"], post, BODY)
    Post.objects.filter(pk=post.pk).update(state=state)
    viewers = [people[name] for name in REPLY_VIEWERS]
    assert "".join(asked(Reply.objects, each, reply.pk) for each in viewers) == UNDER[state]
    if OVER_HTTP:
        assert "".join(seen(each, f"/replies/{reply.pk}/") for each in viewers) == UNDER[state]
