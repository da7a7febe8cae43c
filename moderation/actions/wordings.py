"""Removing one earlier wording of a text from public sight, and putting it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.models import User
from forum.actions.images import images_in
from forum.models import PostRevision, ReplyRevision
from forum.text import render, repeatable
from moderation.actions.decisions import answer_reporters, clean_answer, reopen_reports
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogAct, LogEntry, Report
from moderation.targets import Target, lock_target


def hide_wording(
    *,
    moderator: User,
    reason: str,
    revision: int,
    post_id: int | None = None,
    reply_id: int | None = None,
) -> LogEntry:
    """Remove wording number `revision` of a reply or an essay; its present text stays.

    That settles the reports on this wording. Raises PermissionDenied, ObjectDoesNotExist, or
    ValidationError where it is the present text (code `conflict` where it is gone already).
    """
    check_moderator(moderator)
    said = _said(moderator, reply_id, revision)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        return _hide(moderator, target, revision, said, reason)


def hide_reported_wording(
    *,
    moderator: User,
    reason: str,
    revision: int,
    answer: str = "",
    post_id: int | None = None,
    reply_id: int | None = None,
) -> LogEntry:
    """Do the same where somebody reported that wording; `answer` is one line to who did.

    Raises what `hide_wording` raises, and ValidationError (code `conflict`) where no report on it
    waits.
    """
    check_moderator(moderator)
    answer, said = clean_answer(answer), _said(moderator, reply_id, revision)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        if not _reports(target, revision).exists():
            raise ValidationError(gettext("Somebody has decided on this already."), "conflict")
        entry = _hide(moderator, target, revision, said, reason)
        answer_reporters(entry, answer)
        return entry


def show_wording(
    *,
    moderator: User,
    reason: str,
    revision: int,
    post_id: int | None = None,
    reply_id: int | None = None,
) -> LogEntry:
    """Put back a wording that was removed; takes back the line of the log that removed it.

    The reports that this settled wait again.
    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it was
    not removed).
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        wording = _wording(target, revision)
        if wording.hidden_at is None:
            raise ValidationError(gettext("This wording stands already."), code="conflict")
        wording.hidden_at = None
        wording.save(update_fields=["hidden_at"])
        removals = LogEntry.objects.filter(act=LogAct.HIDE_WORDING, revision=revision)
        removal = removals.filter(reversed_by=None, **target.where).order_by("-pk").first()
        line = target.line | {"revision": revision, "reason": reason, "reverses": removal}
        entry = write_log(act=LogAct.SHOW_WORDING, actor=moderator, **line)
        if removal is not None:
            reopen_reports(removal)
        return entry


def _hide(moderator: User, target: Target, revision: int, said: str, reason: str) -> LogEntry:
    """Remove a wording whose post is locked, of which `said` is the HTML if it is a reply's."""
    wording = _wording(target, revision)
    if revision == target.item.revision:
        raise ValidationError(gettext("This is the present text; remove the text itself."))
    if wording.hidden_at is not None:
        raise ValidationError(gettext("This wording was removed already."), code="conflict")
    line = target.line | {"revision": revision, "reason": reason}
    entry = write_log(act=LogAct.HIDE_WORDING, actor=moderator, **line)
    wording.hidden_at = entry.created_at
    wording.save(update_fields=["hidden_at"])
    _reports(target, revision).update(decision=entry)
    if target.reply is not None:
        # By what they say claims are known that repeat them.
        for number, html in {revision: said, target.reply.revision: target.reply.html}.items():
            target.reply.revisions.filter(number=number).update(plain=repeatable(html))
    return entry


def _reports(target: Target, revision: int) -> QuerySet[Report]:
    """Return the reports on a wording that wait."""
    return Report.objects.filter(**target.where, revision=revision, decision=None)


def _said(moderator: User, reply_id: int | None, revision: int) -> str:
    """Return the HTML of a wording of a reply, which never changes: before anything is locked."""
    said = ReplyRevision.objects.filter(reply=reply_id, number=revision)
    found = said.values_list("body", "reply__among").first()
    if not found:
        return ""
    body, among = found
    return render(body, f"reply-{reply_id}", among, images_in(body, moderator))


def _wording(target: Target, revision: int) -> PostRevision | ReplyRevision:
    return target.item.revisions.get(number=revision)
