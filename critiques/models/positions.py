"""What the post's author says of an objection."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import Objection
from critiques.terms import with_reason
from critiques.words import DeclineReason, Stance
from forum.models import PostRevision, Reply

TEXT_LIMIT = 300


class Position(models.Model):
    """One word of the author's, once. Append-only; the last that readers can see counts."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="positions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.CharField(max_length=16, choices=Stance.choices)
    # The reply that says it, the author's own or another's that they adopt.
    reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="positions"
    )
    # Or the revision of the essay that is the answer.
    revision = models.ForeignKey(
        PostRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What is conceded and whether the essay changes; or why it is declined.
    text = models.CharField(max_length=TEXT_LIMIT, blank=True, default="", db_default="")
    # Which reason they chose, before what they typed. What was chosen before this was noted stands
    # in the text, as if it had been typed.
    reason = models.CharField(
        max_length=24, choices=DeclineReason.choices, blank=True, default="", db_default=""
    )
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.author} {self.position}"

    @property
    def words(self) -> str:
        """What the author says with it, a reason that they chose in the language of who reads."""
        return with_reason(self.reason, self.text)
