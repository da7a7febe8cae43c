"""The wordings of a claim over time, and what others propose to its raiser."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from critiques.models.objections import CLAIM_LIMIT, Objection
from critiques.querysets.wordings import ReadableQuerySet

# How many proposals of one person wait on one essay at once, and how many wordings of their own
# on one objection.
MOST_OPEN = 5


class ClaimVersion(models.Model):
    """One wording of an objection's claim; the last is the claim, and holders stay with theirs."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=CLAIM_LIMIT, blank=True, default="", db_default="")
    # Who put it so: the raiser, or whoever proposed it to them.
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    objects = ReadableQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["objection", "number"], name="claim_version_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    """What became of a proposal; without one it waits for the raiser."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Proposal(models.Model):
    """What somebody asks of an objection's raiser: another wording, or to make it part of one."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="proposals")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    claim = models.CharField(max_length=CLAIM_LIMIT, blank=True, default="", db_default="")
    into = models.ForeignKey(
        Objection, models.PROTECT, null=True, blank=True, related_name="merge_proposals"
    )
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    outcome = models.CharField(
        max_length=10, choices=Outcome.choices, blank=True, default="", db_default=""
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim="", into__isnull=False) | (~Q(claim="") & Q(into__isnull=True)),
                name="proposal_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["objection", "proposer"],
                condition=Q(outcome="", into__isnull=True),
                name="wording_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["objection", "into"],
                condition=Q(outcome="", into__isnull=False),
                name="merge_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposer}: {self.claim or self.into}"
