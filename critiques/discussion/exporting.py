"""A discussion as its file: what somebody who is not signed in may read, and no more."""

import json
from collections import defaultdict
from typing import Any

from django.db.models import Q

from critiques.discussion.exporting_objections import (
    objection_items,
    readable_objections,
    time_of,
)
from critiques.discussion.rejoinder import FORMAT
from critiques.models import (
    PointsDecision,
    Round,
    Tag,
)
from critiques.words import Act
from forum.models import Post, Reply, State


def exported(post_id: int) -> str:
    """Return the file of a discussion, ending in a line end.

    A hidden or withdrawn reply stands in it without its text, where others have answered it or
    an objection was raised in it. Raises Post.DoesNotExist unless the post is public.
    """
    post = Post.objects.readable_by(None).get(pk=post_id)
    replies = _replies(post)
    names = {reply.pk: f"r{n}" for n, reply in enumerate(replies, 1)}
    readable = {reply.pk for reply in replies if reply.readable}
    objections = readable_objections(post)
    numbers = {objection.pk: objection.number for objection in objections}
    return (
        json.dumps(
            {
                "format": FORMAT,
                "post": _post(post),
                "rounds": [
                    {"number": each.number, "opened": time_of(each.opened_at)}
                    for each in Round.objects.filter(post=post)
                ],
                "replies": _reply_items(replies, names, readable, numbers),
                "objections": objection_items(objections, names, readable, numbers),
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _post(post: Post) -> dict[str, Any]:
    return {
        "title": post.title,
        "author": post.author.username,
        "body": post.body,
        "tags": sorted(post.topics.names()),
        "published": time_of(post.published_at),
        "locked": time_of(post.locked_at),
        "pinned": time_of(post.pinned_at),
        "revisions": [
            {
                "number": each.number,
                "title": each.title,
                "body": each.body,
                "created": time_of(each.created_at),
                "note": each.note,
                "substantive": each.substantive,
            }
            for each in post.revisions.all()
        ],
    }


def _replies(post: Post) -> list[Any]:
    known = Reply.objects.known_to(None).values("pk")
    raising = Tag.objects.filter(act=Act.RAISE, objection__number__isnull=False).values("reply")
    rows = list(
        Reply.objects.filter(Q(pk__in=known) | Q(pk__in=raising), post=post)
        .with_readable(None)
        .select_related("author")
        .order_by("tree_id", "lft")
    )
    begun = {row.tree_id: row.created_at for row in rows if row.parent_id is None}
    return sorted(rows, key=lambda row: (begun[row.tree_id], row.tree_id))


def _reply_items(
    replies: list[Any], names: dict[int, str], readable: set[int], numbers: dict[int, int]
) -> list[dict[str, Any]]:
    tags = defaultdict(list)
    for tag in Tag.objects.filter(reply__in=names).order_by("created_at", "pk"):
        if tag.objection_id in numbers and (tag.reply_id in readable or tag.act == Act.RAISE):
            tags[tag.reply_id].append(tag)
    others = set(
        PointsDecision.objects.filter(reply__in=names, other=True).values_list("reply", flat=True)
    )
    return [
        {
            "id": names[reply.pk],
            "parent": names[reply.parent_id] if reply.parent_id else None,
            "author": reply.author.username,
            "body": reply.body if reply.pk in readable else None,
            "created": time_of(reply.created_at),
            "edited": time_of(reply.edited_at) if reply.pk in readable else None,
            "state": _state(reply),
            "other": reply.pk in others,
            "tags": [
                {
                    "act": tag.act,
                    "objection": numbers[tag.objection_id],
                    "point": tag.point or None,
                    "created": time_of(tag.created_at),
                    "wording": tag.wording or None,
                }
                for tag in tags[reply.pk]
            ],
        }
        for reply in replies
    ]


def _state(reply: Reply) -> str:
    return State.HIDDEN if reply.state == State.AUTO_HIDDEN else reply.state
