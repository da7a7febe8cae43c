"""The replies of a discussion, for its file."""

from collections import defaultdict
from typing import Any

from critiques.discussion.moments import time_of
from critiques.models import FormerTag, PointsDecision, Tag
from forum.models import Post, Reply, State


def shown_replies(post: Post) -> list[Any]:
    """Return what the public sees of the thread, in tree order, each with `readable`.

    A tombstone is there for what can be read beneath it.
    """
    known = Reply.objects.filter(post=post, essay=None).known_to(None).with_readable(None)
    rows: list[Any] = list(known.select_related("author").order_by("tree_id", "lft"))
    needed: set[int | None] = set()
    for row in reversed(rows):
        # An imported tombstone that was restored has no text to read.
        row.readable = row.readable and row.body != ""
        if row.readable or row.pk in needed:
            needed |= {row.pk, row.parent_id}
    shown = [row for row in rows if row.pk in needed]
    begun = {row.tree_id: row.created_at for row in shown if row.parent_id is None}
    return sorted(shown, key=lambda row: (begun[row.tree_id], row.tree_id))


def reply_items(
    post: Post, replies: list[Any], names: dict[int, str], numbers: dict[int, int]
) -> list[dict[str, Any]]:
    """Return them for the file; `names` are their ids, `numbers` the objections’."""
    tags = defaultdict(list)
    for tag in Tag.objects.for_reading(None).filter(reply__post=post).order_by("created_at", "pk"):
        if tag.objection_id in numbers:
            tags[tag.reply_id].append(tag)
    former = defaultdict(list)
    for gone in FormerTag.objects.filter(reply__post=post).order_by("removed_at", "pk"):
        if gone.objection_id in numbers:
            former[gone.reply_id].append(gone)
    decided = PointsDecision.objects.filter(reply__post=post, other=True)
    others = set(decided.values_list("reply", flat=True))
    return [
        _item(reply, names, tags[reply.pk], numbers, other=reply.pk in others)
        | _former(former[reply.pk] if reply.readable else [], numbers)
        for reply in replies
    ]


def _item(
    reply: Any, names: dict[int, str], tags: list[Tag], numbers: dict[int, int], *, other: bool
) -> dict[str, Any]:
    readable = reply.readable
    return {
        "id": names[reply.pk],
        "parent": names[reply.parent_id] if reply.parent_id else None,
        "author": reply.author.username if readable else None,
        "body": reply.body if readable else None,
        "created": time_of(reply.created_at),
        "edited": time_of(reply.edited_at) if readable else None,
        "state": _state(reply),
        "other": readable and other,
        "tags": [
            {
                "act": tag.act,
                "objection": numbers[tag.objection_id],
                "point": tag.point or None,
                "created": time_of(tag.created_at),
                "wording": tag.readable_words or None,
            }
            for tag in tags
            if readable
        ],
    }


def _former(tags: list[FormerTag], numbers: dict[int, int]) -> dict[str, Any]:
    """Return what the history says of tags that were taken off: not in which words they were."""
    found = [
        {
            "act": tag.act,
            "objection": numbers[tag.objection_id],
            "point": tag.point or None,
            "created": time_of(tag.created_at),
            "removed": time_of(tag.removed_at),
        }
        for tag in tags
    ]
    return {"former_tags": found} if found else {}


def _state(reply: Any) -> str:
    if reply.readable:
        return State.VISIBLE
    return State.WITHDRAWN if reply.state == State.WITHDRAWN else State.HIDDEN
