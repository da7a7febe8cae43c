"""Merging and striking objections, removing closing words: by moderators, each with its inverse."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from critiques.actions.merges import join, separate, whole_for
from critiques.actions.rounds import open_round_if_due
from critiques.facts import refresh
from critiques.locks import lock_objection
from critiques.models import ClosingWord, Objection
from forum.locks import lock_post
from moderation.actions.log import check_moderator, last_of, write_log
from moderation.models import LogAct, LogEntry, Report


def merge(*, moderator: User, post_id: int, number: int, into: int, reason: str) -> LogEntry:
    """Make an objection part of another of the same post, or of what that one is part of.

    Its holders count there. Raises PermissionDenied, Objection.DoesNotExist or ValidationError.
    """
    check_moderator(moderator)
    with transaction.atomic():
        part = lock_objection(viewer=moderator, post_id=post_id, number=number)
        whole = whole_for(part, into)
        join(part, whole, by=moderator)
        return note(LogAct.MERGE, part, moderator, reason, other_objection=whole.number)


def unmerge(
    *, moderator: User, post_id: int, number: int, reason: str, reverses: LogEntry | None = None
) -> LogEntry:
    """Make an objection stand by itself again.

    Raises PermissionDenied, Objection.DoesNotExist, or ValidationError where it does already.
    """
    check_moderator(moderator)
    with transaction.atomic():
        part = lock_objection(viewer=moderator, post_id=post_id, number=number)
        whole = separate(part)
        merged = reverses or last_of(LogAct.MERGE, post=part.post, objection=number)
        line = {"other_objection": whole.number, "reverses": merged}
        return note(LogAct.UNMERGE, part, moderator, reason, **line)


def strike(*, moderator: User, post_id: int, number: int, reason: str, **line: Any) -> LogEntry:
    """Remove an objection from the critique; its row says why, its claim is not shown.

    `line` are other fields of the line in the log. Raises PermissionDenied, Objection.DoesNotExist
    or ValidationError.
    """
    check_moderator(moderator)
    with transaction.atomic():
        objection = lock_objection(viewer=moderator, post_id=post_id, number=number)
        check_strikable(objection)
        entry = note(LogAct.STRIKE, objection, moderator, reason, **line)
        reports = Report.objects.filter(post=objection.post, objection=number, decision=None)
        reports.update(decision=entry)
        objection.struck_at, objection.struck_reason = entry.created_at, entry.reason
        objection.save(update_fields=["struck_at", "struck_reason"])
        refresh(objection.post, objection)
    return entry


def check_strikable(objection: Objection) -> None:
    """Raise ValidationError (code `conflict`) where a locked objection was struck or merged."""
    if objection.struck_at:
        raise ValidationError(gettext("This objection was removed already."), code="conflict")
    if objection.merged_into_id:
        raise ValidationError(
            gettext("This objection was merged already; separate it first."), code="conflict"
        )


def unstrike(
    *,
    moderator: User,
    post_id: int,
    number: int,
    reason: str,
    reverses: LogEntry | None = None,
    **line: Any,
) -> LogEntry:
    """Put a struck objection back; it keeps its letter unless another got it meanwhile.

    `line` are other fields of the line in the log. Raises PermissionDenied, Objection.DoesNotExist,
    or ValidationError where it was not struck.
    """
    check_moderator(moderator)
    with transaction.atomic():
        objection = lock_objection(viewer=moderator, post_id=post_id, number=number)
        if not objection.struck_at:
            raise ValidationError(gettext("This objection stands already."), code="conflict")
        objection.struck_at, objection.struck_reason = None, ""
        objection.save(update_fields=["struck_at", "struck_reason"])
        refresh(objection.post, objection)
        open_round_if_due(objection.post)
        struck = reverses or last_of(LogAct.STRIKE, post=objection.post, objection=number)
        return note(LogAct.UNSTRIKE, objection, moderator, reason, reverses=struck, **line)


def hide_closing_word(*, moderator: User, post_id: int, number: int, reason: str) -> LogEntry:
    """Remove one closing word of an essay's author from public sight; none takes its place.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict`) where it was
    removed already.
    """
    return _moderate_word(LogAct.HIDE_CLOSING, moderator, post_id, number, reason)


def show_closing_word(*, moderator: User, post_id: int, number: int, reason: str) -> LogEntry:
    """Put back a closing word that was removed; takes back the line that removed it.

    Raises what removing it raises.
    """
    return _moderate_word(LogAct.SHOW_CLOSING, moderator, post_id, number, reason)


def _moderate_word(
    act: LogAct, moderator: User, post_id: int, number: int, reason: str
) -> LogEntry:
    check_moderator(moderator)
    hide = act == LogAct.HIDE_CLOSING
    with transaction.atomic():
        post = lock_post(viewer=moderator, post_id=post_id)
        word = ClosingWord.objects.get(post=post, number=number)
        if (word.hidden_at is not None) is hide:
            raise ValidationError(
                gettext("It was removed already.") if hide else gettext("It stands already."),
                code="conflict",
            )
        removals = LogEntry.objects.filter(act=LogAct.HIDE_CLOSING, post=post, revision=number)
        removal = None if hide else removals.filter(reversed_by=None).order_by("-pk").first()
        entry = write_log(
            act=act,
            actor=moderator,
            post=post,
            revision=number,
            person=post.author,
            reason=reason,
            reverses=removal,
        )
        word.hidden_at = entry.created_at if hide else None
        word.save(update_fields=["hidden_at"])
    return entry


def note(act: LogAct, objection: Objection, moderator: User, reason: str, **line: Any) -> LogEntry:
    """Write into the log what a moderator did to a locked objection; `line` are other fields."""
    return write_log(
        act=act,
        actor=moderator,
        post=objection.post,
        objection=objection.number,
        person=objection.raiser,
        reason=reason,
        **line,
    )
