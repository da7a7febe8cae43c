"""Moving replies with all beneath them, in MPTT's columns, a few statements whatever the size.

Every post that is named must be locked in the caller's transaction; counts are written anew.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.db.models.functions import Coalesce

from forum import signals
from forum.actions.states import count_anew
from forum.models import Post, Reply
from forum.querysets import ReplyQuerySet

# Two parameters and a row of three numbers each; SQLite takes some 30,000 in a statement.
BATCH = 1_000
COLUMNS = ["post_id", "parent_id", "tree_id", "lft", "rght", "level"]


class Place(NamedTuple):
    """Where a reply stands: beneath which, after which of its siblings, and in which tree."""

    parent_id: int | None
    after_id: int | None
    tree_id: int


def place_of(reply: Reply) -> Place:
    """Return where a reply stands now. One query."""
    before = Reply.objects.filter(parent=reply.parent_id, tree_id=reply.tree_id)
    sibling = before.filter(lft__lt=reply.lft).order_by("-lft") if reply.parent_id else None
    return Place(
        reply.parent_id,
        sibling.values_list("pk", flat=True).first() if sibling is not None else None,
        reply.tree_id,
    )


def branch_of(reply: Reply) -> ReplyQuerySet:
    """Return a reply and all beneath it."""
    return Reply.objects.filter(tree_id=reply.tree_id, lft__range=(reply.lft, reply.rght))


def move_reply(*, reply: Reply, post: Post, parent: Reply | None) -> None:
    """Put a reply, with all beneath it, last beneath `parent`, or on top of the thread of `post`.

    Raises ValidationError where `parent` is the reply itself or stands beneath it.
    """
    if parent is not None and branch_of(reply).filter(pk=parent.pk).exists():
        raise ValidationError("A reply can’t be moved beneath itself or a reply to it.")
    _uproot(reply, (Reply.objects.next_tree_ids(1))[0])
    if parent is not None:
        parent.refresh_from_db(fields=COLUMNS)
        _plant(reply, parent, at=parent.rght)
    _settle(reply, post, parent)


def move_back(*, reply: Reply, post: Post, place: Place) -> None:
    """Put a reply, with all beneath it, back to a place on `post` where it stood before.

    What has been written there since comes after it. Raises ValidationError (code `conflict`)
    where the reply that it stood beneath is elsewhere now.
    """
    parent = None
    if place.parent_id is not None:
        parent = Reply.objects.filter(post=post, pk=place.parent_id).first()
        if parent is None or branch_of(reply).filter(pk=parent.pk).exists():
            raise ValidationError(
                "What it stood beneath was moved since; take that back first.", code="conflict"
            )
    taken = Reply.objects.filter(tree_id=place.tree_id).exists()
    fresh = parent is not None or taken
    _uproot(reply, Reply.objects.next_tree_ids(1)[0] if fresh else place.tree_id)
    if parent is not None:
        parent.refresh_from_db(fields=COLUMNS)
        _plant(reply, parent, at=_right_after(parent, place.after_id))
    _settle(reply, post, parent)


def move_children(*, reply: Reply, post: Post) -> None:
    """Put everything beneath a reply on top of the thread of `post`, in its order."""
    children = list(Reply.objects.filter(parent=reply).order_by("lft").values_list("lft", "rght"))
    beneath = Reply.objects.filter(
        tree_id=reply.tree_id, lft__range=(reply.lft + 1, reply.rght - 1)
    )
    beneath.update(
        post=post, home=Coalesce("home", reply.post_id), level=F("level") - 1 - reply.level
    )
    trees = Reply.objects.next_tree_ids(len(children))
    shifts = [(lft, rght, tree) for (lft, rght), tree in zip(children, trees, strict=True)]
    _run(
        "UPDATE forum_reply SET tree_id = m.column3, lft = lft - m.column1 + 1, "
        "rght = rght - m.column1 + 1, "
        "parent_id = CASE WHEN lft = m.column1 THEN NULL ELSE parent_id END "
        "FROM (VALUES {}) AS m WHERE tree_id = %s AND lft BETWEEN m.column1 AND m.column2",
        shifts,
        reply.tree_id,
    )
    width = reply.rght - reply.lft - 1
    _shift(reply.tree_id, reply.rght, -width)
    reply.refresh_from_db(fields=COLUMNS)
    _tell(reply.post, post)


def gather(*, post: Post, beneath: Reply) -> None:
    """Put the whole thread of `post` beneath a reply of another, in its order: undoes the above."""
    roots = list(
        Reply.objects.filter(post=post, parent=None)
        .order_by("tree_id")
        .values_list("tree_id", "rght")
    )
    beneath.refresh_from_db(fields=COLUMNS)
    at, shifts = beneath.rght, []
    for tree, rght in roots:
        shifts.append((tree, at - 1, beneath.pk))
        at += rght
    _shift(beneath.tree_id, beneath.rght, at - beneath.rght)
    Reply.objects.filter(post=post).update(
        post=beneath.post_id, home=Coalesce("home", post.pk), level=F("level") + beneath.level + 1
    )
    _run(
        "UPDATE forum_reply SET tree_id = %s, lft = lft + m.column2, rght = rght + m.column2, "
        "parent_id = COALESCE(parent_id, m.column3) "
        "FROM (VALUES {}) AS m WHERE tree_id = m.column1",
        shifts,
        beneath.tree_id,
        first=True,
    )
    beneath.refresh_from_db(fields=COLUMNS)
    _tell(beneath.post, post)


def move_all(*, replies: ReplyQuerySet, source: Post, target: Post) -> None:
    """Put whole trees of `source` on top of the thread of `target`."""
    replies.update(post=target, home=Coalesce("home", source.pk))
    _tell(source, target)


def _uproot(reply: Reply, tree_id: int) -> None:
    """Make a branch a tree of its own, and close the gap that it leaves."""
    old, shift = reply.tree_id, reply.lft - 1
    gap, width = reply.rght, reply.rght - reply.lft + 1
    branch_of(reply).update(
        tree_id=tree_id,
        lft=F("lft") - shift,
        rght=F("rght") - shift,
        level=F("level") - reply.level,
    )
    _shift(old, gap, -width)
    Reply.objects.filter(pk=reply.pk).update(parent=None)
    reply.refresh_from_db(fields=COLUMNS)


def _plant(reply: Reply, parent: Reply, *, at: int) -> None:
    """Put a tree into the one of `parent`, so that it begins at the number `at`."""
    _shift(parent.tree_id, at, reply.rght)
    branch_of(reply).update(
        tree_id=parent.tree_id,
        lft=F("lft") + at - 1,
        rght=F("rght") + at - 1,
        level=F("level") + parent.level + 1,
    )
    Reply.objects.filter(pk=reply.pk).update(parent=parent)
    reply.refresh_from_db(fields=COLUMNS)


def _shift(tree_id: int, start: int, by: int) -> None:
    tree = Reply.objects.filter(tree_id=tree_id)
    tree.filter(lft__gte=start).update(lft=F("lft") + by)
    tree.filter(rght__gte=start).update(rght=F("rght") + by)


def _right_after(parent: Reply, sibling_id: int | None) -> int:
    """Return the number after a child of `parent`; first without one, last where it is gone."""
    if sibling_id is None:
        return parent.lft + 1
    found = Reply.objects.filter(parent=parent, pk=sibling_id).values_list("rght", flat=True)
    after = found.first()
    return parent.rght if after is None else after + 1


def _settle(reply: Reply, post: Post, parent: Reply | None) -> None:
    source = reply.post
    if source.pk != post.pk:
        branch_of(reply).update(post=post, home=Coalesce("home", source.pk))
    reply.post, reply.parent = post, parent
    _tell(source, post)


def _tell(*posts: Post) -> None:
    for post in {post.pk: post for post in posts}.values():
        count_anew(post)
        signals.replies_moved.send(Post, post=post)


def _run(statement: str, rows: Sequence[tuple], value: int, *, first: bool = False) -> None:
    """Run an update from rows of three numbers, of which there may be very many."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            numbers = [number for row in batch for number in row]
            sql = statement.format(", ".join(["(%s, %s, %s)"] * len(batch)))
            cursor.execute(sql, [value, *numbers] if first else [*numbers, value])
