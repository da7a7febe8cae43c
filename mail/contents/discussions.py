"""The discussions of somebody in which others wrote since they were last seen there."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from forum.models import Post, Reply, State, Visit
from mail.outbox import SPANS
from mail.words import When

# So many are told of.
MOST = 10


class DiscussionNews(NamedTuple):
    """An essay with how many new replies it has; `newest` is when the last of these came."""

    title: str
    url: str
    count: int
    newest: datetime


def discussions_of(person: User, last: datetime) -> list[DiscussionNews]:
    """Return the essays that somebody wrote, or wrote beneath, with what others replied there.

    That is since they last saw it, be it long ago; but none where no reply came after `last`. One
    query.
    """
    since = min(last, timezone.now() - SPANS[When.WEEKLY])
    wrote = Reply.objects.filter(post=OuterRef("pk"), author=person, state=State.VISIBLE)
    mine = Post.objects.filter(Q(author=person) | Exists(wrote), state=State.VISIBLE)
    seen = Visit.objects.filter(post=OuterRef("pk"), user=person, part=Visit.Part.THREAD)
    spoke = wrote.order_by("-created_at").values("created_at")[:1]
    seen_at = Coalesce(
        Subquery(seen.values("at")[:1]), Subquery(spoke), F("published_at"), F("created_at")
    )
    posts = mine.filter(active_at__gt=since).annotate(seen_until=seen_at)
    new = {"count": _of_new(person, Count("pk")), "newest": _of_new(person, Max("state_at"))}
    found = posts.annotate(**new).filter(newest__gt=last).order_by("-newest", "-pk")
    return [
        DiscussionNews(
            post.title, f"{settings.SITE_URL}{post.get_absolute_url()}", post.count, post.newest
        )
        for post in found[:MOST]
    ]


def _of_new(person: User, told: Count | Max) -> Subquery:
    """Return what is asked of the replies of others that came since somebody was there."""
    new: QuerySet = Reply.objects.public().filter(
        post=OuterRef("pk"), state_at__gt=OuterRef("seen_until")
    )
    grouped = new.exclude(author=person).order_by().values("post").annotate(told=told)
    return Subquery(grouped.values("told"))
