"""Moving, splitting and putting back, as a table of what is where."""

import pytest

from accounts.models import User
from critiques.check import findings
from forum.models import Post, Reply
from forum.treecheck import broken_trees
from moderation.actions.moving import move, split, unmove, unsplit
from tests.cast import answer, moderator, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def shape(post: Post) -> list[tuple]:
    """Return the thread of a post in reading order: who stands beneath whom, how deep."""
    rows = Reply.objects.filter(post=post).order_by("created_at", "tree_id", "lft")
    roots = [row for row in rows if row.parent_id is None]
    return [
        (each.pk, each.parent_id, each.level, each.state)
        for root in roots
        for each in root.get_descendants(include_self=True)
    ]


def sound() -> None:
    assert list(broken_trees()) == []
    assert list(findings()) == []


@pytest.fixture
def mina(db: None) -> User:
    return moderator()


@pytest.fixture
def two(db: None) -> tuple[Post, Post, dict[str, Reply]]:
    """Two essays; a thread of six beneath the first, one reply beneath the second."""
    alice, bob = person("alice"), person("bob")
    first, second = publish(alice, "One"), publish(alice, "Two")
    said = {"a": answer(bob, first, "a")}
    for name, above in [("b", "a"), ("c", "a"), ("d", "b"), ("e", "c"), ("f", "")]:
        said[name] = answer(bob, first, name, said.get(above))
    said["x"] = answer(bob, second, "x")
    return first, second, said


def test_a_branch_goes_and_comes_back(two, mina):
    first, second, r = two
    before = shape(first), shape(second)
    moved = move(
        moderator=mina, reply_id=r["b"].pk, post_id=second.pk, parent_id=r["x"].pk, reason="There"
    )
    sound()
    assert [row[0] for row in shape(second)] == [r["x"].pk, r["b"].pk, r["d"].pk]
    unmove(moderator=mina, entry=moved, reason="Back")
    sound()
    assert (shape(first), shape(second)) == before


def test_a_branch_becomes_an_essay_and_a_reply_again(two, mina):
    first, second, r = two
    before = shape(first)
    entry = split(moderator=mina, reply_id=r["a"].pk, title="Of its own", reason="Grew")
    sound()
    essay = entry.other_post
    assert [row[0] for row in shape(essay)] == [r[name].pk for name in "bdce"]
    assert essay.body == "a"
    unsplit(moderator=mina, entry=entry, reason="Back")
    sound()
    assert shape(first) == before
