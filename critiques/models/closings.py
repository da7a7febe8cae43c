"""When an author took no new objections to a post."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models import Post

REASON_LIMIT = 300


class Closing(models.Model):
    """A time in which nobody could raise an objection to a post; who held one kept their say."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="closings")
    reason = models.CharField(max_length=REASON_LIMIT)
    closed_at = models.DateTimeField(default=timezone.now, db_default=Now())
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["closed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(reopened_at__isnull=True), name="closed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, closed {self.closed_at:%Y-%m-%d}"
