"""What readers thank writers for, in a line that nobody else reads."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models.posts import Post
from forum.models.replies import Reply

THANKS_LIMIT = 300


class ThanksQuerySet(models.QuerySet):
    """Lines of thanks."""

    def got_by(self, viewer: Any) -> Self:
        """Keep what `viewer` got and may read: not what they reported, and of texts of theirs that
        they may still read."""
        posts = Post.objects.readable_by(viewer).values("pk")
        replies = Reply.objects.readable_by(viewer).values("pk")
        read = Q(post__in=posts) | Q(reply__in=replies)
        return self.filter(read, writer=viewer.pk, reported_at=None, giver__left_at=None)

    def reported(self) -> Self:
        """Keep what moderators have yet to read, the oldest first."""
        return self.filter(reported_at__isnull=False, seen_at=None).order_by("reported_at", "pk")


class Thanks(models.Model):
    """A line of thanks for an essay or a reply, by somebody who found it worth reading.

    Its writer reads it, and who gave it; once the writer has reported it, moderators alone.
    """

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    # Whoever wrote the text.
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=THANKS_LIMIT)
    at = models.DateTimeField(default=timezone.now, db_default=Now())
    # When its writer reported it, and when a moderator had read that.
    reported_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["giver", "post"], name="thanks_post_once"),
            models.UniqueConstraint(fields=["giver", "reply"], name="thanks_reply_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(reply__isnull=True), name="thanks_of_one"
            ),
        ]
        indexes = [
            models.Index(fields=["writer", "-at", "-id"], name="thanks_latest"),
            models.Index(
                fields=["reported_at"],
                name="thanks_reported",
                condition=Q(reported_at__isnull=False, seen_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Thanks for {self.post or self.reply}"
