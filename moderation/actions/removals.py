"""Hiding a text from the public, and showing it again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from forum.actions.states import set_post_state, set_reply_state
from forum.models import Post, Reply, State
from moderation.actions.branches import hide_beneath
from moderation.actions.log import check_moderator, last_of, write_log
from moderation.models import LogAct, LogEntry, Report
from moderation.targets import HIDDEN, REMOVABLE, Target, lock_target


def hide(
    *, moderator: User, reason: str, post_id: int | None = None, reply_id: int | None = None
) -> LogEntry:
    """Remove a reply or an essay from public sight; the reason is public. Settles its reports.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it is
    not public any more).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        return hide_target(moderator, target, reason)


def restore(
    *,
    moderator: User,
    reason: str,
    post_id: int | None = None,
    reply_id: int | None = None,
    reverses: LogEntry | None = None,
    **line: Any,
) -> LogEntry:
    """Show again what was hidden; that takes back the last hiding of it.

    Or take back `reverses`: then what reports had hidden already before it stays hidden, as it was.
    `line` are other fields of the line in the log.
    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it is
    not hidden).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        if target.item.state not in HIDDEN:
            raise ValidationError(
                gettext("This is not hidden; there is nothing to restore."), "conflict"
            )
        held_back = reverses is not None and reverses.was == State.AUTO_HIDDEN
        act = LogAct.REOPEN if held_back else LogAct.RESTORE
        hidden_by = LogAct.HIDE if target.item.state == State.HIDDEN else LogAct.AUTO_HIDE
        line["reverses"] = reverses or last_of(hidden_by, **target.where)
        entry = write_log(act=act, actor=moderator, reason=reason, **target.line | line)
        set_state(target, State.AUTO_HIDDEN if held_back else State.VISIBLE, "")
    return entry


def hide_branch(*, moderator: User, reply_id: int, reason: str) -> LogEntry:
    """Remove a reply and all public replies beneath it; one line in the log, with their parts.

    As many statements for ten replies as for thousands. Raises what `hide` raises.
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=None, reply_id=reply_id)
        entry = hide_target(moderator, target, reason, count=1 + public_beneath(target.reply))
        hide_beneath(target.reply, entry)
    return entry


def public_beneath(item: Post | Reply) -> int:
    """Return how many public replies stand beneath a reply; none beneath an essay. One query."""
    if isinstance(item, Post) or item.is_leaf_node():
        return 0
    return item.get_descendants().filter(state__in=REMOVABLE).count()


def hide_target(moderator: User, target: Target, reason: str, **line: Any) -> LogEntry:
    """Hide a target whose post this transaction has locked, log it, and settle its reports.

    `line` are other fields of the line in the log.
    """
    check_removable(target)
    line |= {"was": target.item.state, "reason": reason}
    entry = write_log(act=LogAct.HIDE, actor=moderator, **target.line | line)
    set_state(target, State.HIDDEN, entry.reason)
    Report.objects.filter(**target.where, decision=None).update(decision=entry)
    return entry


def check_removable(target: Target) -> None:
    """Raise ValidationError (code `conflict`) unless a target, whose post is locked, is public."""
    if target.item.state not in REMOVABLE:
        raise ValidationError(gettext("This is not public any more; nothing was done."), "conflict")


def set_state(target: Target, state: State, reason: str) -> None:
    """Put a target whose post this transaction has locked into a state."""
    if target.reply is not None:
        set_reply_state(reply=target.reply, state=state, reason=reason)
    else:
        set_post_state(post=target.post, state=state, reason=reason)
