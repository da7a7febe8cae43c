"""What a reader has marked in a discussion: to find it again, or as worth reading."""

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value

from accounts.statements import Statement
from forum.models import Bookmark, Post, Vote

BOOKMARK, VOTE = 1, 2


class Marks(NamedTuple):
    """Which replies, and None for the essay."""

    bookmarked: frozenset[int | None] = frozenset()
    worth: frozenset[int | None] = frozenset()

    def has_any(self, reply: int) -> bool:
        """Whether this reply is marked."""
        return reply in self.bookmarked or reply in self.worth


NONE = Marks()


@Statement
def _here(viewer: Any, post_id: int) -> QuerySet:
    here = Q(post=post_id) | Q(reply__post=post_id)
    kept = Bookmark.objects.filter(here, user=viewer).values_list("reply", Value(BOOKMARK))
    return kept.union(Vote.objects.filter(here, user=viewer).values_list("reply", Value(VOTE)))


def marks_in(post: Post, viewer: Any) -> Marks:
    """Return what `viewer` has marked of `post` and its replies.

    One query if signed in, else none.
    """
    if viewer is None or not viewer.is_authenticated:
        return NONE
    rows = _here.rows(viewer, post.pk)
    return Marks(*(frozenset(pk for pk, what in rows if what == kind) for kind in (BOOKMARK, VOTE)))
