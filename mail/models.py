"""How often people want mail, what is to be mailed, and what it is known by elsewhere."""

from typing import Any, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from mail.words import MailKind, SendingOutcome, What, When
from notifications.models import Notification

# What mails are about that are not about one thing.
ITSELF = "mail"


class MailChoice(models.Model):
    """How often somebody wants mail of a kind; without a row, as `words.DEFAULTS` has it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    when = models.CharField(max_length=10, choices=When.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="mail_choice_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} {self.when}"


class OutboxQuerySet(models.QuerySet):
    """What is in the outbox."""

    def waiting(self) -> Self:
        """Keep what is not done with."""
        return self.filter(closed_at=None)

    def put(self, mails: list[Any]) -> None:
        """Add these mails; what is there already, or was and is done with, is not added again."""
        self.bulk_create(mails, ignore_conflicts=True)


class OutboxMail(models.Model):
    """A mail to be sent to somebody, or what became of it.

    It has no word of what it will say: that is read from the record when it is sent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    notification = models.OneToOneField(
        Notification, models.CASCADE, null=True, blank=True, related_name="mail"
    )
    # Of decisions the line of the log with which they began; of what comes together, which day.
    number = models.BigIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Not sent before.
    due_at = models.DateTimeField()
    # Until then somebody is sending it.
    claimed_until = models.DateTimeField(null=True, blank=True)
    # How often that failed.
    failures = models.PositiveSmallIntegerField(default=0, db_default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, choices=SendingOutcome.choices, blank=True, default="", db_default=""
    )

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "what", "number"],
                name="mail_together_once",
                condition=Q(notification__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="mail_waiting", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["closed_at"], name="mail_closed", condition=Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"


class MessageId(models.Model):
    """By which name mail about a thing is known to mail programs: the same in everybody’s mail.

    Kept, as replies to it are found by it, wherever the site may be by then.
    """

    # One of `notifications.words.Thing`, or ITSELF and the number of a mail.
    thing = models.CharField(max_length=10)
    number = models.BigIntegerField()
    # Of clicks, as their notices have it; 0 of all else.
    day = models.BigIntegerField(default=0, db_default=0)
    # Without the brackets: 3f2a…@forum.example.org
    name = models.CharField(max_length=250, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thing", "number", "day"], name="message_id_once")
        ]

    def __str__(self) -> str:
        return self.name


class RefusedAddress(models.Model):
    """An address for which mail servers take no mail; gone once ours takes one again."""

    address = models.OneToOneField(
        EmailAddress, models.CASCADE, primary_key=True, related_name="refused"
    )
    # On how many days, with nothing taken between.
    days = models.PositiveSmallIntegerField(default=0, db_default=0)
    last_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # A server further on said so: that ours takes mail for it tells nothing.
    came_back = models.BooleanField(default=False, db_default=False)
    # Since when no mail about notices is sent there.
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Address {self.pk}"
