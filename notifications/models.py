"""What happened and is yet to be told, and what somebody is told of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from notifications.querysets import NotificationQuerySet
from notifications.words import Happened, Reason, Thing


class Happening(models.Model):
    """Something was done of which people are to be told; gone once they are.

    Written with what was done, one row whoever is to be told: `fanout` finds them afterwards.
    """

    what = models.CharField(max_length=10, choices=Happened.choices)
    number = models.BigIntegerField()
    # Who did it, and is not told.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Not told before: what is clicked in a day is told together.
    due_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="happening_due")]

    def __str__(self) -> str:
        return f"{self.what} {self.number}"


class Notification(models.Model):
    """Somebody is told of a thing: once, whatever the number of reasons.

    What the thing says is read when the page is, and so is whether they may still read it: the row
    has no word of it. Decisions of moderators have their own (`moderation.Notice`).
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    thing = models.CharField(max_length=10, choices=Thing.choices)
    number = models.BigIntegerField()
    # Of clicks, on which day (UTC), counted as Python’s dates count; 0 of all else.
    day = models.BigIntegerField(default=0, db_default=0)
    # The strongest, as things were when it was told.
    reason = models.CharField(max_length=10, choices=Reason.choices)
    # Whose doing it was; null of clicks, which are those of several.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)
    # Of what the person had muted when it was told: read from the first, and shown nowhere.
    is_muted = models.BooleanField(default=False, db_default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thing", "number", "day"], name="notification_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notification_latest"),
            models.Index(
                fields=["person", "-id"],
                name="notification_unread",
                condition=Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["read_at"],
                name="notification_read",
                condition=Q(read_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.thing} {self.number}"
