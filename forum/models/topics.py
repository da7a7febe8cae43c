"""What topics are about, in wordings."""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from taggit.models import Tag as Topic

from forum.models.posts import Post, PostTopic
from forum.states import State

DESCRIPTION_LIMIT = 2000


class TopicWording(models.Model):
    """What moderators say a topic is about; the last wording stands, an empty one says nothing.

    The words of a wording are never changed. A topic goes with the last essay that has it, when
    that is erased; what was said of it goes along.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="wordings", db_index=False)
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True, default="", db_default="")
    html = models.TextField(blank=True, default="", db_default="")
    html_version = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="topic_wording_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic}, wording {self.number}"


def essays_on(topic: OuterRef) -> QuerySet[PostTopic]:
    """Return what ties a topic to each of its essays that the public may read."""
    essays = Post.objects.filter(state=State.VISIBLE).readable_by(None)
    return PostTopic.objects.filter(Exists(essays.filter(pk=OuterRef("content_object"))), tag=topic)


def topics_in_use() -> QuerySet[Topic]:
    """Return the topics that anybody may know of: those of essays that the public may read."""
    return Topic.objects.filter(Exists(essays_on(OuterRef("pk"))))
