"""Answering a decision, once, and standing by one that was answered."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.permissions import check_right
from forum.limits import count_act
from forum.locks import lock_post
from forum.sources import clean_source
from moderation.actions.log import check_moderator, write_log
from moderation.models import APPEAL_LIMIT, APPEALABLE, Appeal, LogAct, LogEntry
from web.writing import TextKind

APPEAL_DAYS = 30

ANSWER = TextKind(
    gettext_lazy(
        "The answer has %(length)s characters, %(more)s more than the %(limit)s that fit. "
        "Shorten it or split it."
    ),
    gettext_lazy("The answer has only signs that nobody can see. Write something that shows."),
)


def appeal(*, writer: User, entry_id: int, text: str) -> Appeal:
    """Answer a line of the log that concerns `writer`, also while suspended; moderators read it.

    Once, within 30 days, at most 1,000 characters. Raises PermissionDenied (not signed in),
    LogEntry.DoesNotExist where the line does not concern them, or ValidationError (code
    `conflict` where it was answered or taken back already).
    """
    check_right(writer, "accounts.sign")
    text = clean_source(text, limit=APPEAL_LIMIT, what=ANSWER).strip()
    with transaction.atomic():
        told = LogEntry.objects.select_for_update(of=("self",)).filter(notice__person=writer)
        entry = told.get(pk=entry_id)
        check_may_appeal(entry)
        count_act("appeals", writer)
        return Appeal.objects.create(entry=entry, writer=writer, text=text)


def check_may_appeal(entry: LogEntry) -> None:
    """Raise ValidationError unless the person concerned may still answer this line."""
    if entry.act not in APPEALABLE:
        raise ValidationError(gettext("This is not a decision that can be answered."))
    if hasattr(entry, "reversed_by"):
        raise ValidationError(gettext("This was taken back already."), code="conflict")
    if hasattr(entry, "appeal"):
        raise ValidationError(gettext("You have answered this already."), code="conflict")
    if answerable_until(entry) < timezone.now():
        raise ValidationError(
            gettext("This can be answered for %(days)d days, which are over.")
            % {"days": APPEAL_DAYS}
        )


def answerable_until(entry: LogEntry) -> datetime:
    """Return until when the person concerned may answer this line, if at all."""
    return entry.created_at + timedelta(days=APPEAL_DAYS)


def may_appeal(entry: LogEntry) -> bool:
    """Whether the person concerned may still answer this line."""
    try:
        check_may_appeal(entry)
    except ValidationError:
        return False
    return True


def lock_appeal(*, moderator: User, appeal_id: int) -> Appeal:
    """Return an answer that waits, locked, with its line; before it the post or the person.

    Raises PermissionDenied where `moderator` may not decide on it, Appeal.DoesNotExist, or
    ValidationError (code `conflict` where it was decided), and TransactionManagementError outside
    a transaction.
    """
    check_moderator(moderator)
    _lock_subject(moderator, LogEntry.objects.get(appeal=appeal_id))
    appeals = Appeal.objects.select_for_update(of=("self",)).select_related("entry__person")
    found = appeals.get(pk=appeal_id)
    if found.decision_id is not None:
        raise ValidationError(gettext("Somebody has decided on this already."), code="conflict")
    if refused := refusal(moderator, found, deciders()):
        raise PermissionDenied(refused)
    return found


def deciders() -> QuerySet:
    """Return the keys of all who could decide on an answer now."""
    return User.objects.filter(
        Q(suspended_until=None) | Q(suspended_until__lte=timezone.now()),
        role__in=(User.Role.MODERATOR, User.Role.ADMIN),
        is_active=True,
        left_at=None,
    ).values_list("pk", flat=True)


def refusal(moderator: User, answered: Appeal, able: Collection[int]) -> str:
    """Return why `moderator` may not decide on an answer, if so; `able` are all `deciders`."""
    if answered.writer_id == moderator.pk:
        return gettext("This is your own answer; another moderator decides on it.")
    others = set(able) - {moderator.pk, answered.writer_id}
    if answered.entry.actor_id == moderator.pk and others:
        return gettext("You made this decision; another moderator looks at the answer.")
    return ""


def stand_by(*, moderator: User, appeal_id: int, reason: str) -> LogEntry:
    """Let an answered decision stand; its writer is told why.

    Raises what `lock_appeal` raises, or ValidationError where the reason is missing.
    """
    with transaction.atomic():
        answered = lock_appeal(moderator=moderator, appeal_id=appeal_id)
        entry = _write(LogAct.UPHOLD, moderator, answered.entry, reason)
        answered.decision = entry
        answered.save(update_fields=["decision"])
    return entry


def rehear(*, moderator: User, entry: LogEntry, reason: str, **line: Any) -> LogEntry:
    """Take back that moderators stood by a decision: its answer waits again.

    `line` are other fields of the line in the log. Raises PermissionDenied, or ValidationError
    where that, or the decision itself, was taken back already (code `conflict`).
    """
    check_moderator(moderator)
    with transaction.atomic():
        _lock_subject(moderator, entry)
        undone = _write(LogAct.REHEAR, moderator, entry, reason, reverses=entry, **line)
        answered = Appeal.objects.select_related("entry__reversed_by").get(decision=entry)
        if hasattr(answered.entry, "reversed_by"):
            raise ValidationError(
                gettext("The decision itself was taken back since."), code="conflict"
            )
        answered.decision = None
        answered.save(update_fields=["decision"])
    return undone


def _lock_subject(moderator: User, entry: LogEntry) -> None:
    """Lock what the line is about, as whoever takes it back does first."""
    if entry.post_id is not None:
        lock_post(viewer=moderator, post_id=entry.post_id)
    else:
        User.objects.select_for_update(no_key=True).get(pk=entry.person_id)


def _write(act: LogAct, moderator: User, about: LogEntry, reason: str, **line: Any) -> LogEntry:
    line |= {name: getattr(about, name) for name in ("post", "reply", "objection", "person")}
    return write_log(act=act, actor=moderator, reason=reason, **line)
