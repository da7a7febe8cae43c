"""What somebody marks an essay or a reply with, once each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models.posts import Post
from forum.models.replies import Reply


class TextMark(models.Model):
    """A mark that somebody sets at an essay or at a reply, once at each."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="%(class)s_post_once"),
            models.UniqueConstraint(fields=["user", "reply"], name="%(class)s_reply_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(reply__isnull=True), name="%(class)s_of_one"
            ),
        ]
