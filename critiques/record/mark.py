"""What is kept of an essay's pages until something of it changes."""

import pickle
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import get_language

from forum.models import Post
from web.edition import edition
from web.page_cache import page_cache

T = TypeVar("T")


def mark_of(*posts: Post) -> str:
    """Return what is another one as soon as something of these essays’ pages is, as they are
    printed in the language of who asks."""
    return _of(" ".join(post.mark for post in posts), get_language())


def mark_with_votes(*posts: Post) -> str:
    """Return the same for what tells of votes, too."""
    marks = " ".join(post.mark_with_votes for post in posts)
    return _of(marks, get_language())


def _of(marks: str, *language: str | None) -> str:
    return ":".join([marks, str(timezone.localdate().year), edition(), *map(str, language)])


class MarkSeen(NamedTuple):
    """The version and the stamp of an essay, as they were when the last row was read."""

    version: int
    stamp: UUID


def seen_of(posts: Any) -> dict[str, Subquery]:
    """Return the columns of `MarkSeen`, for a statement that asks rows of this one essay."""
    return {name: Subquery(posts.values(name)[:1]) for name in ("version", "stamp")}


def seen_now(post: Post) -> MarkSeen | None:
    """Return it of the essay as it is now. One query."""
    row = Post.objects.filter(pk=post.pk).values_list("version", "stamp").first()
    return MarkSeen(*row) if row else None


def key_of(what: str, post: Post) -> str:
    """Return the key under which this is kept of an essay as it is."""
    return f"{what}:{_of(post.mark)}"


def kept(what: str, post: Post, make: Callable[[], tuple[T, MarkSeen | None]]) -> T:
    """Return what `make` made of the essay as it is, for the public, and was kept; or make it.

    `what` names it among all that is kept of an essay; none of it has words of ours, so that it is
    the same in all languages. `make` says, too, as what version it saw
    the essay last: in the same statement as the last of its rows, or in a later one.

    `post` was read before all rows. Every write renews its mark, in its own transaction, so where
    the last row was read under the same mark nothing was written in between, and all are of that
    mark. Where it was another, what was made is not kept. What is old is never found: its mark is
    that of no essay any more. Only while an essay is locked does one mark stand for several states
    of it, and who locks one reads nothing here.
    """
    key = key_of(what, post)
    packed = page_cache.get_bytes(key)
    if packed is not None:
        # Made by this edition of our own code, and where nobody else writes.
        found: T = pickle.loads(packed)  # noqa: S301
        return found
    made, seen = make()
    if seen == (post.version, post.stamp):
        page_cache.put_bytes(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made
