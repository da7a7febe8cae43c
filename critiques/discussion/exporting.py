"""A discussion as its file: what somebody who is not signed in may read, and no more."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from critiques.cards import readable_claim
from critiques.discussion.rejoinder import FORMAT
from critiques.models import (
    Holder,
    HolderEvent,
    Objection,
    PointsDecision,
    Position,
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
    objections = _objections(post)
    numbers = {objection.pk: objection.number for objection in objections}
    return (
        json.dumps(
            {
                "format": FORMAT,
                "post": _post(post),
                "rounds": [
                    {"number": each.number, "opened": _time(each.opened_at)}
                    for each in Round.objects.filter(post=post)
                ],
                "replies": _reply_items(replies, names, readable, numbers),
                "objections": _objection_items(post, objections, names, readable, numbers),
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
        "published": _time(post.published_at),
        "locked": _time(post.locked_at),
        "pinned": _time(post.pinned_at),
        "revisions": [
            {
                "number": each.number,
                "title": each.title,
                "body": each.body,
                "created": _time(each.created_at),
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
            "created": _time(reply.created_at),
            "edited": _time(reply.edited_at) if reply.pk in readable else None,
            "state": _state(reply),
            "other": reply.pk in others,
            "tags": [
                {
                    "act": tag.act,
                    "objection": numbers[tag.objection_id],
                    "point": tag.point or None,
                    "created": _time(tag.created_at),
                    "wording": tag.wording or None,
                }
                for tag in tags[reply.pk]
            ],
        }
        for reply in replies
    ]


def _objections(post: Post) -> list[Any]:
    found = Objection.objects.filter(post=post).known_to(None).for_reading(None)
    return list(
        found.select_related("merged_into").prefetch_related("similar_to").order_by("number")
    )


def _objection_items(
    post: Post,
    objections: list[Any],
    names: dict[int, str],
    readable: set[int],
    numbers: dict[int, int],
) -> list[dict[str, Any]]:
    events, mains, positions = defaultdict(list), defaultdict(list), defaultdict(list)
    said = HolderEvent.objects.filter(objection__in=numbers).select_related("user")
    for event in said.order_by("created_at", "pk"):
        events[event.objection_id].append(event)
    holders = Holder.objects.filter(objection__in=numbers, is_main=True).select_related("user")
    for holder in holders.order_by("since", "pk"):
        mains[holder.objection_id].append(holder.user.username)
    words = Position.objects.filter(objection__in=numbers)
    for position in words.order_by("created_at", "pk"):
        if position.reply_id is None or position.reply_id in readable:
            positions[position.objection_id].append(position)
    items = []
    for each in objections:
        claim = readable_claim(each, None)
        items.append(
            {
                "number": each.number,
                "kind": each.kind,
                "round": each.round,
                "letter": each.letter,
                "claim": claim,
                "created": _time(each.created_at),
                "raised_in": names[each.raised_in_id],
                "status": each.status,
                "merged_into": each.merged_into.number if each.merged_into else None,
                "struck": {"at": _time(each.struck_at), "reason": each.struck_reason}
                if each.struck_at
                else None,
                "similar_to": sorted(numbers[o.pk] for o in each.similar_to.all()),
                "passage": _passage(each) if claim is not None else None,
                "events": [
                    {
                        "user": event.user.username,
                        "event": event.event,
                        "created": _time(event.created_at),
                        "reply": names.get(event.reply_id)
                        if _told(event, each, readable)
                        else None,
                    }
                    for event in events[each.pk]
                ],
                "main_of": mains[each.pk],
                "positions": [
                    {
                        "position": position.position,
                        "reply": names.get(position.reply_id) if position.reply_id else None,
                        "text": position.text,
                        "created": _time(position.created_at),
                    }
                    for position in positions[each.pk]
                ],
            }
        )
    return items


def _told(event: HolderEvent, objection: Objection, readable: set[int]) -> bool:
    return event.reply_id in readable or event.reply_id == objection.raised_in_id


def _passage(objection: Objection) -> dict[str, Any] | None:
    if not objection.passage:
        return None
    return {
        "exact": objection.passage,
        "prefix": objection.passage_prefix,
        "suffix": objection.passage_suffix,
        "start": objection.passage_start,
        "revision": objection.passage_revision,
        "state": objection.passage_state,
    }


def _state(reply: Reply) -> str:
    return State.HIDDEN if reply.state == State.AUTO_HIDDEN else reply.state


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
