"""Making somebody a moderator, an admin, or a member again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from accounts.actions.admins import check_is_not_the_only_admin, lock_with_admins
from accounts.models import User
from accounts.permissions import check_right, may
from moderation.actions.log import write_log
from moderation.models import APPOINTMENTS, LogEntry

HAVE_ROLE = {
    User.Role.MEMBER: gettext_lazy("They are a member already."),
    User.Role.MODERATOR: gettext_lazy("They are a moderator already."),
    User.Role.ADMIN: gettext_lazy("They are an admin already."),
}


def appoint(
    *, admin: User | None, username: str, role: str, reason: str, reverses: LogEntry | None = None
) -> LogEntry:
    """Give somebody a role; without an `admin` it is whoever runs the site who does.

    Raises PermissionDenied (no admin, or oneself), User.DoesNotExist, or ValidationError (no
    reason, no such role; code `conflict` where they have that role or have left, are the only
    admin, or where what is taken back was changed since).
    """
    if role not in APPOINTMENTS:
        raise ValidationError(gettext("There is no such role."), code="role")
    _check_may_appoint(admin)
    with transaction.atomic():
        key = User.objects.named(username).values_list("pk", flat=True).get()
        locked = lock_with_admins(key, *([admin.pk] if admin else []))
        person = locked[key]
        if admin is not None:
            # Somebody else may have decided on whoever decides here.
            _check_may_appoint(locked[admin.pk])
        if admin is not None and person.pk == admin.pk:
            raise PermissionDenied(gettext("Another admin changes your role, not you yourself."))
        _check_changes(person, role, reverses)
        if role != User.Role.ADMIN:
            words = gettext("They are the only admin. Make somebody else admin first.")
            check_is_not_the_only_admin(person, locked, words)
        entry = write_log(
            act=APPOINTMENTS[role],
            actor=admin,
            person=person,
            was=person.role,
            reason=reason,
            reverses=reverses,
        )
        person.role = role
        person.save(update_fields=["role"])
    return entry


def may_appoint(admin: User, person: User) -> bool:
    """Whether `admin` may give `person` another role."""
    gone = person.left_at is not None or not person.is_active
    return may(admin, "moderation.appoint") and person.pk != admin.pk and not gone


def _check_may_appoint(admin: User | None) -> None:
    if admin is not None:
        check_right(admin, "moderation.appoint")


def _check_changes(person: User, role: str, reverses: LogEntry | None) -> None:
    if person.left_at is not None or not person.is_active:
        raise ValidationError(
            gettext("They have left; there is nobody to appoint."), code="conflict"
        )
    if person.role == role:
        raise ValidationError(HAVE_ROLE[role], code="conflict")
    if reverses is not None and APPOINTMENTS[person.role] != reverses.act:
        raise ValidationError(gettext("They were given another role since."), code="conflict")
