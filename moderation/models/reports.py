"""Reports: somebody's word that a text breaks the rules; and what a moderator puts off."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models import Post, Reply
from moderation.models.log import REASON_LIMIT, LogEntry


class Report(models.Model):
    """Somebody's word that a post or a reply breaks the rules."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="reports")
    # Null where the essay itself is meant.
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="reports")
    # The number of an objection on the post, where its claim is meant.
    objection = models.PositiveIntegerField(null=True, blank=True)
    # Which wording of the text; null where a claim is meant, and where nobody noted it.
    revision = models.PositiveIntegerField(null=True, blank=True)
    # The claim as it was put then: its raiser may change it without a trace.
    claim = models.TextField(blank=True, default="", db_default="")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    reason = models.CharField(max_length=REASON_LIMIT)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Null while it waits in the queue.
    decision = models.ForeignKey(
        LogEntry, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    # What the moderators told the reporter about it, and when that was read.
    answer = models.CharField(max_length=REASON_LIMIT, blank=True, default="", db_default="")
    answer_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "post", "revision"],
                condition=Q(reply__isnull=True, objection__isnull=True, decision__isnull=True),
                name="report_post_once",
            ),
            models.UniqueConstraint(
                fields=["reporter", "post", "objection", "claim"],
                condition=Q(objection__isnull=False, decision__isnull=True),
                name="report_claim_once",
            ),
            models.UniqueConstraint(
                fields=["reporter", "reply", "revision"],
                condition=Q(reply__isnull=False, decision__isnull=True),
                name="report_reply_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], name="report_queue", condition=Q(decision__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporter} reports {self.reply or self.post}"


class Snooze(models.Model):
    """A text that waits in the queue is put off for all moderators, until then."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    objection = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["until"], name="snooze_until")]

    def __str__(self) -> str:
        return f"{self.reply or self.post} until {self.until}"
