"""Erasing for good what was removed before: where the law asks for it. Admins only."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import check_right
from forum.actions.purging import purge_post, purge_reply
from moderation.actions.log import write_log
from moderation.models import Act, LogEntry, Report
from moderation.targets import lock_target


def purge(
    *, admin: User, reason: str, post_id: int | None = None, reply_id: int | None = None
) -> LogEntry:
    """Erase a reply or an essay that is not public, in all its wordings; nothing brings it back.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it is
    still public, or erased already).
    """
    check_admin(admin)
    with transaction.atomic():
        target = lock_target(viewer=admin, post_id=post_id, reply_id=reply_id)
        entry = write_log(
            act=Act.PURGE,
            actor=admin,
            person=target.writer,
            was=target.item.state,
            reason=reason,
            **target.where,
        )
        if target.reply is not None:
            purge_reply(reply=target.reply, reason=entry.reason)
        else:
            purge_post(post=target.post, reason=entry.reason)
        reports = Report.objects.filter(post=target.post, reply=target.reply)
        reports.filter(objection=None).update(reason="")
        reports.filter(decision=None).update(decision=entry)
    return entry


def check_admin(actor: User) -> None:
    """Raise PermissionDenied unless `actor` is an admin, and not suspended."""
    check_right(actor, "moderation.purge")
