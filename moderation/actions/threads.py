"""Locking and pinning a discussion, each with its inverse."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.models import User
from forum.actions.comments import is_closed_by_author
from forum.locks import lock_post
from forum.models import Post
from moderation.actions.log import check_moderator, last_of, write_log
from moderation.models import LogAct, LogEntry

# The column, whether the act sets it, and the act that it takes back.
COLUMNS = {
    LogAct.LOCK: ("locked", True, LogAct.UNLOCK),
    LogAct.UNLOCK: ("locked", False, LogAct.LOCK),
    LogAct.PIN: ("pinned", True, LogAct.UNPIN),
    LogAct.UNPIN: ("pinned", False, LogAct.PIN),
}
ALREADY = {
    LogAct.LOCK: gettext_lazy("This discussion is locked already."),
    LogAct.UNLOCK: gettext_lazy("This discussion is not locked."),
    LogAct.PIN: gettext_lazy("This discussion is pinned already."),
    LogAct.UNPIN: gettext_lazy("This discussion is not pinned."),
}


def set_thread(
    *, moderator: User, post_id: int, act: LogAct, reason: str, reverses: LogEntry | None = None
) -> LogEntry:
    """Lock, unlock, pin or unpin the discussion of a post; `act` says which.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError (code `conflict` where it is so
    already).
    """
    check_moderator(moderator)
    column, on, inverse = COLUMNS[act]
    with transaction.atomic():
        post = lock_post(viewer=moderator, post_id=post_id)
        so = already(post, act, moderator)
        if so:
            raise ValidationError(so, "conflict")
        entry = write_log(
            act=act,
            actor=moderator,
            post=post,
            person=post.author,
            reason=reason,
            reverses=reverses or last_of(inverse, post=post),
        )
        setattr(post, f"{column}_at", entry.created_at if on else None)
        setattr(post, f"{column}_by", moderator if on else None)
        post.save(update_fields=[f"{column}_at", f"{column}_by"])
    return entry


def already(post: Post, act: LogAct, moderator: User) -> str:
    """Return that a discussion is locked or pinned already, or not; empty where `act` can be."""
    column, on, _ = COLUMNS[act]
    # What its author closed moderators may lock: then only they open it again.
    own = act == LogAct.LOCK and is_closed_by_author(post) and moderator.pk != post.author_id
    if own or (getattr(post, f"{column}_at") is not None) != on:
        return ""
    return str(ALREADY[act])
