"""Deciding on what was reported, and taking a decision back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from forum.models import State
from forum.sources import clean_line
from moderation.actions.log import check_moderator, write_log
from moderation.actions.removals import check_removable, hide_branch, hide_target, set_state
from moderation.models import REASON_LIMIT, LogAct, LogEntry, Report
from moderation.targets import Target, lock_target
from web.writing import TextKind

DECISIONS = {
    "remove": LogAct.HIDE,
    "warn": LogAct.WARN,
    "fine": LogAct.FINE,
    "dismiss": LogAct.DISMISS,
}

ANSWER = TextKind(
    gettext_lazy("Keep the answer to %(limit)s characters; yours has %(length)s."),
    gettext_lazy("The answer has only signs that nobody can see. Write something that shows."),
)


def decide(
    *,
    moderator: User,
    decision: str,
    reason: str,
    post_id: int | None = None,
    reply_id: int | None = None,
    branch: bool = False,
    answer: str = "",
    **line: Any,
) -> LogEntry:
    """Settle all open reports on a reply or an essay at once; `decision` is a key of DECISIONS.

    `remove` hides it (with `branch` all public replies beneath it, too), `warn` keeps it with a
    warning to its writer, `fine` keeps it, `dismiss` says that the reports were wrong; what is kept
    is shown again where reports had hidden it. `answer` is one line to who reported it; `line` are
    other fields of the line in the log. Raises PermissionDenied, ObjectDoesNotExist, or
    ValidationError (code `conflict` where nothing waits).
    """
    check_moderator(moderator)
    answer = clean_answer(answer)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        check_decidable(target, decision)
        line |= {"revision": _reported_revision(target)}
        if DECISIONS[decision] != LogAct.HIDE:
            entry = _keep(moderator, target, DECISIONS[decision], reason, **line)
            Report.objects.filter(**target.where, decision=None).update(decision=entry)
        elif branch and reply_id is not None:
            entry = hide_branch(moderator=moderator, reply_id=reply_id, reason=reason)
        else:
            entry = hide_target(moderator, target, reason, **line)
        answer_reporters(entry, answer)
    return entry


def check_decision(decision: str) -> None:
    """Raise ValidationError unless `decision` is a key of DECISIONS."""
    if decision not in DECISIONS:
        raise ValidationError(gettext("Choose one of the decisions."))


def check_decidable(target: Target, decision: str) -> None:
    """Raise ValidationError unless this can be decided of a target whose post is locked."""
    check_decision(decision)
    if not Report.objects.filter(**target.where, decision=None).exists():
        raise ValidationError(gettext("Somebody has decided on this already."), "conflict")
    if DECISIONS[decision] == LogAct.HIDE:
        check_removable(target)


def clean_answer(answer: str) -> str:
    """Return the answer to reporters on one line; it may be empty.

    Raises ValidationError where it is longer than 500 characters or holds half a character.
    """
    return clean_line(answer, limit=REASON_LIMIT, what=ANSWER)


def answer_reporters(entry: LogEntry, answer: str) -> None:
    """Tell whose reports `entry` or its parts settled what came of them; nothing if empty."""
    if answer:
        settled = Report.objects.filter(Q(decision=entry) | Q(decision__part_of=entry))
        settled.update(answer=answer)


def reopen(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    """Take back a decision that kept something: its reports wait again, a warning is gone.

    What reports had hidden until then, and is public now, is hidden again; `line` are other fields
    of the line in the log. Raises PermissionDenied, or ValidationError where it was taken back
    already.
    """
    check_moderator(moderator)
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=entry.post_id, reply_id=entry.reply_id)
        act = LogAct.UNWARN if entry.act == LogAct.WARN else LogAct.REOPEN
        line |= {"person": entry.person, "objection": entry.objection, "reverses": entry}
        undone = write_log(act=act, actor=moderator, reason=reason, **target.where | line)
        if entry.was == State.AUTO_HIDDEN and target.item.state == State.VISIBLE:
            set_state(target, State.AUTO_HIDDEN, "")
        reopen_reports(entry)
    return undone


def reopen_reports(entry: LogEntry) -> None:
    """Let the reports that `entry` settled wait again, but for those made anew since."""
    about = {"post": entry.post_id, "reply": entry.reply_id, "objection": entry.objection}
    waiting = Report.objects.filter(**about, decision=None)
    settled = Report.objects.filter(decision=entry)
    settled.exclude(reporter__in=waiting.values("reporter")).update(
        decision=None, answer="", answer_seen_at=None
    )


def _reported_revision(target: Target) -> int | None:
    """Return which earlier wording all reports that wait on a target mean, if they mean one."""
    waiting = Report.objects.filter(**target.where, decision=None).order_by()
    meant = set(waiting.values_list("revision", flat=True).distinct())
    return None if len(meant) > 1 else (meant - {target.item.revision} or {None}).pop()


def _keep(moderator: User, target: Target, act: LogAct, reason: str, **line: Any) -> LogEntry:
    line |= {"was": target.item.state, "reason": reason}
    entry = write_log(act=act, actor=moderator, **target.line | line)
    if target.item.state == State.AUTO_HIDDEN:
        set_state(target, State.VISIBLE, "")
    return entry
