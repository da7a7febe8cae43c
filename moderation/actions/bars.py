"""Lifting a bar that an author has put on a critic, and its inverse."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from forum.actions.bars import end_bar, standing_bar
from forum.locks import lock_post
from forum.models import Bar
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogAct, LogEntry


def lift_bar(*, moderator: User, post_id: int, username: str, reason: str) -> LogEntry:
    """Let somebody write again beneath an essay whose author has barred them.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError (no reason; code `conflict`
    where they are not barred).
    """
    check_moderator(moderator)
    with transaction.atomic():
        post = lock_post(viewer=moderator, post_id=post_id)
        ended = end_bar(post, username)
        return write_log(
            act=LogAct.LIFT, actor=moderator, post=post, person=ended.user, reason=reason
        )


def put_back_bar(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Take back that a bar was lifted, as `entry` says it was: it stands again.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError (no reason; code `conflict`
    where the person is barred again already).
    """
    check_moderator(moderator)
    with transaction.atomic():
        post = lock_post(viewer=moderator, post_id=entry.post_id)
        if standing_bar(post, entry.person):
            raise ValidationError(gettext("They are barred again already."), code="conflict")
        last = Bar.objects.filter(post=post, user=entry.person).latest("barred_at", "pk")
        last.lifted_at = None
        last.save(update_fields=["lifted_at"])
        about = {"post": post, "person": entry.person, "reverses": entry}
        return write_log(act=LogAct.UNLIFT, actor=moderator, reason=reason, **about)
