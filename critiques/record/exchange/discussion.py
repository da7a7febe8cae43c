"""The replies to a post, and of which objections each speaks: read together."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.statements import Statement
from critiques.models import HolderEvent, Tag
from critiques.record.exchange.branches import Branches, branches_of
from critiques.record.mark import MarkSeen, seen_of
from forum.models import Post


class TagRow(NamedTuple):
    """What a reply does to an objection, or to a question."""

    reply: int
    objection: int
    kind: str
    act: str


class Discussion(NamedTuple):
    """The replies, in which of them holders `said` something of what, and what replies do.

    `seen` is as what the post was seen after all that; None where no reply does anything.
    """

    branches: Branches
    said: Sequence[tuple[int, int]]
    tags: Sequence[TagRow]
    seen: MarkSeen | None


def discussion_of(post_id: int) -> Discussion:
    """Return it of a post. Three queries."""
    return Discussion(branches_of(post_id), _said.rows(None, post_id), *tags_of(post_id))


def tags_of(post_id: int) -> tuple[list[TagRow], MarkSeen | None]:
    """Return what the replies to a post do, and as what it was seen then. One query."""
    rows, width = _tags.rows(None, post_id), len(TagRow._fields)
    seen = MarkSeen(*rows[-1][width:]) if rows else None
    return [TagRow(*row[:width]) for row in rows], seen


@Statement
def _said(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    said = HolderEvent.objects.filter(objection__post=post_id, reply__post=post_id)
    return said.values_list("reply", "objection")


@Statement
def _tags(_: Any, post_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    tags = Tag.objects.filter(reply__post=post_id, objection__post=post_id)
    seen = seen_of(Post.objects.filter(pk=post_id))
    found: QuerySet[Tag] = tags.annotate(**seen)
    return found.values_list("reply", "objection", "objection__kind", "act", *seen)
