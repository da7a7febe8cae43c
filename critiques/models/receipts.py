"""Which objections a revision of the essay answers."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import Objection
from forum.models import PostRevision

WORDS_LIMIT = 300


class Receipt(models.Model):
    """The author's word that a revision was made because of an objection."""

    revision = models.ForeignKey(PostRevision, models.PROTECT, related_name="receipts")
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="receipts")
    # Which words of the essay changed for it; may be empty.
    words = models.CharField(max_length=WORDS_LIMIT, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "objection"], name="receipt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.objection}"
