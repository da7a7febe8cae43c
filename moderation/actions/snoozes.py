"""Putting off what waits in the queue, for all moderators, and taking it up again."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from forum.models import State
from moderation.actions.log import check_moderator
from moderation.models import Report, Snooze
from moderation.targets import Target, lock_target

# For how many days, and how the queue says it.
SNOOZES = {1: gettext_lazy("a day"), 3: gettext_lazy("three days"), 7: gettext_lazy("a week")}


def snooze(
    *,
    moderator: User,
    days: int,
    post_id: int,
    reply_id: int | None = None,
    objection: int | None = None,
) -> Snooze:
    """Put a text, or the claim of an objection, off for some days, a key of SNOOZES.

    It returns by itself then, or with the next report on it. Putting it off again counts from now.
    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it does
    not wait).
    """
    check_moderator(moderator)
    if days not in SNOOZES:
        raise ValidationError(gettext("Choose for how long to put it off."))
    now = timezone.now()
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        where = target.where | {"objection": objection}
        if not _waits(target, objection):
            raise ValidationError(gettext("This does not wait any more."), "conflict")
        Snooze.objects.filter(**where, until__gt=now).update(until=now)
        return Snooze.objects.create(
            **where, by=moderator, created_at=now, until=now + timedelta(days=days)
        )


def wake(
    *, moderator: User, post_id: int, reply_id: int | None = None, objection: int | None = None
) -> None:
    """Bring back to the queue what was put off.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict` where it is
    not put off).
    """
    check_moderator(moderator)
    now = timezone.now()
    with transaction.atomic():
        target = lock_target(viewer=moderator, post_id=post_id, reply_id=reply_id)
        where = target.where | {"objection": objection}
        if not Snooze.objects.filter(**where, until__gt=now).update(until=now):
            raise ValidationError(gettext("This is back in the queue already."), "conflict")


def _waits(target: Target, objection: int | None) -> bool:
    if objection is None and target.item.state == State.PENDING:
        return True
    where = target.where | {"objection": objection}
    return Report.objects.filter(**where, decision=None).exists()
