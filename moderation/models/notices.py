"""The word of a line of the log to whom it concerns, and of which acts they are told."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from forum.models import State
from moderation.models.acts import LogAct
from moderation.models.log import LogEntry

# What was found fine is not told: nobody need know that they were reported; nor what is no decision
# about somebody.
UNTOLD = (
    LogAct.FINE,
    LogAct.DISMISS,
    LogAct.REOPEN,
    LogAct.PIN,
    LogAct.UNPIN,
    LogAct.ROUND,
)
TOLD = tuple(act for act in LogAct if act not in UNTOLD)


def told() -> Q:
    """Return the lines of which the person concerned is told: not of what they did themselves."""
    # Found fine, or not after all: what was held back is shown again, or held back again.
    held_back = Q(was=State.AUTO_HIDDEN, reverses=None) | Q(reverses__was=State.AUTO_HIDDEN)
    concerned = Q(person__isnull=False) & ~Q(person=F("actor"))
    return concerned & (Q(act__in=TOLD) | held_back)


class Notice(models.Model):
    """Tells the person concerned of a line of the log, until they have seen it."""

    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="notice")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["person"],
                name="notice_unseen",
                condition=Q(seen_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.entry}"
