"""Taking back a line of the log, whatever it was; that is another line."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from critiques.actions.closings import reopen as reopen_to_objections
from critiques.actions.curation import unmerge, unstrike
from critiques.actions.joining import unjoin
from critiques.models import Objection
from moderation.actions.appeals import rehear
from moderation.actions.appointments import appoint
from moderation.actions.approval import unapprove, unreject
from moderation.actions.bars import put_back_bar
from moderation.actions.branches import hidden_replies, restore_parts
from moderation.actions.decisions import reopen, reopen_reports
from moderation.actions.holds import release
from moderation.actions.log import check_moderator, write_log
from moderation.actions.moves import unmove, unsplit
from moderation.actions.people import unsuspend, unwarn_person
from moderation.actions.removals import restore
from moderation.actions.threads import set_thread
from moderation.actions.wordings import show_wording
from moderation.models import UNDOABLE, Act, LogEntry

THREADS = {
    Act.LOCK: Act.UNLOCK,
    Act.UNLOCK: Act.LOCK,
    Act.PIN: Act.UNPIN,
    Act.UNPIN: Act.PIN,
}
# What a line for many texts at once is taken back by.
BULK = {
    Act.HIDE: Act.RESTORE,
    Act.WARN: Act.UNWARN,
    Act.FINE: Act.REOPEN,
    Act.DISMISS: Act.REOPEN,
    Act.APPROVE: Act.UNAPPROVE,
    Act.REJECT: Act.UNREJECT,
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
            raise ValidationError("This is the undoing of something; do the thing itself again.")
        bulk = entry.post_id is None and entry.person_id is None
        if not _standing(entry).exists() and (bulk or hasattr(entry, "reversed_by")):
            raise ValidationError("This was taken back already.", code="conflict")
        _check_essay_stands(entry)
        if bulk or hasattr(entry, "reversed_by"):
            return _undo_rest(moderator, entry, reason)
        return _undo_whole(moderator, entry, reason)


def _standing(entry: LogEntry) -> QuerySet[LogEntry]:
    """Return the parts of a line that nobody took back."""
    return entry.parts.filter(reversed_by=None).order_by("pk")


def _check_essay_stands(entry: LogEntry) -> None:
    """Raise where what it is about went into another essay since, under other numbers."""
    about_essay = entry.post_id is not None and entry.reply_id is None and entry.act != Act.JOIN
    if about_essay and entry.post.merged_into_id is not None:
        raise ValidationError(
            "This essay became part of another since. Take that back first.", code="conflict"
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
    undone = write_log(act=BULK[Act(entry.act)], **line)
    if not _undo_parts(moderator, entry, reason, undone):
        raise ValidationError("All of this was taken back or changed since.", code="conflict")
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
    return INVERSES[Act(entry.act)](moderator=moderator, entry=entry, reason=reason, **line)


def _put_back(*, entry: LogEntry, **by: Any) -> LogEntry:
    undone = restore(post_id=entry.post_id, reply_id=entry.reply_id, reverses=entry, **by)
    reopen_reports(entry)
    return undone


def _show_wording(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    of = {"post_id": entry.post_id, "reply_id": entry.reply_id, "revision": entry.revision}
    return show_wording(moderator=moderator, reason=reason, **of)


def _set_thread(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    return set_thread(
        moderator=moderator,
        post_id=entry.post_id,
        act=THREADS[Act(entry.act)],
        reason=reason,
        reverses=entry,
    )


def _separate(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    objection = {"post_id": entry.post_id, "number": entry.objection}
    return unmerge(moderator=moderator, reason=reason, reverses=entry, **objection)


def _unstrike(*, entry: LogEntry, **by: Any) -> LogEntry:
    undone = unstrike(post_id=entry.post_id, number=entry.objection, reverses=entry, **by)
    reopen_reports(entry)
    return undone


def _reopen_to_objections(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    reopen_to_objections(actor=moderator, post_id=entry.post_id, reason=reason, reverses=entry)
    return LogEntry.objects.get(reverses=entry)


def _put_back_bar(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    return put_back_bar(moderator=moderator, entry=entry, reason=reason)


def _unwarn(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    if entry.post_id is None:
        return unwarn_person(moderator=moderator, entry=entry, reason=reason)
    return reopen(moderator=moderator, entry=entry, reason=reason, **line)


def _unsuspend(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    username = entry.person.username
    return unsuspend(moderator=moderator, username=username, reason=reason, reverses=entry)


def _give_back_role(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    of = {"username": entry.person.username, "role": entry.was}
    return appoint(admin=moderator, reason=reason, reverses=entry, **of)


def _release(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    return release(moderator=moderator, entry=entry, reason=reason)


def _unjoin(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    return unjoin(moderator=moderator, entry=entry, reason=reason)


def _unmove(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    return unmove(moderator=moderator, entry=entry, reason=reason)


def _unsplit(*, moderator: User, entry: LogEntry, reason: str, **_: Any) -> LogEntry:
    with transaction.atomic():
        undone = unsplit(moderator=moderator, entry=entry, reason=reason)
        # Under the lock that the above has taken; then all of it is given up.
        if Objection.objects.filter(post=entry.other_post).exists():
            raise ValidationError(
                "People have objected to the new essay since; merge it into another instead.",
                code="conflict",
            )
    return undone


# Each writes the line that takes back `entry`; further fields of that line are passed on where
# it can be a part of a line for many.
INVERSES: dict[Act, Callable[..., LogEntry]] = {
    Act.HIDE: _put_back,
    Act.HIDE_WORDING: _show_wording,
    Act.WARN: _unwarn,
    Act.FINE: reopen,
    Act.DISMISS: reopen,
    Act.UPHOLD: rehear,
    Act.AUTO_HIDE: _release,
    Act.APPROVE: unapprove,
    Act.REJECT: unreject,
    Act.LIFT: _put_back_bar,
    Act.SUSPEND: _unsuspend,
    Act.MODERATOR: _give_back_role,
    Act.ADMIN: _give_back_role,
    Act.MEMBER: _give_back_role,
    Act.CLOSE: _reopen_to_objections,
    Act.MERGE: _separate,
    Act.STRIKE: _unstrike,
    Act.MOVE: _unmove,
    Act.SPLIT: _unsplit,
    Act.JOIN: _unjoin,
} | dict.fromkeys(THREADS, _set_thread)
