"""Which letters the points of a reply answer: those of the reply above it, as one reads it."""

from typing import Any

from django.db.models import QuerySet

from accounts.statements import Statement
from forum.lettered import letters_of
from forum.models import Reply
from forum.text import point_labels


@Statement
def _above(viewer: Any, post_id: int, reply_id: int) -> QuerySet:
    replies = Reply.objects.public().readable_by(viewer).filter(post=post_id, pk=reply_id)
    return replies.values_list("html")


def letters_above(*, viewer: Any, post_id: int, parent_id: int | None) -> str:
    """Return the letters of the points of a public reply that `viewer` answers, or "".

    One query, none without a parent.
    """
    found = _above.rows(viewer, post_id, parent_id) if parent_id is not None else []
    return letters_in(found[0][0]) if found else ""


def letters_in(html: str) -> str:
    """Return the letters that what is written beneath a reply may answer, from its HTML."""
    return letters_of(point_labels(html))
