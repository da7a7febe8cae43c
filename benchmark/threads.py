"""A thread written in bulk: the same rows that so many replies one by one would leave."""

from dataclasses import dataclass, field
from random import Random

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from forum.actions.replies import Rendered
from forum.locks import lock_post
from forum.models import Post, Reply, ReplyRevision
from forum.text import RENDERER_VERSION

TOP_LEVEL = 0.3
DEEPEST = 11
BATCH = 500


@dataclass
class Node:
    """A reply's place in the thread that is to be written."""

    parent: "Node | None"
    children: list["Node"] = field(default_factory=list)
    tree_id: int = 0
    level: int = 0
    lft: int = 0
    rght: int = 0
    pk: int = 0


def grow(post: Post, *, writers: list[User], texts: list[Rendered], count: int) -> list[int]:
    """Add `count` replies to `post`, up to twelve levels deep; return their ids, parents first.

    Three of ten are top-level; an answer goes to anybody before it, so that early branches grow
    biggest. Must run in a transaction.
    """
    lock_post(viewer=post.author, post_id=post.pk)
    choose = Random(count)  # noqa: S311 (the same thread each time)
    nodes = _nodes(choose, count)
    _number([node for node in nodes if node.parent is None])
    for level in range(DEEPEST + 1):
        _write([n for n in nodes if n.level == level], post, writers, texts, choose)
    now = timezone.now()
    Post.objects.filter(pk=post.pk).update(reply_count=F("reply_count") + count, active_at=now)
    return [node.pk for node in nodes]


def _nodes(choose: Random, count: int) -> list[Node]:
    nodes: list[Node] = []
    for _ in range(count):
        parent = choose.choice(nodes) if nodes and choose.random() > TOP_LEVEL else None
        while parent is not None and parent.level >= DEEPEST:
            parent = parent.parent
        node = Node(parent, level=parent.level + 1 if parent else 0)
        if parent is not None:
            parent.children.append(node)
        nodes.append(node)
    return nodes


def _number(roots: list[Node]) -> None:
    tree_id = 0
    for root in roots:
        # Nobody else writes meanwhile: with no sequence, the next number is one more.
        tree_id = max(tree_id + 1, Reply.objects._get_next_tree_id())
        number, path = 1, [(root, iter(root.children))]
        root.lft, root.tree_id = number, tree_id
        while path:
            node, rest = path[-1]
            number += 1
            child = next(rest, None)
            if child is None:
                node.rght = number
                path.pop()
            else:
                child.lft, child.tree_id = number, tree_id
                path.append((child, iter(child.children)))


def _write(
    nodes: list[Node], post: Post, writers: list[User], texts: list[Rendered], choose: Random
) -> None:
    rendered = [choose.choice(texts) for _ in nodes]
    replies = [
        Reply(
            post=post,
            parent_id=node.parent.pk if node.parent else None,
            tree_id=node.tree_id,
            level=node.level,
            lft=node.lft,
            rght=node.rght,
            author=choose.choice(writers),
            body=text.source,
            html=text.html,
            html_version=RENDERER_VERSION,
        )
        for node, text in zip(nodes, rendered, strict=True)
    ]
    Reply.objects.bulk_create(replies, batch_size=BATCH)
    for node, text, reply in zip(nodes, rendered, replies, strict=True):
        node.pk = reply.pk
        reply.html = text.html.replace(text.placeholder, f"reply-{reply.pk}")
    Reply.objects.bulk_update(replies, ["html"], batch_size=100)
    ReplyRevision.objects.bulk_create(
        [ReplyRevision(reply=reply, number=1, body=reply.body) for reply in replies],
        batch_size=BATCH,
    )
