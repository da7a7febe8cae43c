"""Look-up, permission and lock in one call: the post row guards its thread and its critique."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F

from forum import signals
from forum.models import Post, Reply
from forum.querysets import PostQuerySet

JUST_MOVED = "A moderator moved this just now. Look where it is, then try again."


def lock_post(*, viewer: Any, post_id: int) -> Post:
    """Return the post, locked until the transaction ends and read afresh under the lock.

    Raises Post.DoesNotExist where `viewer` may not know of it, and
    TransactionManagementError outside a transaction.
    """
    return _lock(Post.objects.known_to(viewer), post_id)


def lock_post_for_repair(*, post_id: int) -> Post:
    """Return the post, whatever its state, locked for a command that nobody asks over the web.

    Raises Post.DoesNotExist, and TransactionManagementError outside a transaction.
    """
    return _lock(Post.objects.all(), post_id)


def lock_posts_of_person(*, ids: Iterable[int]) -> list[Post]:
    """Return these posts, whatever their state, locked in key order: for somebody who leaves.

    Raises Post.DoesNotExist, and TransactionManagementError outside a transaction.
    """
    wanted = set(ids)
    return [_lock(Post.objects.all(), pk) for pk in sorted(wanted | _others(wanted))]


def lock_posts(*, viewer: Any, ids: Iterable[int], merged: Iterable[int] = ()) -> dict[int, Post]:
    """Return these posts by id, locked in key order with all others that their replies speak of.

    `merged` are further ones that were merged into another, and are known to nobody.

    Raises Post.DoesNotExist where `viewer` may not know of one of them; ValidationError (code
    `conflict`) where something was moved at this very moment.
    """
    ids, merged = set(ids), set(merged)
    others = _others(ids) | merged
    locked = {
        pk: _lock(Post.objects.known_to(viewer) if pk in ids else Post.objects.all(), pk)
        for pk in sorted(ids | others)
    }
    if not _others(ids) <= others:
        raise ValidationError(JUST_MOVED, code="conflict")
    return {pk: locked[pk] for pk in ids | merged}


def lock_post_and_others(*, viewer: Any, post_id: int) -> Post:
    """Return the post like `lock_post`, for a change of state; its replies may speak of others.

    Raises what `lock_posts` raises.
    """
    return lock_posts(viewer=viewer, ids=[post_id])[post_id]


def lock_reply(*, viewer: Any, reply_id: int) -> tuple[Post, Reply]:
    """Lock the post of a reply, then return both, read afresh under the lock.

    Raises Post.DoesNotExist or Reply.DoesNotExist where `viewer` may not know of them,
    ValidationError (code `conflict`) where it was moved at this very moment, and
    TransactionManagementError outside a transaction.
    """
    post_id = Reply.objects.values_list("post_id", flat=True).get(pk=reply_id)
    post = lock_post_and_others(viewer=viewer, post_id=post_id)
    reply = Reply.objects.known_to(viewer).select_related("author").get(pk=reply_id)
    if reply.post_id != post_id:
        raise ValidationError(JUST_MOVED, code="conflict")
    reply.post = post
    return post, reply


def _others(ids: Iterable[int]) -> set[int]:
    asked = (signals.others_asked.send(Post, post_id=pk) for pk in ids)
    return {pk for answers in asked for _, found in answers for pk in found} - set(ids)


def _lock(posts: PostQuerySet, post_id: int) -> Post:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A post is locked inside a transaction.")
    post = posts.select_for_update(no_key=True, of=("self",)).get(pk=post_id)
    # Whoever locks is about to write: what was cached of this post is of the past.
    post.stamp = uuid4()
    Post.objects.filter(pk=post.pk).update(version=F("version") + 1, stamp=post.stamp)
    post.version += 1
    return post
