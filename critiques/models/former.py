"""Numbers that objections had on essays from which they went."""

from django.db import models

from critiques.models.objections import Objection
from forum.models import Post
from moderation.models import LogEntry


class FormerNumber(models.Model):
    """A number that no other objection to the post gets; whoever asks for it is led on."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    objection = models.ForeignKey(
        Objection, models.PROTECT, null=True, blank=True, related_name="former_numbers"
    )
    # While it is away: the line that took it away, and what it had until then.
    entry = models.ForeignKey(LogEntry, models.PROTECT, null=True, blank=True, related_name="+")
    was = models.JSONField(default=dict, db_default={})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="former_number_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} on {self.post}"
