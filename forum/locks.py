"""Look-up, permission and lock in one call: the post row guards its thread and its critique."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.statements import MOST, Statement
from forum import signals
from forum.models import Post, Reply
from forum.rules import with_bar

# Which mark of a post is renewed. Written out, as every write begins so, and Django takes longer to
# make such a statement than a database to answer it.
WRITTEN = "UPDATE forum_post SET version = version + 1, stamp = %s WHERE id = %s"
VOTED = "UPDATE forum_post SET votes_stamp = %s WHERE id = %s"
JUST_MOVED = gettext_lazy("A moderator moved this just now. Look where it is, then try again.")


def lock_post(*, viewer: Any, post_id: int) -> Post:
    """Return the post, locked until the transaction ends and read afresh under the lock.

    With it is read whether `viewer` is barred from its discussion. Raises Post.DoesNotExist where
    `viewer` may not know of it, and TransactionManagementError outside a transaction.
    """
    lock_unread(post_id=post_id)
    return _read(viewer, post_id)


def lock_unread(*, post_id: int) -> None:
    """Lock the post like `lock_post`, for who then reads it with what else they need.

    Whether they may know of it is asked by them, under the lock. One query. Raises
    Post.DoesNotExist where there is none, and TransactionManagementError outside a transaction.
    """
    _lock(post_id)


def lock_votes(*, viewer: Any, post_id: int) -> Post:
    """Return the post like `lock_post`, for a vote on it or in its thread and for nothing else.

    It is the same lock. What is kept of the critique stays, as no vote is part of that; what tells
    of votes goes by another mark (`Post.mark_with_votes`). Raises what `lock_post` raises.
    """
    _lock(post_id, VOTED)
    return _read(viewer, post_id)


def lock_post_for_repair(*, post_id: int) -> Post:
    """Return the post, whatever its state, locked for a command that nobody asks over the web.

    Raises Post.DoesNotExist, and TransactionManagementError outside a transaction.
    """
    _lock(post_id)
    return Post.objects.get(pk=post_id)


def lock_posts_of_person(*, ids: Iterable[int]) -> list[Post]:
    """Return these posts, whatever their state, locked in key order: for somebody who leaves.

    Raises Post.DoesNotExist, and TransactionManagementError outside a transaction.
    """
    wanted = set(ids)
    return [lock_post_for_repair(post_id=pk) for pk in sorted(wanted | _others(wanted))]


def lock_posts(*, viewer: Any, ids: Iterable[int], merged: Iterable[int] = ()) -> dict[int, Post]:
    """Return these posts by id, locked in key order with all others that their replies speak of.

    `merged` are further ones that were merged into another, and are known to nobody.

    Raises Post.DoesNotExist where `viewer` may not know of one of them; ValidationError (code
    `conflict`) where something was moved at this very moment.
    """
    ids, merged = set(ids), set(merged)
    others = _others(ids | merged) | merged
    locked = {
        pk: lock_post(viewer=viewer, post_id=pk) if pk in ids else lock_post_for_repair(post_id=pk)
        for pk in sorted(ids | others)
    }
    if not _others(ids | merged) <= others:
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
    found = _known.rows(viewer, reply_id)
    if not found:
        raise Reply.DoesNotExist
    reply = found[0]
    if reply.post_id != post_id:
        raise ValidationError(JUST_MOVED, code="conflict")
    reply.post = post
    return post, reply


@Statement
def _known(viewer: Any, reply_id: int) -> QuerySet:
    return Reply.objects.known_to(viewer).select_related("author").filter(pk=reply_id)


def _others(ids: Iterable[int]) -> set[int]:
    asked = (signals.others_asked.send(Post, post_id=pk) for pk in ids)
    return {pk for answers in asked for _, found in answers for pk in found} - set(ids)


@Statement
def _locked(viewer: Any, post_id: int) -> QuerySet:
    return with_bar(Post.objects.known_to(viewer), viewer).filter(pk=post_id)


def _read(viewer: Any, post_id: int) -> Post:
    found = _locked.rows(viewer, post_id)
    if not found:
        raise Post.DoesNotExist
    return found[0]


def _lock(post_id: int, mark: str = WRITTEN) -> None:
    """Lock a post by writing it. What is read afterwards is read under the lock.

    Whoever locks is about to write: what was cached of this post is of the past, or what goes by
    this `mark` alone.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A post is locked inside a transaction.")
    if abs(post_id) > MOST:
        raise Post.DoesNotExist
    stamp = Post._meta.get_field("stamp").get_db_prep_value(uuid4(), connection)
    with connection.cursor() as cursor:
        cursor.execute(mark, [stamp, post_id])
        if not cursor.rowcount:
            raise Post.DoesNotExist
