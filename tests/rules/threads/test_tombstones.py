"""What is gone leaves a tombstone only above what the viewer may know; else no trace."""

from itertools import product

import pytest
from django.db import connection
from django.db.models import F, Q

from forum.models import Post, Reply
from forum.states import TOMBSTONES
from forum.visibility import known_beneath
from tests.cast import answer, browser_of, moderator, person, publish
from threads.branches import CAP, LEVELS

pytestmark = pytest.mark.django_db

PUBLIC = {"reply_shown", "reply_made"}
UNSEEN = (*TOMBSTONES, "pending", "rejected")


@pytest.fixture
def people():
    named = {name: person(name) for name in ("alice", "bob", "carol", "dave")}
    return named | {"mina": moderator(), "nobody": None}


@pytest.fixture
def essay(people) -> Post:
    return publish(people["alice"])


def become(reply: Reply, state: str) -> None:
    Reply.objects.filter(pk=reply.pk).update(state=state)
    raise_version(reply.post_id)


def raise_version(post_id: int) -> None:
    """As every write does to a thread: what was printed of it is printed anew."""
    Post.objects.filter(pk=post_id).update(version=F("version") + 1)


def chain(people, essay: Post, length: int) -> list[Reply]:
    """Replies of Bob's and Carol's, each beneath the one before."""
    found: list[Reply] = []
    for n in range(length):
        writer = people["carol" if n % 2 else "bob"]
        found.append(answer(writer, essay, f"Number {n}.", found[-1] if found else None))
    return found


def seen(viewer, essay: Post, reply: Reply) -> bool:
    """Whether a viewer is told of a reply: by the questions, on its own page and in the thread."""
    client = browser_of(viewer)
    known = Reply.objects.known_to(viewer).filter(pk=reply.pk).exists()
    assert (client.get(reply.get_absolute_url()).status_code == 404) is not known
    thread = client.get(essay.get_absolute_url()).content.decode()
    assert (f'id="reply-{reply.pk}"' in thread) is known
    return known


@pytest.mark.parametrize(("above", "beneath"), list(product(TOMBSTONES, UNSEEN)))
def test_security_49_a_tombstone_above_what_is_gone_is_none(people, essay, above, beneath):
    top, leaf = chain(people, essay, 2)
    become(top, above), become(leaf, beneath)
    for name in ("nobody", "dave", "alice"):
        assert not seen(people[name], essay, top), name
        assert not seen(people[name], essay, leaf), name
    for name in ("bob", "carol", "mina"):
        assert seen(people[name], essay, top), "they know it, or what is beneath it"
    assert seen(people["carol"], essay, leaf)
    assert not seen(people["bob"], essay, leaf)


def test_tombstones_stand_down_to_the_last_reply_that_can_be_read(people, essay):
    replies = chain(people, essay, 5)
    become(replies[4], "hidden")
    for each in replies[:3]:
        become(each, "withdrawn")
    assert [seen(None, essay, each) for each in replies] == [True] * 4 + [False]
    become(replies[3], "hidden")
    assert [seen(None, essay, each) for each in replies] == [False] * 5


def test_what_stands_beside_a_branch_is_not_beneath_it(people, essay):
    top, leaf = chain(people, essay, 2)
    sibling = answer(people["dave"], essay, "Beside it.")
    beside = answer(people["dave"], essay, "Beside the leaf.", top)
    become(top, "hidden"), become(leaf, "hidden")
    assert seen(None, essay, top) and not seen(None, essay, leaf)
    become(beside, "withdrawn")
    assert seen(None, essay, sibling) and not seen(None, essay, top)


def test_the_place_of_an_essay_that_is_not_public_is_none(people, essay):
    top, reply = chain(people, essay, 2)
    split = {"title": "An essay now", "reason": "Long enough"}
    url = f"/replies/{reply.pk}/split/"
    assert browser_of(people["mina"]).post(url, split).status_code == 302
    become(top, "withdrawn")
    assert seen(None, essay, top) and seen(None, essay, reply)
    Post.objects.filter(title="An essay now").update(state="hidden")
    raise_version(essay.pk)
    assert not seen(None, essay, top) and not seen(None, essay, reply)
    assert seen(people["carol"], essay, reply), "it was hers"


@pytest.mark.parametrize("viewer", ["nobody", "dave"])
def test_no_link_leads_on_to_what_is_gone(people, essay, viewer):
    replies = chain(people, essay, LEVELS + 1)
    deep = f"/replies/{replies[LEVELS - 1].pk}/"
    client = browser_of(people[viewer])

    def leads_on() -> bool:
        page = client.get(essay.get_absolute_url()).content.decode()
        return "Continue this thread" in page

    assert leads_on()
    become(replies[LEVELS], "hidden")
    assert client.get(deep).status_code == 200
    assert not leads_on()


def test_no_link_leads_to_the_rest_of_a_tree_that_is_gone(people, essay):
    top = answer(people["bob"], essay, "The first.")
    rest = Reply.objects.filter(tree_id=top.tree_id)
    Reply.objects.bulk_create(
        Reply(
            post=essay,
            parent=top,
            tree_id=top.tree_id,
            level=1,
            lft=2 * n,
            rght=2 * n + 1,
            author=people["bob"],
            body="More.",
            html="<p>More.</p>",
            html_version=1,
        )
        for n in range(1, CAP + 10)
    )
    rest.filter(pk=top.pk).update(rght=2 * CAP + 20)
    link = f"/replies/{top.pk}/?after={2 * CAP}"
    assert link in browser_of(None).get(essay.get_absolute_url()).content.decode()
    rest.filter(lft__gt=2 * CAP).update(state="hidden")
    raise_version(essay.pk)
    assert link not in browser_of(None).get(essay.get_absolute_url()).content.decode()
    assert link in browser_of(people["mina"]).get(essay.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("viewer", "indexes"),
    [
        ("nobody", {"reply_shown", "reply_made"}),
        ("bob", {"reply_shown", "reply_made", "reply_own"}),
    ],
)
def test_what_is_beneath_is_found_by_an_index(people, viewer, indexes):
    """However many replies a branch has, and however many of them are gone."""
    tombstones = Reply.objects.filter(Q(pk=1) & known_beneath(people[viewer]))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A table this small is read whole, and so is an index without figures of the table.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = tombstones.explain()
    assert {name for name in ("reply_shown", "reply_made", "reply_own") if name in plan} == indexes
    assert "lft" in plan
