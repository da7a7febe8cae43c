"""Taking back a line of the log, whatever it was; that is another line."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from critiques.actions.closings import reopen as reopen_to_objections
from critiques.actions.curation import unmerge, unstrike
from moderation.actions.bars import put_back_bar
from moderation.actions.decisions import reopen, reopen_reports
from moderation.actions.hiding import restore
from moderation.actions.log import check_moderator
from moderation.actions.threads import set_thread
from moderation.models import UNDOABLE, Act, LogEntry

THREADS = {
    Act.LOCK: Act.UNLOCK,
    Act.UNLOCK: Act.LOCK,
    Act.PIN: Act.UNPIN,
    Act.UNPIN: Act.PIN,
}
KEPT = (Act.WARN, Act.FINE, Act.DISMISS)


def undo(*, moderator: User, entry_id: int, reason: str) -> LogEntry:
    """Take back what a line of the log says was done; its reports wait again.

    Raises PermissionDenied, LogEntry.DoesNotExist, or ValidationError where there is nothing to
    take back, or it was done already.
    """
    check_moderator(moderator)
    with transaction.atomic():
        entry = LogEntry.objects.get(pk=entry_id)
        if entry.act not in UNDOABLE:
            raise ValidationError("This is the undoing of something; do the thing itself again.")
        if entry.act in KEPT:
            return reopen(moderator=moderator, entry=entry, reason=reason)
        if entry.act == Act.LIFT:
            return put_back_bar(moderator=moderator, entry=entry, reason=reason)
        if entry.act == Act.CLOSE:
            done = {"post_id": entry.post_id, "reason": reason, "reverses": entry}
            reopen_to_objections(actor=moderator, **done)
            return LogEntry.objects.get(reverses=entry)
        by = {"moderator": moderator, "reason": reason, "reverses": entry}
        if entry.act in THREADS:
            return set_thread(post_id=entry.post_id, act=THREADS[Act(entry.act)], **by)
        if entry.act == Act.HIDE:
            undone = restore(post_id=entry.post_id, reply_id=entry.reply_id, **by)
            reopen_reports(entry)
            return undone
        if entry.act == Act.MERGE:
            return unmerge(post_id=entry.post_id, number=entry.objection, **by)
        undone = unstrike(post_id=entry.post_id, number=entry.objection, **by)
        reopen_reports(entry)
        return undone
