"""Noting that somebody has read what they were told."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import check_right
from forum.models import Reply, Thanks
from moderation.actions.notices import mark_seen
from notifications.models import Notification
from notifications.words import Thing


def mark_read(*, person: User, notification_id: int, until: int) -> Notification:
    """Note that `person` has read one notice, and return it.

    Where it tells of a reply, or of thanks, what they were told, up to the notice `until`, of other
    replies to the same text, or thanks for it, is read with it: they stand in one line. Raises
    Notification.DoesNotExist where it is not theirs, or they may not read any more what it is
    about.
    """
    check_right(person, "accounts.sign")
    with transaction.atomic():
        row = Notification.objects.of(person).get(pk=notification_id)
        told = Notification.objects.filter(person=person, read_at=None)
        told.filter(pk=row.pk).update(read_at=timezone.now())
        beside = _beside(row) if until > row.pk else None
        if beside is not None:
            numbers = beside.values("pk")
            along = told.filter(thing=row.thing, reason=row.reason, number__in=numbers)
            along.filter(pk__range=(row.pk, until)).update(read_at=timezone.now())
    return row


def _beside(row: Notification) -> QuerySet | None:
    """Return what several notices of which are told in one line with this one."""
    if row.thing == Thing.REPLY:
        reply = Reply.objects.get(pk=row.number)
        beside = Reply.objects.filter(post=reply.post_id, parent=reply.parent_id)
        return beside.filter(moved=reply.moved)
    if row.thing == Thing.THANKS:
        thanks = Thanks.objects.get(pk=row.number)
        return Thanks.objects.filter(post=thanks.post_id, reply=thanks.reply_id)
    return None


def mark_all_read(*, person: User, until: int, decided: int) -> None:
    """Note that `person` has read all up to the notice `until`, and what moderators told them up
    to the line `decided` of the log; what was told later stays new."""
    check_right(person, "accounts.sign")
    with transaction.atomic():
        told = Notification.objects.filter(person=person, read_at=None, pk__lte=until)
        told.update(read_at=timezone.now())
        if decided:
            mark_seen(person=person, until=decided)
