"""Who follows an essay, its author, one of its topics, or an objection, since before `at`.

Whoever began later finds there what was said before.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet, Subquery

from critiques.models import Objection, ObjectionFollow
from forum.models import Follow, Post, PostTopic, Reply
from notifications.audiences.people import People


def followers_of_essay(post_id: int, reply_id: int) -> QuerySet:
    """Return who follows what is written in an essay, since before this reply was public."""
    at = Subquery(Reply.objects.filter(pk=reply_id).order_by().values("state_at"))
    return _followers(at, post=post_id)


def followers_of_author(post: Post, at: datetime) -> QuerySet:
    """Return who follows the person who wrote an essay."""
    return _followers(at, person=post.author_id)


def followers_of_topics(post: Post, at: datetime) -> QuerySet:
    """Return who follows one of the topics of an essay."""
    topics = PostTopic.objects.filter(content_object=post).order_by()
    return _followers(at, topic__in=topics.values("tag"))


def followers_of_objections(objections: Collection[int], at: datetime) -> People:
    """Return who follows one of these, or what became part of it."""
    if not objections:
        return ()
    groups = Objection.objects.in_groups_of(objections).values("pk")
    followers = ObjectionFollow.objects.filter(objection__in=groups, at__lte=at)
    return followers.order_by().values("user")


def _followers(at: datetime | Subquery, **of: object) -> QuerySet:
    return Follow.objects.filter(stopped_at=None, at__lte=at, **of).order_by().values("user")
