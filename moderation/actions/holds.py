"""Holding a text back once enough people have reported it, until a moderator has looked."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from forum.models import State
from forum.newcomers import established
from moderation.actions.log import check_moderator, write_log
from moderation.actions.removals import restore, set_state
from moderation.models import LogAct, LogEntry, Report
from moderation.signals import held_back
from moderation.targets import Target, lock_target

MANY = 3
# Whose report moderators dismissed is not believed for so long.
DISMISSED_FOR = timedelta(days=30)
REASON = gettext_noop("Three people reported it; a moderator will look at it")


def hold_back_if_due(target: Target) -> LogEntry | None:
    """Hide a public text, its post locked, that three people of good standing have reported.

    Never what moderators wrote or pinned, nor what a receiver of `held_back` speaks for. What was
    shown again after that needs three reports anew, and by others. Two queries at most where
    nothing is done.
    """
    if target.item.state != State.VISIBLE or target.writer.is_moderator:
        return None
    if target.reply is None and target.post.pinned_at is not None:
        return None
    if believed_reports(target).values("reporter").distinct().count() < MANY:
        return None
    if any(kept for _, kept in held_back.send(Target, target=target)):
        return None
    was = target.item.state
    entry = write_log(act=LogAct.AUTO_HIDE, actor=None, was=was, reason=REASON, **target.line)
    set_state(target, State.AUTO_HIDDEN, "")
    return entry


def release(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Show again what was held back, as `entry` says; its reports wait still.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it is
    held back no more).
    """
    check_moderator(moderator)
    where = {"post_id": entry.post_id, "reply_id": entry.reply_id}
    with transaction.atomic():
        if lock_target(viewer=moderator, **where).item.state != State.AUTO_HIDDEN:
            raise ValidationError(
                gettext("A moderator has decided on this already."), code="conflict"
            )
        return restore(moderator=moderator, reason=reason, reverses=entry, **where)


def believed_reports(target: Target) -> QuerySet[Report]:
    """Return the waiting reports on a target that count towards holding it back."""
    about = Report.objects.filter(**target.where)
    held = LogEntry.objects.filter(
        **target.where, act=LogAct.AUTO_HIDE, created_at__gte=OuterRef("created_at")
    )
    reporters = (
        _in_good_standing()
        .exclude(pk__in=[target.post.author_id, target.writer.pk])
        .exclude(pk__in=about.exclude(decision=None).values("reporter"))
    )
    return about.filter(~Exists(held), decision=None, reporter__in=reporters.values("pk"))


def _in_good_standing() -> QuerySet[User]:
    now = timezone.now()
    dismissed = Report.objects.filter(
        decision__act=LogAct.DISMISS, decision__created_at__gt=now - DISMISSED_FOR
    )
    confirmed = User.objects.filter(emailaddress__verified=True, is_active=True, left_at=None)
    return (
        established(confirmed)
        .filter(Q(suspended_until=None) | Q(suspended_until__lte=now))
        .exclude(pk__in=dismissed.values("reporter"))
    )
