"""Which letters the points of a reply answer: those of the reply above it."""

from typing import Any

from django.db.models import QuerySet

from accounts.statements import Statement
from forum.lettered import letters_of
from forum.models import Reply


@Statement
def _above(viewer: Any, post_id: int, reply_id: int) -> QuerySet:
    replies = Reply.objects.public().readable_by(viewer).filter(post=post_id, pk=reply_id)
    return replies.values_list("body", "among")


def letters_above(*, viewer: Any, post_id: int, parent_id: int | None) -> str:
    """Return the letters of the points of a public reply that `viewer` answers, or "".

    One query, none without a parent.
    """
    found = _above.rows(viewer, post_id, parent_id) if parent_id is not None else []
    return letters_of(*found[0]) if found else ""
