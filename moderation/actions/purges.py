"""Erasing for good what was removed before: where the law asks for it. Admins only."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import check_right
from forum.actions.purges import erase_essay, purge_post, purge_reply
from forum.models import Post, Reply
from moderation.actions.log import write_log
from moderation.models import Appeal, LogAct, LogEntry, Move, Report
from moderation.targets import Target, lock_target


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
        was = target.item.state
        entry = write_log(act=LogAct.PURGE, actor=admin, was=was, reason=reason, **target.line)
        if target.reply is not None:
            purge_reply(reply=target.reply, reason=entry.reason)
        else:
            purge_post(post=target.post, reason=entry.reason)
        _erase_earlier_essays(target)
        about = {"post": target.post, "reply": target.reply}
        reports = Report.objects.filter(**about)
        reports.filter(objection=None).update(reason="")
        appeals = Appeal.objects.filter(writer=target.writer, entry__objection=None)
        appeals.filter(**{f"entry__{name}": what for name, what in about.items()}).update(text="")
        reports.filter(decision=None).update(decision=entry)
    return entry


def _erase_earlier_essays(target: Target) -> None:
    """Erase the essays that were made of the reply and that are a reply again: the same words."""
    once = Reply.objects.filter(essay=target.post) if target.reply is None else [target.reply]
    splits = Move.objects.filter(reply__in=once, entry__act=LogAct.SPLIT)
    made = Post.objects.filter(pk__in=splits.values("target"), merged_into__isnull=False)
    for essay in made.order_by("pk"):
        erase_essay(essay)


def check_admin(actor: User) -> None:
    """Raise PermissionDenied unless `actor` is an admin, and not suspended."""
    check_right(actor, "moderation.purge")
