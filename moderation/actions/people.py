"""Suspending a person for a time or for good, warning one, and the inverses."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import FOR_GOOD, User
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogAct, LogEntry


def suspend(*, moderator: User, username: str, reason: str, until: datetime | None) -> LogEntry:
    """Let somebody write nothing until then, or with None for good; they read, appeal and leave.

    Raises PermissionDenied where `moderator` may not decide on them, User.DoesNotExist, or
    ValidationError (no reason, a moment that is over; code `conflict` where they are suspended
    already).
    """
    check_moderator(moderator)
    if until is not None and not timezone.now() < until < FOR_GOOD:
        raise ValidationError(gettext("Choose a moment that is still to come."), code="until")
    with transaction.atomic():
        person = lock_person(moderator, username)
        if person.is_suspended:
            raise ValidationError(gettext("They are suspended already."), code="conflict")
        entry = write_log(
            act=LogAct.SUSPEND, actor=moderator, person=person, reason=reason, expires_at=until
        )
        person.suspended_until = until or FOR_GOOD
        person.save(update_fields=["suspended_until"])
    return entry


def unsuspend(
    *, moderator: User, username: str, reason: str, reverses: LogEntry | None = None
) -> LogEntry:
    """Let somebody write again; or take back `reverses`, be it over already, or another in force.

    Raises PermissionDenied, User.DoesNotExist, or ValidationError (no reason; code `conflict`
    where they are not suspended).
    """
    check_moderator(moderator)
    with transaction.atomic():
        person = lock_person(moderator, username)
        lines = LogEntry.objects.filter(act=LogAct.SUSPEND, person=person, reversed_by=None)
        in_force = lines.order_by("-created_at", "-pk").first()
        if reverses is None and not person.is_suspended:
            raise ValidationError(gettext("They may write already."), code="conflict")
        entry = write_log(
            act=LogAct.UNSUSPEND,
            actor=moderator,
            person=person,
            reason=reason,
            reverses=reverses or in_force,
        )
        if reverses is None or reverses == in_force:
            person.suspended_until = None
            person.save(update_fields=["suspended_until"])
    return entry


def warn_person(*, moderator: User, username: str, reason: str) -> LogEntry:
    """Warn somebody for what they do, not for one text; they and moderators see it.

    Raises PermissionDenied, User.DoesNotExist, or ValidationError without a reason.
    """
    check_moderator(moderator)
    with transaction.atomic():
        person = lock_person(moderator, username)
        return write_log(act=LogAct.WARN, actor=moderator, person=person, reason=reason)


def unwarn_person(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Take back a warning to a person. Raises PermissionDenied or ValidationError."""
    check_moderator(moderator)
    with transaction.atomic():
        person = lock_person(moderator, entry.person.username)
        by = {"actor": moderator, "person": person, "reason": reason}
        return write_log(act=LogAct.UNWARN, reverses=entry, **by)


def check_may_decide_on(moderator: User, person: User) -> None:
    """Raise PermissionDenied unless `person` stands below `moderator`: nobody judges their like.

    Moderators decide on members, admins on moderators too; so the last admin stays.
    """
    check_moderator(moderator)
    if person.pk == moderator.pk:
        raise PermissionDenied(gettext("You can’t decide on yourself."))
    if person.is_admin or (person.is_moderator and not moderator.is_admin):
        raise PermissionDenied(gettext("Only admins decide on moderators, and nobody on an admin."))


def may_decide_on(moderator: Any, person: User) -> bool:
    """Whether `moderator` may warn and suspend `person`."""
    try:
        check_may_decide_on(moderator, person)
    except PermissionDenied:
        return False
    return person.left_at is None


def lock_person(moderator: User, username: str) -> User:
    """Lock somebody on whom `moderator` decides; raises as its callers say."""
    person = User.objects.select_for_update(no_key=True).named(username).get()
    check_may_decide_on(moderator, person)
    if person.left_at is not None:
        raise ValidationError(
            gettext("They have left; there is nobody to decide on."), code="conflict"
        )
    return person
