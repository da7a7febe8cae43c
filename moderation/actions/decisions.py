"""Deciding on what was reported, and taking a decision back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from forum.models import State
from moderation.actions.hiding import hide_target, set_state
from moderation.actions.log import check_moderator, write_log
from moderation.models import Act, LogEntry, Report
from moderation.targets import Target, lock_target

DECISIONS = {"remove": Act.HIDE, "warn": Act.WARN, "fine": Act.FINE, "dismiss": Act.DISMISS}


def decide(
    *,
    moderator: User,
    decision: str,
    reason: str,
    post_id: int | None = None,
    reply_id: int | None = None,
) -> LogEntry:
    """Settle all open reports on a reply or an essay at once; `decision` is a key of DECISIONS.

    `remove` hides it, `warn` keeps it with a warning to its writer, `fine` keeps it, `dismiss`
    says that the reports were wrong; what is kept is shown again where reports had hidden it.
    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where nothing
    waits).
    """
    check_moderator(moderator)
    if decision not in DECISIONS:
        raise ValidationError("Choose one of the decisions.")
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        reports = Report.objects.filter(**target.where, decision=None)
        if not reports.exists():
            raise ValidationError("Somebody has decided on this already.", "conflict")
        act = DECISIONS[decision]
        if act == Act.HIDE:
            return hide_target(moderator, target, reason)
        entry = _keep(moderator, target, act, reason)
        reports.update(decision=entry)
    return entry


def reopen(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    """Take back a decision that kept something: its reports wait again, a warning is gone.

    What reports had hidden until then, and is public now, is hidden again; `line` are other fields
    of the line in the log. Raises PermissionDenied, or ValidationError where it was taken back
    already.
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=entry.post_id, reply_id=entry.reply_id)
        act = Act.UNWARN if entry.act == Act.WARN else Act.REOPEN
        undone = write_log(
            act=act,
            actor=moderator,
            person=entry.person,
            reason=reason,
            reverses=entry,
            **target.where | {"objection": entry.objection} | line,
        )
        if entry.was == State.AUTO_HIDDEN and target.item.state == State.VISIBLE:
            set_state(target, State.AUTO_HIDDEN, "")
        reopen_reports(entry)
    return undone


def reopen_reports(entry: LogEntry) -> None:
    """Let the reports that `entry` settled wait again, but for those made anew since."""
    about = {"post": entry.post_id, "reply": entry.reply_id, "objection": entry.objection}
    waiting = Report.objects.filter(**about, decision=None)
    settled = Report.objects.filter(decision=entry)
    settled.exclude(reporter__in=waiting.values("reporter")).update(decision=None)


def _keep(moderator: User, target: Target, act: Act, reason: str) -> LogEntry:
    entry = write_log(
        act=act,
        actor=moderator,
        person=target.writer,
        was=target.item.state,
        reason=reason,
        **target.where,
    )
    if target.item.state == State.AUTO_HIDDEN:
        set_state(target, State.VISIBLE, "")
    return entry
