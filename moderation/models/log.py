"""The log of what moderators did and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from forum.models import Post, Reply, State
from moderation.models.acts import TOPICAL, LogAct

REASON_LIMIT = 500


class LogEntry(models.Model):
    """One line of the log. Never changed; taking something back is another line."""

    act = models.CharField(max_length=12, choices=LogAct.choices)
    # Null where the site itself did it by its rules: held back after reports.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Null where it was done to a person, a topic, or to many texts at once.
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="log")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="log")
    # Where something was moved to.
    other_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    # Which wording of the text, where the act was on one.
    revision = models.PositiveIntegerField(null=True, blank=True)
    # The number of an objection on the post, where the act was on one (and into which other).
    objection = models.PositiveIntegerField(null=True, blank=True)
    other_objection = models.PositiveIntegerField(null=True, blank=True)
    # Whose text it was, or to whom it was done.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="log"
    )
    # The state of the text, or the role of the person, until then: an undo leads back.
    was = models.CharField(
        max_length=12,
        choices=[*State.choices, *User.Role.choices],
        blank=True,
        default="",
        db_default="",
    )
    reason = models.CharField(max_length=REASON_LIMIT)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # When it ends by itself.
    expires_at = models.DateTimeField(null=True, blank=True)
    # What was done to many at once has one line for all, which says to how many, and one for each.
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", db_index=False
    )
    count = models.PositiveIntegerField(default=1, db_default=1)
    # The earlier line that this one takes back; a line can be taken back once.
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="log_latest"),
            models.Index(
                fields=["-created_at", "-id"], name="log_whole", condition=Q(part_of__isnull=True)
            ),
            models.Index(
                fields=["act", "-created_at", "-id"],
                name="log_acts",
                condition=Q(part_of__isnull=True),
            ),
            models.Index(
                fields=["part_of", "id"], name="log_parts", condition=Q(part_of__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.get_act_display()} {self.reply or self.post or self.person}"

    def get_absolute_url(self) -> str:
        return reverse("moderation-log-entry", args=[self.pk])

    @property
    def said_reason(self) -> str:
        """The reason: the words of whoever gave it, or the site’s own in the reader’s language."""
        return gettext(self.reason) if self.act == LogAct.AUTO_HIDE else self.reason

    @property
    def is_of_many(self) -> bool:
        """Whether it says that something was done to many texts at once."""
        about = self.post_id is not None or self.person_id is not None
        return not about and self.act not in TOPICAL
