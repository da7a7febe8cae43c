"""Which letters the points of a reply answer: those of the reply above it, as one reads it."""

from typing import Any

from django.db.models import QuerySet, Subquery

from accounts.statements import Statement
from forum.lettered import letters_of
from forum.models import Post, Reply
from forum.rules import with_bar
from forum.text import point_labels

# No reply has this number.
NONE = 0


@Statement
def _answered(viewer: Any, post_id: int, reply_id: int) -> QuerySet:
    above = Reply.objects.public().readable_by(viewer).filter(post=post_id, pk=reply_id)
    posts = with_bar(Post.objects.known_to(viewer), viewer).filter(pk=post_id)
    posts = posts.annotate(above=Subquery(above.values("html")))
    return posts.only("author", "state", "locked_at", "locked_by")


def letters_above(*, viewer: Any, post_id: int, parent_id: int | None) -> str:
    """Return the letters of the points of a public reply that `viewer` answers, or "".

    One query, none without a parent. Raises Post.DoesNotExist where they may not know of the essay.
    """
    if parent_id is None:
        return ""
    return answered_in(viewer=viewer, post_id=post_id, parent_id=parent_id)[1]


def answered_in(*, viewer: Any, post_id: int, parent_id: int | None) -> tuple[Post, str]:
    """Return the essay that `viewer` answers, itself or in one of its replies, with the letters.

    Of the essay there is what says whether its discussion goes on, for `viewer` too. One query.
    Raises Post.DoesNotExist where they may not know of it.
    """
    found = _answered.rows(viewer, post_id, NONE if parent_id is None else parent_id)
    if not found:
        raise Post.DoesNotExist
    return found[0], letters_in(found[0].above) if found[0].above else ""


def letters_in(html: str) -> str:
    """Return the letters that what is written beneath a reply may answer, from its HTML."""
    return letters_of(point_labels(html))
