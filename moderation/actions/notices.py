"""Noting that somebody has seen what moderators told them."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check_right
from moderation.models import Notice, Report


def mark_seen(*, person: User, until: int) -> None:
    """Note that `person` has seen what they were told up to a line of the log, answers included.

    `until` is the line's id; what was told later stays new. Raises PermissionDenied where nobody
    is signed in.
    """
    check_right(person, "accounts.sign")
    now = timezone.now()
    with transaction.atomic():
        new = Notice.objects.filter(person=person, seen_at=None, entry__lte=until)
        new.update(seen_at=now)
        _answered(person).filter(decision__lte=until).update(answer_seen_at=now)


def mark_one_seen(*, person: User, entry_id: int) -> None:
    """Note that `person` has seen one line of the log, or what it answers to a report of theirs.

    Of what they were not told nothing is noted. Raises PermissionDenied where nobody is signed in.
    """
    check_right(person, "accounts.sign")
    now = timezone.now()
    with transaction.atomic():
        Notice.objects.filter(person=person, seen_at=None, entry=entry_id).update(seen_at=now)
        _answered(person).filter(decision=entry_id).update(answer_seen_at=now)


def _answered(person: User) -> QuerySet[Report]:
    return Report.objects.exclude(answer="").filter(reporter=person, answer_seen_at=None)
