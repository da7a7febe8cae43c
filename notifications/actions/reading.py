"""Noting that somebody has read what they were told."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check_right
from forum.models import Reply
from moderation.actions.notices import mark_seen
from notifications.models import Notification
from notifications.words import Thing


def mark_read(*, person: User, notification_id: int, until: int) -> Notification:
    """Note that `person` has read one notice, and return it.

    Where it tells of a reply, what they were told, up to the notice `until`, of other replies to
    the same text is read with it: they stand in one line. Raises Notification.DoesNotExist where it
    is not theirs, or they may not read any more what it is about.
    """
    check_right(person, "accounts.sign")
    with transaction.atomic():
        row = Notification.objects.of(person).get(pk=notification_id)
        told = Notification.objects.filter(person=person, read_at=None)
        told.filter(pk=row.pk).update(read_at=timezone.now())
        if row.thing == Thing.REPLY and until > row.pk:
            reply = Reply.objects.get(pk=row.number)
            beside = Reply.objects.filter(post=reply.post_id, parent=reply.parent_id).values("pk")
            along = told.filter(thing=Thing.REPLY, reason=row.reason, number__in=beside)
            along.filter(pk__range=(row.pk, until)).update(read_at=timezone.now())
    return row


def mark_all_read(*, person: User, until: int, decided: int) -> None:
    """Note that `person` has read all up to the notice `until`, and what moderators told them up
    to the line `decided` of the log; what was told later stays new."""
    check_right(person, "accounts.sign")
    with transaction.atomic():
        told = Notification.objects.filter(person=person, read_at=None, pk__lte=until)
        told.update(read_at=timezone.now())
        if decided:
            mark_seen(person=person, until=decided)
