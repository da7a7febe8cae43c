"""The rows of what was found, of each kind those that somebody may still read."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.statements import Statement
from critiques.models import Objection
from forum.models import Post, Reply
from search.models import IndexEntry
from search.visibility import people_for

WRITER = ("author__username", "author__display_name")


@Statement
def found_texts(_: Any, ids: Sequence[int]) -> QuerySet:
    """The text of each entry, by its id."""
    return IndexEntry.objects.filter(pk__in=ids).values_list("pk", "text")


@Statement
def found_essays(viewer: Any, ids: Sequence[int]) -> QuerySet[Post]:
    """These essays, with who wrote them."""
    essays = Post.objects.readable_by(viewer).filter(pk__in=ids)
    columns = ("title", "slug", "state", "created_at", "published_at", *WRITER)
    return essays.select_related("author").only(*columns)


@Statement
def found_replies(viewer: Any, ids: Sequence[int]) -> QuerySet[Reply]:
    """These replies, with who wrote them."""
    replies = Reply.objects.readable_by(viewer).filter(pk__in=ids)
    columns = ("post_id", "state", "created_at", *WRITER)
    return replies.order_by().select_related("author").only(*columns)


@Statement
def found_objections(viewer: Any, ids: Sequence[int]) -> QuerySet[Objection]:
    """These objections, ready for their cards."""
    return Objection.objects.saying_to(viewer).filter(pk__in=ids).for_cards()


@Statement
def found_people(viewer: Any, ids: Sequence[int]) -> QuerySet[User]:
    """These people."""
    people = people_for(viewer).filter(pk__in=ids)
    return people.only("username", "display_name", "date_joined")


@Statement
def titled(viewer: Any, ids: Sequence[int]) -> QuerySet[Post]:
    """These essays, `readable` where one may read their titles."""
    essays = Post.objects.filter(pk__in=ids).only("title", "slug", "state")
    return essays.with_readable(viewer)
