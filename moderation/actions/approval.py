"""Letting a newcomer's text through, or turning it down, and the inverses."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext, pgettext_lazy

from accounts.models import User
from forum.models import Post, State
from moderation.actions.log import check_moderator, write_log
from moderation.actions.removals import set_state
from moderation.models import LogAct, LogEntry
from moderation.targets import Target, lock_target

WELCOME = pgettext_lazy("to a newcomer", "Welcome")


def approve(
    *,
    moderator: User,
    post_id: int | None = None,
    reply_id: int | None = None,
    reason: str = "",
    **line: Any,
) -> LogEntry:
    """Make public, as of now, what waits; its writer waits no more with what they write next.

    `line` are other fields of the line in the log. Raises PermissionDenied, ObjectDoesNotExist, or
    ValidationError (code `conflict` where it does not wait).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        entry = _decide(moderator, target, LogAct.APPROVE, reason or str(WELCOME), line)
        item, now = target.item, entry.created_at
        if target.reply is not None:
            item.created_at = now
            item.save(update_fields=["created_at"])
        else:
            item.published_at = item.active_at = item.top_at = now
            item.save(update_fields=["published_at", "active_at", "top_at"])
        set_state(target, State.VISIBLE, "")
        User.objects.filter(pk=target.writer.pk, approved_at=None).update(approved_at=now)
    return entry


def reject(
    *,
    moderator: User,
    reason: str,
    post_id: int | None = None,
    reply_id: int | None = None,
    **line: Any,
) -> LogEntry:
    """Turn down what waits: only its writer and moderators ever see it, with the reason.

    `line` are other fields of the line in the log. Raises PermissionDenied, ObjectDoesNotExist, or
    ValidationError (no reason; code `conflict` where it does not wait).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        entry = _decide(moderator, target, LogAct.REJECT, reason, line)
        set_state(target, State.REJECTED, entry.reason)
    return entry


def unapprove(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    """Take back an approval: the text waits again, and so does its writer if that approved them.

    `line` are other fields of the line in the log. Raises PermissionDenied, ObjectDoesNotExist, or
    ValidationError (code `conflict` where somebody has replied to it, or it is public no more).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=entry.post_id, reply_id=entry.reply_id)
        beneath = target.reply.get_children() if target.reply else target.post.replies.all()
        if beneath.exists():
            raise ValidationError(
                gettext("It has replies by now; remove it instead."), code="conflict"
            )
        line |= {"reverses": entry, "reason": reason}
        undone = write_log(act=LogAct.UNAPPROVE, actor=moderator, **target.line | line)
        set_state(target, State.PENDING, "")
        _date_back(target)
        approved = User.objects.filter(pk=target.writer.pk, approved_at=entry.created_at)
        approved.update(approved_at=None)
    return undone


def unreject(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    """Take back that a text was turned down: it waits again.

    `line` are other fields of the line in the log. Raises PermissionDenied, ObjectDoesNotExist, or
    ValidationError (code `conflict` where it was taken back, or erased).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=entry.post_id, reply_id=entry.reply_id)
        line |= {"reverses": entry, "reason": reason}
        undone = write_log(act=LogAct.UNREJECT, actor=moderator, **target.line | line)
        set_state(target, State.PENDING, "")
    return undone


def check_waits(target: Target) -> None:
    """Raise ValidationError (code `conflict`) unless a target, its post locked, waits."""
    if target.item.state != State.PENDING:
        raise ValidationError(gettext("Somebody has decided on this already."), code="conflict")


def _decide(
    moderator: User, target: Target, act: LogAct, reason: str, line: dict[str, Any]
) -> LogEntry:
    check_waits(target)
    line |= {"was": target.item.state, "reason": reason}
    return write_log(act=act, actor=moderator, **target.line | line)


def _date_back(target: Target) -> None:
    """Give a text the dates that it had before it was approved."""
    if target.reply is None:
        Post.objects.filter(pk=target.post.pk).update(published_at=None, active_at=F("created_at"))
    else:
        target.reply.created_at = target.reply.revisions.get(number=1).created_at
        target.reply.save(update_fields=["created_at"])
