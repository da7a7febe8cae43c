"""“Similar to” links between objections of one post, and tags that a writer has changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import CLAIM_LIMIT, Objection
from critiques.words import Act
from forum.models import Reply


class Similar(models.Model):
    """Two objections that somebody found alike; it goes both ways and binds nobody."""

    first = models.ForeignKey(Objection, models.PROTECT, related_name="+")
    second = models.ForeignKey(Objection, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="similar_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="similar_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"


class FormerTag(models.Model):
    """A tag that its writer took off a reply, kept for the history."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="former_tags")
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="former_tags")
    act = models.CharField(max_length=8, choices=Act.choices)
    point = models.CharField(max_length=4, blank=True, default="", db_default="")
    wording = models.CharField(max_length=CLAIM_LIMIT, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        ordering = ["removed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.reply} no longer {self.act} {self.objection}"
