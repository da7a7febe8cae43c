"""People and posts: who may no longer write beneath one, and when somebody last looked."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models.posts import Post

REASON_LIMIT = 300
# Who looks again within this time is still there.
SAME_VISIT = timedelta(minutes=30)


class Bar(models.Model):
    """A post's author lets somebody no longer write beneath it; said in public, and reversible."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="bars")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bars")
    reason = models.CharField(max_length=REASON_LIMIT)
    barred_at = models.DateTimeField(default=timezone.now, db_default=Now())
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["barred_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "user"], condition=Q(lifted_at__isnull=True), name="barred_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.post}"


class Visit(models.Model):
    """Until which moment somebody has read a post's critique or its thread, and when they did."""

    class Part(models.TextChoices):
        CRITIQUE = "critique"
        THREAD = "thread"

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(
        max_length=8, choices=Part.choices, default=Part.CRITIQUE, db_default=Part.CRITIQUE
    )
    # What was there by then has been read; of a thread, when the newest reply on its page came.
    at = models.DateTimeField(default=timezone.now, db_default=Now())
    # The same of the visit before this one; what came after it is new.
    before = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "user", "part"], name="visit_once_of_part")
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.post}"

    def new_since(self, now: datetime) -> datetime | None:
        """Return until when all was read before the visit of `now`: what came after it is new."""
        return self.at if now - self.seen_at > SAME_VISIT else self.before
