"""What readers are told of an essay’s doors: closed to new objections, and to whom it is shut."""

from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from critiques.models import Closing
from forum.models import Bar, Post, State
from web.dates import day


class Closed(NamedTuple):
    """Since when, and why, an essay takes no new objections."""

    since: str
    reason: str


class Barred(NamedTuple):
    """Somebody whom the author has barred."""

    username: str
    name: str
    url: str
    when: str
    reason: str


def with_closing(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Add to each post what `closed` tells of it."""
    standing = Closing.objects.filter(post=OuterRef("pk"), reopened_at=None)
    return posts.annotate(
        closed_at=Subquery(standing.values("closed_at")[:1]),
        closed_because=Subquery(standing.values("reason")[:1]),
    )


def closed(post: Any) -> Closed | None:
    """Return since when and why a public post, read `with_closing`, takes no new objections."""
    if post.closed_at is None or post.state != State.VISIBLE:
        return None
    return Closed(day(post.closed_at), post.closed_because)


def barred_from(post: Post) -> list[Barred]:
    """Return who is barred from a public post now, in the order of time. One query."""
    if post.state != State.VISIBLE:
        return []
    bars = Bar.objects.filter(post=post, lifted_at=None, user__left_at=None)
    return [
        Barred(
            each.user.username,
            each.user.shown_name,
            each.user.get_absolute_url(),
            day(each.barred_at),
            each.reason,
        )
        for each in bars.select_related("user")
    ]
