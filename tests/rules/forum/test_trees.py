"""The reply trees: what is broken is found, and mended from the parents alone."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.actions.repair import repair_tree
from forum.actions.replies import post_reply
from forum.faults import broken_trees
from forum.models import Post, Reply
from tests.cast import person, publish
from tests.examples import examples

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
COLUMNS = ["lft", "rght", "level", "tree_id"]


@pytest.fixture
def post(db: None) -> Post:
    return publish(person("alice"))


def grow(post: Post, parents: list[int | None]) -> list[Reply]:
    """Post a reply for each item; it says which earlier one is its parent."""
    made: list[Reply] = []
    for parent in parents:
        above = made[parent % len(made)].pk if made and parent is not None else None
        made.append(
            post_reply(author=post.author, post_id=post.pk, parent_id=above, body="A reply.")
        )
    return made


def check(*arguments: str) -> tuple[int, str]:
    """Run the command; return its exit code and what it printed."""
    out = StringIO()
    try:
        call_command("check_trees", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def places() -> list[tuple[Any, ...]]:
    return list(Reply.objects.order_by("pk").values_list("pk", "post_id", "parent_id", *COLUMNS))


def parents() -> dict[int, int | None]:
    return dict(Reply.objects.values_list("pk", "parent_id"))


def test_sound_trees_are_left_alone(post: Post) -> None:
    grow(post, [None, 0, 1, 0, None, 4])
    before = places()
    assert check("--repair") == (0, "All reply trees are sound.\n")
    assert places() == before


@pytest.mark.parametrize(
    ("which", "column", "value"),
    [
        (0, "lft", 2),
        (0, "rght", 9),
        (0, "level", 1),
        (1, "lft", 7),
        (1, "rght", 2),
        (1, "level", 0),
        (2, "level", 7),
        (3, "tree_id", 9_999),
        (3, "lft", 100),
        (3, "rght", 100),
        (0, "tree_id", 9_999),
    ],
)
def test_each_column_is_compared(post: Post, which: int, column: str, value: int) -> None:
    made = grow(post, [None, 0, 1, 0])
    sound = places()
    Reply.objects.filter(pk=made[which].pk).update(**{column: value})
    code, said = check()
    assert code == 1 and f"of post {post.pk}:" in said
    assert places() != sound, "without --repair nothing is written"
    assert check("--repair")[0] == 0
    assert check()[0] == 0
    if column in ("rght", "level"):
        assert places() == sound


def test_one_line_for_each_broken_tree(post: Post) -> None:
    first, _, second, _, third = grow(post, [None, 0, None, 2, None])
    Reply.objects.filter(tree_id__in=[first.tree_id, second.tree_id]).update(level=3)
    lines = check()[1].splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["Tree", str(first.tree_id)],
        ["Tree", str(second.tree_id)],
    ]
    assert third.tree_id not in [broken.tree_id for broken in broken_trees()]


def test_repair_touches_broken_trees_alone(post: Post) -> None:
    made = grow(post, [None, 0, None, 2])
    Reply.objects.filter(pk=made[1].pk).update(level=5)
    before = {row[0]: row for row in places()}
    assert check("--repair")[0] == 0
    changed = [row[0] for row in places() if row != before[row[0]]]
    assert changed == [made[1].pk]


def test_roots_that_share_a_number_are_parted(post: Post) -> None:
    other = publish(post.author, title="Another essay")
    mine, theirs = grow(post, [None, 0]), grow(other, [None, 0, 0])
    Reply.objects.filter(pk__in=[each.pk for each in theirs]).update(tree_id=mine[0].tree_id)
    assert check()[0] == 1
    assert check("--repair")[0] == 0
    assert Reply.objects.get(pk=mine[1].pk).tree_id == mine[0].tree_id
    [number] = set(Reply.objects.filter(post=other).values_list("tree_id", flat=True))
    assert number != mine[0].tree_id
    assert grow(post, [None])[0].tree_id > number


def test_siblings_keep_their_order(post: Post) -> None:
    root, *children = grow(post, [None, 0, 0, 0])
    backwards = [child.pk for child in reversed(children)]
    for place, pk in enumerate(backwards):
        Reply.objects.filter(pk=pk).update(lft=10 * place + 5)
    assert check("--repair")[0] == 0
    in_order = Reply.objects.filter(parent=root).order_by("lft").values_list("pk", flat=True)
    assert list(in_order) == backwards


def test_a_chain_of_two_thousand(post: Post) -> None:
    [root] = grow(post, [None])
    chain = [
        Reply(
            pk=root.pk + n,
            post=post,
            parent_id=root.pk + n - 1,
            author=post.author,
            html_version=1,
            tree_id=root.tree_id,
            lft=1,
            rght=2,
            level=0,
        )
        for n in range(1, 2_001)
    ]
    super(type(Reply.objects.all()), Reply.objects.all()).bulk_create(chain, batch_size=500)
    repair_tree(root_id=root.pk)
    assert list(broken_trees()) == []
    last = Reply.objects.get(pk=root.pk + 2_000)
    assert (last.level, last.lft, last.rght) == (2_000, 2_001, 2_002)


def test_parents_in_a_circle_are_named_and_left(post: Post) -> None:
    made = grow(post, [None, 0, 1, None])
    Reply.objects.filter(pk=made[1].pk).update(parent=made[2].pk)
    before = parents()
    code, said = check("--repair")
    assert code == 1
    for lost in made[1:3]:
        assert f"Reply {lost.pk}: its parents lead to no top-level reply." in said
    assert f"{made[3].tree_id} of" not in said
    assert parents() == before


def test_a_reply_of_another_post_than_its_parent_is_found(post: Post) -> None:
    other = publish(post.author, title="Another essay")
    made = grow(post, [None, 0])
    Reply.objects.filter(pk=made[1].pk).update(post=other)
    code, said = check("--repair")
    assert code == 1 and f"reply {made[1].pk} is of post {other.pk}" in said


def test_the_sequence_goes_on_after_the_highest(post: Post) -> None:
    [reply] = grow(post, [None])
    Reply.objects.filter(pk=reply.pk).update(tree_id=reply.tree_id + 1_000)
    code, said = check()
    # SQLite has no sequence: the next number is one more than the highest.
    assert code == (connection.vendor == "postgresql")
    assert said.startswith("Tree numbers: the sequence gives" if code else "All reply trees")
    assert check("--repair")[0] == 0
    assert grow(post, [None])[0].tree_id == reply.tree_id + 1_001


SHAPES = st.lists(st.none() | st.integers(0, 30), min_size=1, max_size=15)
DAMAGE = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(COLUMNS), st.integers(1, 40)), max_size=8
)


@settings(
    max_examples=examples(25, 60),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(shape=SHAPES, damage=DAMAGE)
def test_whatever_is_damaged_is_found_and_mended(post: Post, shape: list, damage: list) -> None:
    with transaction.atomic():
        made = grow(post, shape)
        assert sound() and check()[0] == 0
        truth = parents()
        for which, column, value in damage:
            Reply.objects.filter(pk=made[which % len(made)].pk).update(**{column: value})
        assert check()[0] == (0 if sound() else 1)
        assert check("--repair")[0] == 0
        assert sound() and check()[0] == 0
        assert parents() == truth
        transaction.set_rollback(True)


def sound() -> bool:
    """Say the same as the checker, from the definition and without its walk."""
    nodes = {reply.pk: reply for reply in Reply.objects.order_by()}
    above = {pk: _above(nodes, pk) for pk in nodes}
    for pk, node in nodes.items():
        tree = [other for other in nodes.values() if other.tree_id == node.tree_id]
        family = [other for other in nodes.values() if above[other.pk][-1] == above[pk][-1]]
        below = [other for other in nodes.values() if pk in above[other.pk]]
        if tree != family or node.level != len(above[pk]) - 1:
            return False
        if node.rght - node.lft + 1 != 2 * len(below):
            return False
        if any(other.lft < node.lft or other.rght > node.rght for other in below):
            return False
        ends = sorted(end for other in tree for end in (other.lft, other.rght))
        if ends != list(range(1, 2 * len(tree) + 1)):
            return False
    return True


def _above(nodes: dict[int, Reply], pk: int) -> list[int]:
    """Return the reply, its parent, and so on up to the top-level one."""
    path = [pk]
    while nodes[path[-1]].parent_id is not None:
        path.append(nodes[path[-1]].parent_id)
    return path
