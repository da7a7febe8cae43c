"""Numbering broken reply trees anew from `parent`, which is the truth."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Max

from forum.faults import StoredPlace, sequence_fault
from forum.locks import lock_post_for_repair
from forum.models import Reply
from forum.trees import go_on_after, numbered

BATCH = 500
# Standard SQL; UNION ends also where parents go round in a circle.
BRANCH = """
    WITH RECURSIVE branch(id) AS (
        SELECT id FROM forum_reply WHERE id = %s
        UNION SELECT child.id FROM forum_reply child JOIN branch ON child.parent_id = branch.id
    )
    SELECT id FROM branch
"""


def roots_of(tree_ids: Iterable[int]) -> tuple[list[int], list[int]]:
    """Return the top-level replies above all that carry these tree numbers, and the lost.

    Lost are replies whose parents lead to no top-level reply.
    """
    roots: dict[int, int | None] = {}
    for tree_id in tree_ids:
        parents = dict(Reply.objects.filter(tree_id=tree_id).values_list("pk", "parent_id"))
        for pk in list(parents):
            path: list[int] = []
            at: int | None = pk
            while at is not None and at not in roots:
                path.append(at)
                roots[at] = None  # until known; met again, it is a circle
                if at not in parents:
                    parents[at] = Reply.objects.values_list("parent_id", flat=True).get(pk=at)
                at = parents[at]
            top = path[-1] if at is None else roots[at]
            roots |= dict.fromkeys(path, top)
    tops = {top for top in roots.values() if top is not None}
    return sorted(tops), sorted(pk for pk, top in roots.items() if top is None)


def repair_tree(*, root_id: int) -> None:
    """Number the tree of a top-level reply anew, under its post's lock.

    Siblings keep the order of their old `lft`. Where an older root has the same tree number, this
    tree gets a new one. Nothing but MPTT's columns is written. Raises Reply.DoesNotExist.
    """
    with transaction.atomic():
        post_id = Reply.objects.values_list("post_id", flat=True).get(pk=root_id)
        lock_post_for_repair(post_id=post_id)
        nodes = _branch(root_id)
        tree_id = nodes[root_id].tree_id
        if Reply.objects.filter(parent=None, tree_id=tree_id, pk__lt=root_id).exists():
            (tree_id,) = Reply.objects.next_tree_ids(1)
        wrong = [node for node in _numbered(nodes, root_id, tree_id) if node != nodes[node.pk]]
        for node in wrong:
            place = node._asdict()
            pk = place.pop("pk")
            Reply.objects.filter(pk=pk).update(**place)


def repair_sequence() -> None:
    """Let the sequence of tree numbers, where the database has one, go on after the highest."""
    if sequence_fault():
        go_on_after(Reply.objects.aggregate(highest=Max("tree_id"))["highest"])


def _branch(root_id: int) -> dict[int, StoredPlace]:
    with connection.cursor() as cursor:
        cursor.execute(BRANCH, [root_id])
        ids = [row[0] for row in cursor.fetchall()]
    rows: list[tuple] = []
    for start in range(0, len(ids), BATCH):
        batch = Reply.objects.filter(pk__in=ids[start : start + BATCH])
        rows += batch.order_by().values_list(*StoredPlace._fields)
    return {node.pk: node for node in (StoredPlace(*row) for row in rows)}


def _numbered(nodes: dict[int, StoredPlace], root_id: int, tree_id: int) -> list[StoredPlace]:
    children = defaultdict(list)
    for node in sorted(nodes.values(), key=lambda node: (node.lft, node.pk)):
        children[node.parent_id].append(node.pk)
    return [
        nodes[pk]._replace(tree_id=tree_id, lft=lft, rght=rght, level=level)
        for pk, (lft, rght, level) in numbered(root_id, children).items()
    ]
