"""What the person concerned answers to a decision, and to which they may."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from moderation.models.acts import LogAct
from moderation.models.log import LogEntry

APPEAL_LIMIT = 1000
# Decisions against somebody, each with an inverse.
APPEALABLE = (
    LogAct.HIDE,
    LogAct.WARN,
    LogAct.AUTO_HIDE,
    LogAct.REJECT,
    LogAct.HIDE_WORDING,
    LogAct.LOCK,
    LogAct.SPLIT,
    LogAct.MOVE,
    LogAct.JOIN,
    LogAct.MERGE,
    LogAct.STRIKE,
    LogAct.CLOSE,
    LogAct.HIDE_CLOSING,
    LogAct.HIDE_BIO,
    LogAct.SUSPEND,
)


class Appeal(models.Model):
    """What the person concerned answers to a line of the log, once."""

    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="appeal")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appeals")
    text = models.CharField(max_length=APPEAL_LIMIT)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Null while it waits: the line that upholds the decision, or that takes it back.
    decision = models.OneToOneField(
        LogEntry, models.PROTECT, null=True, blank=True, related_name="appeal_decided"
    )

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.writer} on {self.entry}"
