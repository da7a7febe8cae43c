"""Whether what is stored for speed is so: MPTT's numbers of trees, and counts of votes."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from forum.models import Post, Reply, Vote
from forum.models.votes import top_moment
from forum.trees import next_number


class StoredPlace(NamedTuple):
    """A reply's place, as it is stored."""

    pk: int
    parent_id: int | None
    post_id: int
    tree_id: int
    level: int
    lft: int
    rght: int


class Broken(NamedTuple):
    """A tree number whose rows are not one sound tree, and the first thing wrong."""

    tree_id: int
    post_id: int
    what: str

    def __str__(self) -> str:
        return f"Tree {self.tree_id} of post {self.post_id}: {self.what}"


def broken_trees() -> Iterator[Broken]:
    """Yield what is wrong, one for each tree number, in their order.

    One query, streamed: memory grows with the depth of a tree, not with their number or size.
    """
    rows = Reply.objects.order_by("tree_id", "lft", "pk").values_list(*StoredPlace._fields)
    nodes = (StoredPlace(*row) for row in rows.iterator(chunk_size=5_000))
    for _, tree in groupby(nodes, key=attrgetter("tree_id")):
        broken = _broken(tree)
        if broken is not None:
            yield broken


def sequence_fault() -> str | None:
    """Return what is wrong with the sequence of tree numbers, if anything (and any sequence)."""
    highest = Reply.objects.aggregate(highest=Max("tree_id"))["highest"] or 0
    upcoming = next_number()
    if upcoming is None or upcoming > highest:
        return None
    return f"Tree numbers: the sequence gives {upcoming} next, but {highest} is taken."


def _broken(tree: Iterator[StoredPlace]) -> Broken | None:
    first = next(tree)
    what = _fault(first, tree)
    return Broken(first.tree_id, first.post_id, what) if what else None


def _fault(root: StoredPlace, others: Iterable[StoredPlace]) -> str | None:
    """Return the first thing wrong with a tree whose rows come in the order of `lft`.

    The rows are walked as brackets: each `lft` and `rght` must be the next number.
    """
    if root.parent_id is not None:
        return f"reply {root.pk} comes first but has a parent, reply {root.parent_id}"
    if (root.lft, root.level) != (1, 0):
        return f"its root, reply {root.pk}, has lft {root.lft} and level {root.level}"
    path, number = [root], 2
    for node in others:
        while path and path[-1].rght < node.lft:
            if path[-1].rght != number:
                return f"reply {path[-1].pk} has rght {path[-1].rght}, not {number}"
            path.pop()
            number += 1
        if node.parent_id is None:
            return f"reply {node.pk} is a root like reply {root.pk}"
        if not path or path[-1].pk != node.parent_id:
            return f"reply {node.pk} does not stand within its parent, reply {node.parent_id}"
        if node.post_id != root.post_id:
            return f"reply {node.pk} is of post {node.post_id}"
        if node.lft != number:
            return f"reply {node.pk} has lft {node.lft}, not {number}"
        if node.level != len(path):
            return f"reply {node.pk} has level {node.level}, not {len(path)}"
        path.append(node)
        number += 1
    for node in reversed(path):
        if node.rght != number:
            return f"reply {node.pk} has rght {node.rght}, not {number}"
        number += 1
    return None


class Miscount(NamedTuple):
    """A text whose count is not that of its votes, or an essay that stands elsewhere in the list
    than they put it."""

    post_id: int
    reply_id: int | None
    stored: int
    votes: int

    def __str__(self) -> str:
        where = f"Reply {self.reply_id}" if self.reply_id else f"Post {self.post_id}"
        return f"{where}: {self.stored} counted, {self.votes} votes, or not in its place"


def miscounts() -> Iterator[Miscount]:
    """Yield each. Two queries; of replies none is in memory that is right."""
    for reply in _with_votes(Reply, "reply", "post").exclude(votes=F("found")):
        yield Miscount(reply.post_id, reply.pk, reply.votes, reply.found)
    for post in _with_votes(Post, "post", "top_at", "published_at").iterator():
        placed = top_moment(post.published_at, post.found) if post.published_at else post.top_at
        if (post.votes, post.top_at) != (post.found, placed):
            yield Miscount(post.pk, None, post.votes, post.found)


def _with_votes(model: Any, name: str, *columns: str) -> QuerySet:
    votes = Vote.objects.filter(**{name: OuterRef("pk")}).order_by().values(name)
    count = Subquery(votes.annotate(n=Count("pk")).values("n"))
    return model.objects.annotate(found=Coalesce(count, 0)).only("votes", *columns).order_by("pk")
