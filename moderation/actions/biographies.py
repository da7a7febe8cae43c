"""Removing what somebody says of themselves, and putting it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from moderation.actions.log import check_moderator, write_log
from moderation.actions.people import lock_person
from moderation.models import LogAct, LogEntry


def hide_bio(*, moderator: User, username: str, reason: str) -> LogEntry:
    """Let nobody but somebody themselves and moderators read what they say of themselves.

    Whatever they write there from then on is not shown either, until it is put back. Raises
    PermissionDenied where `moderator` may not decide on them, User.DoesNotExist, or ValidationError
    (no reason; code `conflict` where there is nothing, or it was removed already).
    """
    check_moderator(moderator)
    with transaction.atomic():
        person = lock_person(moderator, username)
        if not person.bio or person.bio_hidden_at is not None:
            raise ValidationError(gettext("There is nothing that readers see."), code="conflict")
        entry = write_log(act=LogAct.HIDE_BIO, actor=moderator, person=person, reason=reason)
        person.bio_hidden_at = timezone.now()
        person.save(update_fields=["bio_hidden_at"])
    return entry


def show_bio(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Take that back, as `entry` says it was done.

    Raises PermissionDenied, or ValidationError (no reason; code `conflict` where it was done).
    """
    check_moderator(moderator)
    with transaction.atomic():
        person = lock_person(moderator, entry.person.username)
        by = {"actor": moderator, "person": person, "reason": reason}
        undone = write_log(act=LogAct.SHOW_BIO, reverses=entry, **by)
        person.bio_hidden_at = None
        person.save(update_fields=["bio_hidden_at"])
    return undone
