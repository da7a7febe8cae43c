"""What is gone leaves a tombstone only above what the viewer may know; else no trace."""

from itertools import product

import pytest
from django.db import connection
from django.db.models import F, Q

from forum.models import Post, Reply
from forum.states import TOMBSTONES
from forum.visibility import known_beneath
from tests.cast import answer, browser_of, moderator, person, publish
from tests.examples import examples
from threads.branches import CAP, LEVELS

pytestmark = pytest.mark.django_db

PUBLIC = {"reply_shown", "reply_made"}
UNSEEN = (*TOMBSTONES, "pending", "rejected")


@pytest.fixture(scope="module")
def made(kept_db: None) -> tuple:
    """The people, Alice's essay, and beneath it Bob's reply with one of Carol's."""
    named = {name: person(name) for name in ("alice", "bob", "carol", "dave")}
    people = named | {"mina": moderator(), "nobody": None}
    essay = publish(people["alice"])
    top = answer(people["bob"], essay, "Number 0.")
    return people, essay, [top, answer(people["carol"], essay, "Number 1.", top)]


@pytest.fixture
def people(anew):
    return anew[0]


@pytest.fixture
def essay(anew) -> Post:
    return anew[1]


@pytest.fixture
def replies(anew) -> list[Reply]:
    return anew[2]


def become(reply: Reply, state: str) -> None:
    Reply.objects.filter(pk=reply.pk).update(state=state)
    raise_version(reply.post_id)


def raise_version(post_id: int) -> None:
    """As every write does to a thread: what was printed of it is printed anew."""
    Post.objects.filter(pk=post_id).update(version=F("version") + 1)


def continue_to(length: int, people, essay: Post, replies: list[Reply]) -> None:
    """Add replies of Bob's and Carol's to the two, each beneath the one before."""
    for n in range(len(replies), length):
        writer = people["carol" if n % 2 else "bob"]
        replies.append(answer(writer, essay, f"Number {n}.", replies[-1]))


def seen(viewer, essay: Post, *replies: Reply) -> list[bool]:
    """Whether a viewer is told of each: by the questions, on its own page and in the thread."""
    client = browser_of(viewer)
    thread = client.get(essay.get_absolute_url()).content.decode()
    told = []
    for reply in replies:
        known = Reply.objects.known_to(viewer).filter(pk=reply.pk).exists()
        assert (client.get(reply.get_absolute_url()).status_code == 404) is not known
        assert (f'id="reply-{reply.pk}"' in thread) is known
        told.append(known)
    return told


@pytest.mark.parametrize(("above", "beneath"), list(product(TOMBSTONES, UNSEEN))[:: examples(5, 1)])
def test_security_49_a_tombstone_above_what_is_gone_is_none(people, essay, replies, above, beneath):
    top, leaf = replies
    become(top, above), become(leaf, beneath)
    for name in ("nobody", "dave", "alice"):
        assert seen(people[name], essay, top, leaf) == [False, False], name
    assert seen(people["mina"], essay, top) == [True]
    assert seen(people["carol"], essay, top, leaf) == [True, True]
    assert seen(people["bob"], essay, top, leaf) == [True, False], (
        "he knows it, not what is beneath"
    )


def test_tombstones_stand_down_to_the_last_reply_that_can_be_read(people, essay, replies):
    continue_to(5, people, essay, replies)
    become(replies[4], "hidden")
    for each in replies[:3]:
        become(each, "withdrawn")
    assert seen(None, essay, *replies) == [True] * 4 + [False]
    become(replies[3], "hidden")
    assert seen(None, essay, *replies) == [False] * 5


def test_what_stands_beside_a_branch_is_not_beneath_it(people, essay, replies):
    top, leaf = replies
    sibling = answer(people["dave"], essay, "Beside it.")
    beside = answer(people["dave"], essay, "Beside the leaf.", top)
    become(top, "hidden"), become(leaf, "hidden")
    assert seen(None, essay, top, leaf) == [True, False]
    become(beside, "withdrawn")
    assert seen(None, essay, sibling, top) == [True, False]


def test_the_place_of_an_essay_that_is_not_public_is_none(people, essay, replies):
    top, reply = replies
    split = {"title": "An essay now", "reason": "Long enough"}
    url = f"/replies/{reply.pk}/split/"
    assert browser_of(people["mina"]).post(url, split).status_code == 302
    become(top, "withdrawn")
    assert seen(None, essay, top, reply) == [True, True]
    Post.objects.filter(title="An essay now").update(state="hidden")
    raise_version(essay.pk)
    assert seen(None, essay, top, reply) == [False, False]
    assert seen(people["carol"], essay, reply) == [True], "it was hers"


@pytest.mark.parametrize("viewer", ["nobody", "dave"])
def test_no_link_leads_on_to_what_is_gone(people, essay, replies, viewer):
    continue_to(LEVELS + 1, people, essay, replies)
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
