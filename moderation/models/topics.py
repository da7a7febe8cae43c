"""Which topic a line of the log is about."""

from django.db import models
from taggit.models import Tag as Topic

from moderation.models.log import LogEntry


class TopicEdit(models.Model):
    """The topic that a line says was described, in the wording that it names.

    A topic that no essay has any more may be gone; the line stays, and names none.
    """

    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="topic_edit")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.topic}, line {self.entry_id}"
