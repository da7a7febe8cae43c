"""What somebody wants to find again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models.posts import Post
from forum.models.replies import Reply


class Bookmark(models.Model):
    """An essay or a reply that somebody wants to find again; nobody else knows of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="bookmark_post_once"),
            models.UniqueConstraint(fields=["user", "reply"], name="bookmark_reply_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(reply__isnull=True), name="bookmark_of_one"
            ),
        ]
        indexes = [models.Index(fields=["user", "-at"], name="bookmark_latest")]

    def __str__(self) -> str:
        return f"{self.user} on {self.post or self.reply}"
