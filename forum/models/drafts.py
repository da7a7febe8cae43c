"""What people have typed and not sent."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models.posts import Post
from forum.models.replies import Reply
from forum.places import PLACE_LENGTH, WritingPlace
from forum.states import State

# Which wording a draft was typed in, beside what was typed.
OF_THE_FORM = ("seen", "base_revision")


class DraftQuerySet(models.QuerySet):
    """Drafts, which nobody but their writer may know of."""

    def kept_for(self, writer: object) -> Self:
        """Keep what this person has not discarded."""
        return self.filter(writer=writer, discarded_at=None)

    def typed_at(self, writer: object, place: WritingPlace) -> "Draft | None":
        """Return what this person has typed at a place and not sent. One query."""
        return self.kept_for(writer).filter(place=str(place)).first()

    def discarded_last(self, writer: object, place: WritingPlace) -> "Draft | None":
        """Return what this person discarded last at a place. One query."""
        gone = self.filter(writer=writer, place=str(place), discarded_at__isnull=False)
        return gone.order_by("-discarded_at").first()

    def beside_essays(self) -> Self:
        """Leave out what was typed in an essay that is not published: that is one draft with it."""
        return self.exclude(post__state=State.DRAFT)


class Draft(models.Model):
    """What somebody has typed in one form, as it was saved last; gone once the form is accepted."""

    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts", db_index=False
    )
    place = models.CharField(max_length=PLACE_LENGTH)
    # The essay, or the reply, that is changed or answered there.
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Reply, models.CASCADE, null=True, blank=True, related_name="+")
    # By the names of the form.
    fields = models.JSONField()
    # The token of the form that saved it.
    token = models.UUIDField(null=True, blank=True)
    # Rises with each save and is never used again: microseconds since 1970.
    sequence = models.BigIntegerField()
    saved_at = models.DateTimeField(default=timezone.now, db_default=Now())
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["writer", "place"],
                condition=Q(discarded_at__isnull=True),
                name="draft_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["discarded_at"],
                name="draft_discarded",
                condition=Q(discarded_at__isnull=False),
            ),
            models.Index(fields=["writer"], name="draft_writer"),
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def where(self) -> WritingPlace:
        """The place that it is kept for."""
        return WritingPlace.read(self.place)

    @property
    def adds_nothing(self) -> bool:
        """Whether the essay or the reply that is changed there says all of it as it stands."""
        if self.where.answers or self.where.kind == "new":
            return False
        stands: dict[str, str] = {}
        if self.post is not None:
            topics = ", ".join(sorted(self.post.topics.names()))
            stands = {name: getattr(self.post, name) for name in ("title", "in_short", "body")}
            stands["topics"] = topics
        elif self.reply is not None:
            stands = {"body": self.reply.body}
        typed = {name: text for name, text in self.fields.items() if name not in OF_THE_FORM}
        return all(_plain(text) == _plain(stands.get(name, "")) for name, text in typed.items())


def _plain(text: str) -> str:
    """Return a text without what makes no other: how its lines end, and white space at its end."""
    return text.replace("\r\n", "\n").rstrip()


def was_sent(writer: Any, place: WritingPlace, token: uuid.UUID | None) -> bool:
    """Whether a form with this token has made an essay or a reply. One query at most."""
    if token is None:
        return False
    made = Post if place.kind == "new" else Reply if place.answers else None
    return made is not None and made.objects.filter(author=writer, token=token).exists()
