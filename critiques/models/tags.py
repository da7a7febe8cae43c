"""What a reply does to objections, and what its writer decided about its points."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import CLAIM_LIMIT, Objection
from critiques.querysets.decisions import DecisionQuerySet
from critiques.querysets.wordings import ReadableQuerySet
from critiques.words import Act
from forum.models import Post, Reply


class Tag(models.Model):
    """One act of one reply on one objection."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="tags", db_index=False)
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="tags")
    act = models.CharField(max_length=8, choices=Act.choices)
    # The label of the point in the prose, or empty for the reply as a whole.
    point = models.CharField(max_length=4, blank=True, default="", db_default="")
    # What the point said when it was tagged, so that an edit can be told.
    reply_revision = models.PositiveIntegerField(default=1, db_default=1)
    point_hash = models.CharField(max_length=64, blank=True, default="", db_default="")
    text_changed = models.BooleanField(default=False, db_default=False)
    # The writer's own words, where they join another's objection.
    wording = models.CharField(max_length=CLAIM_LIMIT, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    objects = ReadableQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "objection", "act", "point"], name="tag_once"),
            models.UniqueConstraint(
                fields=["objection"], condition=Q(act=Act.RAISE), name="raised_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply} {self.act} {self.objection}"


class PointsDecision(models.Model):
    """The writer has said what becomes of a reply's points; without a row they may still."""

    reply = models.OneToOneField(
        Reply, models.PROTECT, primary_key=True, related_name="points_decision"
    )
    # Marked “no objection” by its writer.
    other = models.BooleanField(default=False, db_default=False)
    # Its writer says that it supports the essay; this one, wherever moderators move the reply.
    favours = models.BooleanField(default=False, db_default=False)
    favoured = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(favours=False) | Q(other=False, favoured__isnull=False),
                name="favours_an_essay",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply}: {'no objection' if self.other else 'points decided'}"

    @property
    def in_favour(self) -> bool:
        """Whether the reply supports the essay beneath which it stands."""
        return self.favours and self.favoured_id == self.reply.post_id
