"""Taking back a line of the log, whatever it was; that is another line."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from moderation.actions.branches import hidden_replies, restore_parts
from moderation.actions.log import check_moderator, write_log
from moderation.models import UNDOABLE, LogAct, LogEntry
from staff.actions.inverses import INVERSES

# What a line for many texts at once is taken back by.
BULK = {
    LogAct.HIDE: LogAct.RESTORE,
    LogAct.WARN: LogAct.UNWARN,
    LogAct.FINE: LogAct.REOPEN,
    LogAct.DISMISS: LogAct.REOPEN,
    LogAct.APPROVE: LogAct.UNAPPROVE,
    LogAct.REJECT: LogAct.UNREJECT,
}


def undo(*, moderator: User, entry_id: int, reason: str) -> LogEntry:
    """Take back what a line of the log says was done; its reports wait again.

    A line with parts takes back those that nobody took back or changed since, and so it can be
    taken back for as long as one of them stands. Raises PermissionDenied, LogEntry.DoesNotExist,
    or ValidationError where there is nothing to take back (code `conflict` where it was done
    already).
    """
    check_moderator(moderator)
    with transaction.atomic():
        entry = LogEntry.objects.select_related("reversed_by").get(pk=entry_id)
        if entry.act not in UNDOABLE:
            raise ValidationError(
                gettext("This is the undoing of something; do the thing itself again.")
            )
        bulk = entry.is_of_many
        if not _standing(entry).exists() and (bulk or hasattr(entry, "reversed_by")):
            raise ValidationError(gettext("This was taken back already."), code="conflict")
        _check_essay_stands(entry)
        if bulk or hasattr(entry, "reversed_by"):
            return _undo_rest(moderator, entry, reason)
        return _undo_whole(moderator, entry, reason)


def _standing(entry: LogEntry) -> QuerySet[LogEntry]:
    """Return the parts of a line that nobody took back."""
    return entry.parts.filter(reversed_by=None).order_by("pk")


def _check_essay_stands(entry: LogEntry) -> None:
    """Raise where what it is about went into another essay since, under other numbers."""
    about_essay = entry.post_id is not None and entry.reply_id is None and entry.act != LogAct.JOIN
    if about_essay and entry.post.merged_into_id is not None:
        raise ValidationError(
            gettext("This essay became part of another since. Take that back first."),
            code="conflict",
        )


def _undo_whole(moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    parts = _standing(entry).count()
    try:
        with transaction.atomic():
            undone = _undo_one(moderator, entry, reason, count=1 + parts)
    except ValidationError:
        if not parts:
            raise
        return _undo_rest(moderator, entry, reason)  # that one was changed since
    _undo_parts(moderator, entry, reason, undone)
    return undone


def _undo_rest(moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    line = {"actor": moderator, "reason": reason, "count": _standing(entry).count()}
    if not hasattr(entry, "reversed_by"):
        line["reverses"] = entry
    elif line["count"] == 1:
        return _undo_one(moderator, _standing(entry).get(), reason)  # its own line says all
    undone = write_log(act=BULK[LogAct(entry.act)], **line)
    if not _undo_parts(moderator, entry, reason, undone):
        raise ValidationError(
            gettext("All of this was taken back or changed since."), code="conflict"
        )
    return undone


def _undo_parts(moderator: User, entry: LogEntry, reason: str, whole: LogEntry) -> int:
    """Take back what stands of the parts, replies that were hidden all at once first."""
    done = restore_parts(moderator=moderator, entry=entry, undone=whole)
    for part in _standing(entry).exclude(hidden_replies()):
        try:
            with transaction.atomic():
                _undo_one(moderator, part, reason, part_of=whole)
        except ValidationError:
            continue  # another decision was made on it since, which stands
        done += 1
    return done


def _undo_one(moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    return INVERSES[LogAct(entry.act)](moderator=moderator, entry=entry, reason=reason, **line)
