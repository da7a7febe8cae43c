"""An objection (or a question) against a post, and the rounds that give out letters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from critiques.querysets.objections import ObjectionQuerySet
from critiques.words import LETTERS, Kind, Status
from forum.models import Post, PostRevision, Reply

CLAIM_LIMIT = 200
# How many objections and questions one reply raises, and one person on one essay, ever.
MOST_IN_REPLY = 26
MOST_OF_PERSON = 60


class Round(models.Model):
    """Five letters of a post's shared vocabulary; round 1 opens with the first objection."""

    class Cause(models.TextChoices):
        FIRST = "first"
        AUTOMATIC = "automatic"
        AUTHOR = "author"
        MODERATOR = "moderator"
        REVISION = "revision"

    post = models.ForeignKey(Post, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    opened_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="round_once")]

    def __str__(self) -> str:
        return f"Round {self.number} of {self.post}"


class Objection(models.Model):
    """A claim against a post, in its raiser's words. Its number is its address for ever."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="objections", db_index=False)
    # Null until it first becomes publicly visible.
    number = models.PositiveIntegerField(null=True)
    kind = models.CharField(
        max_length=10, choices=Kind.choices, default=Kind.OBJECTION, db_default=Kind.OBJECTION
    )
    round = models.PositiveIntegerField(null=True, blank=True)
    letter = models.CharField(max_length=1, null=True, blank=True)
    claim = models.CharField(max_length=CLAIM_LIMIT)
    raised_in = models.ForeignKey(Reply, models.PROTECT, related_name="raised")
    # Imported, where the reply that raised it stands beneath an essay that the file has not.
    raised_elsewhere = models.BooleanField(default=False, db_default=False)
    raiser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="raised")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())

    # The passage it is about: W3C text-quote and text-position selectors into a revision's text.
    passage = models.TextField(blank=True, default="", db_default="")
    passage_prefix = models.CharField(max_length=64, blank=True, default="", db_default="")
    passage_suffix = models.CharField(max_length=64, blank=True, default="", db_default="")
    passage_start = models.PositiveIntegerField(null=True, blank=True)
    passage_revision = models.PositiveIntegerField(null=True, blank=True)
    # Of which wording it is, where that is of an essay that was merged into this one.
    passage_from = models.ForeignKey(
        PostRevision, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    passage_state = models.CharField(
        max_length=5,
        blank=True,
        default="",
        db_default="",
        choices=[("exact", "exact"), ("lost", "lost")],
    )

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    merged_at = models.DateTimeField(null=True, blank=True)
    # The raiser, who agreed, or a moderator; not known of what was imported.
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    # Written by the actions alone, under the post's lock; `check_critiques` compares.
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.OPEN, db_default=Status.OPEN
    )
    holder_count = models.PositiveIntegerField(default=0, db_default=0)
    main_count = models.PositiveIntegerField(default=0, db_default=0)
    # Where it counts: the end of the chain of what it became part of; null where that is itself.
    whole = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="group")
    # Whether its author's word is of who wrote another essay, which became part of this one.
    by_former = models.BooleanField(default=False, db_default=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="objection_number_once"),
            models.UniqueConstraint(fields=["post", "round", "letter"], name="letter_once"),
            models.CheckConstraint(
                condition=Q(round__isnull=True, letter__isnull=True)
                | Q(round__isnull=False, letter__isnull=False, letter__in=list(LETTERS)),
                name="letter_with_round",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.OBJECTION) | Q(letter__isnull=True),
                name="question_without_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.claim}"

    def get_absolute_url(self) -> str:
        return reverse("objection", args=[self.post_id, self.number])

    @property
    def address(self) -> str:
        """What people call it: “b”, “2b”, or “#6” without a letter."""
        if not self.letter:
            return f"#{self.number}"
        return self.letter if self.round == 1 else f"{self.round}{self.letter}"
