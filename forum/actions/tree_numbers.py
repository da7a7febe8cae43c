"""MPTT's columns, written for whole branches: a few statements whatever the size."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import F

from forum.models import Reply
from forum.querysets import ReplyQuerySet

# Two parameters and a row of three numbers each; SQLite takes some 30,000 in a statement.
BATCH = 1_000
COLUMNS = ["post_id", "parent_id", "tree_id", "lft", "rght", "level"]


def branch_of(reply: Reply) -> ReplyQuerySet:
    """Return a reply and all beneath it."""
    return Reply.objects.filter(tree_id=reply.tree_id, lft__range=(reply.lft, reply.rght))


def uproot(reply: Reply, tree_id: int) -> None:
    """Make a branch a tree of its own, and close the gap that it leaves."""
    old, shift = reply.tree_id, reply.lft - 1
    gap, width = reply.rght, reply.rght - reply.lft + 1
    branch_of(reply).update(
        tree_id=tree_id,
        lft=F("lft") - shift,
        rght=F("rght") - shift,
        level=F("level") - reply.level,
    )
    shift_numbers(old, gap, -width)
    Reply.objects.filter(pk=reply.pk).update(parent=None)
    reply.refresh_from_db(fields=COLUMNS)


def plant(reply: Reply, parent: Reply, *, at: int) -> None:
    """Put a tree into the one of `parent`, so that it begins at the number `at`."""
    shift_numbers(parent.tree_id, at, reply.rght)
    branch_of(reply).update(
        tree_id=parent.tree_id,
        lft=F("lft") + at - 1,
        rght=F("rght") + at - 1,
        level=F("level") + parent.level + 1,
    )
    Reply.objects.filter(pk=reply.pk).update(parent=parent)
    reply.refresh_from_db(fields=COLUMNS)


def shift_numbers(tree_id: int, start: int, by: int) -> None:
    """Make room in a tree for `by` numbers from `start` on, or close so large a gap."""
    tree = Reply.objects.filter(tree_id=tree_id)
    tree.filter(lft__gte=start).update(lft=F("lft") + by)
    tree.filter(rght__gte=start).update(rght=F("rght") + by)


def run_with_rows(
    statement: str, rows: Sequence[tuple], value: int, *, first: bool = False
) -> None:
    """Run an update from rows of three numbers, of which there may be very many."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            numbers = [number for row in batch for number in row]
            sql = statement.format(", ".join(["(%s, %s, %s)"] * len(batch)))
            cursor.execute(sql, [value, *numbers] if first else [*numbers, value])
