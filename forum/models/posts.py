"""The essay, with its revisions and topic tags."""

from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from forum.addresses import SLUG_LIMIT, reachable
from forum.querysets import PostQuerySet, RevisionQuerySet
from forum.sql import RandomUUID
from forum.states import State
from web.addresses import address_of

TITLE_LIMIT = 150
BODY_LIMIT = 100_000
IN_SHORT_LIMIT = 400
# Sorts what is pinned; the time alone would not do, as databases disagree where null belongs.
PINNED = ExpressionWrapper(Q(pinned_at__isnull=False), models.BooleanField())
TOPICS_LIMIT = 5
TOPIC_LENGTH = 30


class PostTopic(TaggedItemBase):
    """A topic tag on a post."""

    content_object = models.ForeignKey("Post", models.CASCADE)


class Post(models.Model):
    """An essay. Its row is the lock for its thread and its critique."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=TITLE_LIMIT)
    slug = models.CharField(max_length=SLUG_LIMIT)
    # What the author says it claims, in up to three sentences.
    in_short = models.CharField(max_length=IN_SHORT_LIMIT, blank=True, default="", db_default="")
    body = models.TextField()
    html = models.TextField()
    html_version = models.PositiveSmallIntegerField()
    opening = models.CharField(max_length=300)
    revision = models.PositiveIntegerField(default=1, db_default=1)

    state = models.CharField(
        max_length=12, choices=State.choices, default=State.DRAFT, db_default=State.DRAFT
    )
    state_at = models.DateTimeField(default=timezone.now, db_default=Now())
    state_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    # Of the publicly visible replies.
    reply_count = models.PositiveIntegerField(default=0, db_default=0)
    # When the last of its public replies was written or approved, else when it was published.
    active_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # How many found it worth reading, and where that puts it in the list: `models.votes`.
    votes = models.PositiveIntegerField(default=0, db_default=0)
    top_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Another whenever somebody votes for it or for a reply to it; null before the first.
    votes_stamp = models.UUIDField(null=True, blank=True)
    # Where its replies went when moderators merged it; it is nowhere to be found itself.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # Raised whenever the post is locked, so by every write to its thread or critique.
    version = models.PositiveIntegerField(default=0, db_default=0)
    # Random, and another whenever the version rises. A copy of the database that went on by itself
    # has the same versions, of other texts.
    stamp = models.UUIDField(default=uuid4, db_default=RandomUUID())
    # The form's own token: the same form sent twice makes one post.
    token = models.UUIDField(null=True, blank=True)

    topics = TaggableManager(through=PostTopic, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "token"], name="post_token_once")]
        indexes = [
            models.Index(
                "state",
                PINNED.desc(),
                F("pinned_at").desc(),
                F("active_at").desc(),
                F("id").desc(),
                name="post_in_order",
            ),
            models.Index(fields=["state", "-published_at"], name="post_new"),
            models.Index(fields=["author", "-published_at"], name="post_author"),
            models.Index(fields=["state", "-top_at", "-id"], name="post_top"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("post", self.pk, quote(self.shown_slug))

    @property
    def shown_slug(self) -> str:
        """The end of its address: it repeats the title, which only a public post shows to all."""
        return reachable(self.slug if self.state == State.VISIBLE else "post")

    @property
    def mark(self) -> str:
        """The post as it is with its thread and critique: no other has this mark, on any site."""
        return f"{self.pk}:{self.version}:{self.stamp.hex}"

    @property
    def mark_with_votes(self) -> str:
        """The same with how many found it, and the replies to it, worth reading."""
        return f"{self.mark}:{self.votes_stamp.hex if self.votes_stamp else ''}"

    @property
    def introduction(self) -> str:
        """What a list says of it: in the author's own words what it claims, or how it begins."""
        return self.in_short or self.opening

    @property
    def public_title(self) -> str:
        """The title, or what stands for it where not everybody may read it."""
        return self.title if self.state == State.VISIBLE else gettext("An essay that is not public")


class PostRevision(models.Model):
    """One wording of a post. Never changed once written."""

    # What it is a wording of.
    TEXT = "post"

    post = models.ForeignKey(Post, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LIMIT)
    in_short = models.CharField(max_length=IN_SHORT_LIMIT, blank=True, default="", db_default="")
    body = models.TextField()
    # Text content with white space collapsed: what quoted passages are found in.
    plain = models.TextField()
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    substantive = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Set where moderators removed this wording alone, which the text no longer has.
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="post_revision_once")
        ]
        indexes = [
            models.Index(
                fields=["post"], name="post_wordings_removed", condition=Q(hidden_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, revision {self.number}"

    @property
    def source(self) -> str:
        """All that its author wrote; empty once it was erased."""
        said = (
            self.title,
            gettext("In short: %(claim)s") % {"claim": self.in_short} if self.in_short else "",
            self.body,
        )
        return "\n\n".join(filter(None, said)) if self.body else ""

    @staticmethod
    def texts(path: str) -> list[str]:
        """Return the long columns to defer, for who joins revisions by `path` for their number."""
        return [f"{path}__{column}" for column in ("title", "in_short", "body", "plain")]
