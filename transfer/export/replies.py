"""The replies of a discussion, for its file."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from critiques.models import FormerTag, PointsDecision, Tag
from forum.models import Post, Reply, State
from transfer.values import Item, time_of
from web.pieces import batches, gathered

# Replies whose texts are in memory together.
BATCH = 500


class ShownReply(NamedTuple):
    """A reply of the file, without its text."""

    pk: int
    parent: int | None
    tree: int
    created_at: datetime
    readable: bool


class ReplyTexts(NamedTuple):
    """The rest of it, as the database gives it; what may be read of it is said by `ShownReply`."""

    pk: int
    author__username: str
    body: str
    edited_at: datetime | None
    state: str
    among: str
    moved: bool


def shown_replies(post: Post) -> list[ShownReply]:
    """Return what the public sees of the thread, in tree order. One query.

    A tombstone is there for what can be read beneath it.
    """
    known = Reply.objects.filter(post=post, essay=None).known_to(None).with_readable(None)
    # An imported tombstone that was restored has no text to read.
    known = known.annotate(said=Q(readable=True) & ~Q(body="")).order_by("tree_id", "lft")
    fields = ("pk", "parent", "tree_id", "created_at", "said")
    rows = [ShownReply._make(values) for values in known.values_list(*fields)]
    needed: set[int | None] = set()
    for row in reversed(rows):
        if row.readable or row.pk in needed:
            needed |= {row.pk, row.parent}
    shown = [row for row in rows if row.pk in needed]
    begun = {row.tree: row.created_at for row in shown if row.parent is None}
    return sorted(shown, key=lambda row: (begun[row.tree], row.tree))


def reply_items(
    shown: list[ShownReply], names: dict[int, str], numbers: dict[int, int]
) -> Iterator[Item]:
    """Yield them for the file; `names` are their ids, `numbers` the objections’.

    Four queries for each batch.
    """
    for batch in batches(shown, BATCH):
        ids = [each.pk for each in batch]
        written = Reply.objects.filter(pk__in=ids).values_list(*ReplyTexts._fields)
        texts = {each.pk: each for each in map(ReplyTexts._make, written)}
        now = Tag.objects.for_reading(None).filter(reply__in=ids).order_by("created_at", "pk")
        tags = gathered((tag for tag in now if tag.objection_id in numbers), "reply_id")
        gone = FormerTag.objects.filter(reply__in=ids).order_by("removed_at", "pk")
        former = gathered((tag for tag in gone if tag.objection_id in numbers), "reply_id")
        said = PointsDecision.objects.in_favour() | PointsDecision.objects.filter(other=True)
        is_other = dict(said.filter(reply__in=ids).values_list("reply", "other"))
        for reply in batch:
            text = texts[reply.pk]
            yield (
                _item(
                    reply,
                    text,
                    names,
                    tags[reply.pk],
                    numbers,
                    other=is_other.get(reply.pk) is True,
                    favours=is_other.get(reply.pk) is False,
                )
                | _former(former[reply.pk] if reply.readable else [], numbers)
            )


def _item(
    reply: ShownReply,
    text: ReplyTexts,
    names: dict[int, str],
    tags: list[Tag],
    numbers: dict[int, int],
    *,
    other: bool,
    favours: bool,
) -> Item:
    readable = reply.readable
    gone = State.WITHDRAWN if text.state == State.WITHDRAWN else State.HIDDEN
    return {
        "id": names[reply.pk],
        "parent": names[reply.parent] if reply.parent else None,
        "author": text.author__username if readable else None,
        "body": text.body if readable else None,
        "created": time_of(reply.created_at),
        "edited": time_of(text.edited_at) if readable else None,
        "state": State.VISIBLE if readable else gone,
        "other": readable and other,
        "favours": readable and favours,
        "among": text.among if readable else "",
        **({"moved": True} if readable and text.moved else {}),
        "tags": [
            # `for_reading` adds the words.
            _tag(tag, numbers) | {"wording": tag.readable_words or None}  # type: ignore[attr-defined]
            for tag in tags
            if readable
        ],
    }


def _former(tags: list[FormerTag], numbers: dict[int, int]) -> Item:
    """Return what the history says of tags that were taken off: not in which words they were."""
    found = [_tag(tag, numbers) | {"removed": time_of(tag.removed_at)} for tag in tags]
    return {"former_tags": found} if found else {}


def _tag(tag: Tag | FormerTag, numbers: dict[int, int]) -> Item:
    return {
        "act": tag.act,
        "objection": numbers[tag.objection_id],
        "point": tag.point or None,
        "created": time_of(tag.created_at),
    }
