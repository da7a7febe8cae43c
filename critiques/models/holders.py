"""Who shares an objection, and what each has said since."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import CLAIM_LIMIT, Objection
from critiques.models.positions import TEXT_LIMIT
from critiques.querysets.events import EventQuerySet
from critiques.querysets.holders import HolderQuerySet
from critiques.words import HOLDING, Event
from forum.models import Post, Reply


class Holder(models.Model):
    """One person's part in one objection; `state` repeats the last of their events."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="holders")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings")
    state = models.CharField(max_length=10, choices=Event.choices)
    state_at = models.DateTimeField()
    since = models.DateTimeField(default=timezone.now, db_default=Now())
    # Their own words, where they joined with some: “also put as …”.
    wording = models.CharField(max_length=CLAIM_LIMIT, blank=True, default="", db_default="")
    # The wording of the claim that they joined, or accepted since.
    claim_version = models.PositiveIntegerField(default=1, db_default=1)
    would_satisfy = models.CharField(max_length=CLAIM_LIMIT, blank=True, default="", db_default="")
    is_main = models.BooleanField(default=False, db_default=False)

    objects = HolderQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["objection", "user"], name="holder_once"),
            models.UniqueConstraint(
                fields=["post", "user"], condition=Q(is_main=True), name="main_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.state}"

    @property
    def holds(self) -> bool:
        """Whether they hold it now."""
        return self.state in HOLDING


class HolderEvent(models.Model):
    """What somebody said of an objection, once.

    Append-only, but that going back and forth by clicks without words within a day is one change
    (`critiques.actions.holders.clicks`).
    """

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="events")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    event = models.CharField(max_length=10, choices=Event.choices)
    # Their line why, by a click or beside the reply.
    text = models.CharField(max_length=TEXT_LIMIT, blank=True, default="", db_default="")
    # The reply that said it; null for one click.
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    # What of the author's it was said of, and which revision of the reply with that answer.
    position = models.ForeignKey(
        "Position", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_revision = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.event}"
