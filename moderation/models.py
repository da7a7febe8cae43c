"""Reports, and the log of what moderators did and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.models import Post, Reply, State

REASON_LIMIT = 500


class Act(models.TextChoices):
    """What a line of the log says was done; a reversal is a line of its own."""

    HIDE = "hide", "removed"
    RESTORE = "restore", "restored"
    WARN = "warn", "kept, with a warning,"
    UNWARN = "unwarn", "took back a warning for"
    FINE = "fine", "found nothing wrong with"
    DISMISS = "dismiss", "dismissed the reports on"
    REOPEN = "reopen", "reopened the reports on"
    LOCK = "lock", "locked"
    UNLOCK = "unlock", "unlocked"
    PIN = "pin", "pinned"
    UNPIN = "unpin", "unpinned"
    MERGE = "merge", "merged"
    UNMERGE = "unmerge", "separated"
    STRIKE = "strike", "struck"
    UNSTRIKE = "unstrike", "put back"
    ROUND = "round", "opened a round on"
    CLOSE = "close", "stopped new objections to"
    UNCLOSE = "unclose", "allowed new objections again to"
    LIFT = "lift", "lifted the bar on"
    UNLIFT = "unlift", "put back the bar on"


# What has an inverse of its own; the others are inverses.
UNDOABLE = (
    Act.HIDE,
    Act.WARN,
    Act.FINE,
    Act.DISMISS,
    Act.LOCK,
    Act.UNLOCK,
    Act.PIN,
    Act.UNPIN,
    Act.MERGE,
    Act.STRIKE,
    Act.CLOSE,
    Act.LIFT,
)


class LogEntry(models.Model):
    """One line of the log. Never changed; taking something back is another line."""

    act = models.CharField(max_length=12, choices=Act.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="log")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="log")
    # The number of an objection on the post, where the act was on one (and into which other).
    objection = models.PositiveIntegerField(null=True, blank=True)
    other_objection = models.PositiveIntegerField(null=True, blank=True)
    # Whose text it was.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="log"
    )
    # The state of the text until then, where the act is a decision on it: an undo leads back.
    was = models.CharField(max_length=12, choices=State.choices, blank=True)
    reason = models.CharField(max_length=REASON_LIMIT)
    created_at = models.DateTimeField(default=timezone.now)
    # The earlier line that this one takes back; a line can be taken back once.
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="log_latest")]

    def __str__(self) -> str:
        return f"{self.actor} {self.get_act_display()} {self.reply or self.post}"


class Report(models.Model):
    """Somebody's word that a post or a reply breaks the rules."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="reports")
    # Null where the essay itself is meant.
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="reports")
    # The number of an objection on the post, where its claim is meant.
    objection = models.PositiveIntegerField(null=True, blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports")
    reason = models.CharField(max_length=REASON_LIMIT)
    created_at = models.DateTimeField(default=timezone.now)
    # Null while it waits in the queue.
    decision = models.ForeignKey(
        LogEntry, models.PROTECT, null=True, blank=True, related_name="reports"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "post"],
                condition=Q(reply__isnull=True, objection__isnull=True, decision__isnull=True),
                name="report_post_once",
            ),
            models.UniqueConstraint(
                fields=["reporter", "post", "objection"],
                condition=Q(objection__isnull=False, decision__isnull=True),
                name="report_claim_once",
            ),
            models.UniqueConstraint(
                fields=["reporter", "reply"],
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
