"""What somebody wants to be told of, and what no longer; nobody else knows of either."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from taggit.models import Tag as Topic

from forum.models.posts import Post
from forum.models.replies import Reply


def _one_of(*names: str) -> Q:
    """Return that just one of these is given."""
    alone = (Q(**{f"{name}__isnull": name != each for name in names}) for each in names)
    return reduce(or_, alone)


class Follow(models.Model):
    """Somebody wants to be told what is written in an essay, or of the new essays of a person or on
    a topic.

    Whoever stopped is remembered: to write in an essay follows it by itself once, not again.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A topic that no essay has any more is forgotten, and so is who followed it.
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_default=Now())
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="follow_post_once"),
            models.UniqueConstraint(fields=["user", "person"], name="follow_person_once"),
            models.UniqueConstraint(fields=["user", "topic"], name="follow_topic_once"),
            models.CheckConstraint(
                condition=_one_of("post", "person", "topic"), name="follow_of_one"
            ),
        ]
        indexes = [models.Index(fields=["user", "-at"], name="follow_latest")]

    def __str__(self) -> str:
        return f"{self.user} follows {self.post or self.person or self.topic}"


class Mute(models.Model):
    """Somebody wants to hear nothing more of an essay, of a reply and all beneath it, or of what a
    person does.

    The branch is its outermost reply, wherever that is moved.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="mute_post_once"),
            models.UniqueConstraint(fields=["user", "reply"], name="mute_reply_once"),
            models.UniqueConstraint(fields=["user", "person"], name="mute_person_once"),
            models.CheckConstraint(
                condition=_one_of("post", "reply", "person"), name="mute_of_one"
            ),
        ]
        indexes = [models.Index(fields=["user", "-at"], name="mute_latest")]

    def __str__(self) -> str:
        return f"{self.user} mutes {self.post or self.reply or self.person}"
