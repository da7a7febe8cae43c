"""Replies, nested with MPTT; a top-level reply is the root of a tree of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from mptt.models import MPTTModel, TreeForeignKey

from forum.models.posts import Post
from forum.querysets import RevisionQuerySet
from forum.states import State
from forum.trees import ReplyManager
from web.addresses import address_of

REPLY_LIMIT = 40_000


class Reply(MPTTModel):
    """An answer to a post or to another reply.

    `parent` is the truth, MPTT's four columns its index. Never deleted, never saved whole once
    posted: edits name their `update_fields`, and only `actions.moving` moves it.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="replies", db_index=False)
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False
    )
    # Declared here so that MPTT adds no index of its own beside (tree_id, lft).
    tree_id = models.PositiveIntegerField(editable=False)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="replies", db_index=False
    )
    body = models.TextField()
    html = models.TextField()
    html_version = models.PositiveSmallIntegerField()
    # The letters of the reply that it was written to, which its points answer; wherever it stands.
    among = models.CharField(max_length=26, blank=True, default="", db_default="")
    revision = models.PositiveIntegerField(default=1, db_default=1)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.VISIBLE, db_default=State.VISIBLE
    )
    state_at = models.DateTimeField(default=timezone.now, db_default=Now())
    state_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    # Of what waited for a moderator: when it was approved.
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    edited_at = models.DateTimeField(null=True, blank=True)
    # How many found it worth reading.
    votes = models.PositiveIntegerField(default=0, db_default=0)
    # Beneath which essay it was written, where moderators moved it since, if only for a while.
    home = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # Moderators put it where it stands: it was not written to what is above it.
    moved = models.BooleanField(default=False, db_default=False)
    # The essay that moderators made of it; then it keeps its place here, hidden.
    essay = models.OneToOneField(
        Post, models.PROTECT, null=True, blank=True, related_name="once_reply"
    )
    # The form's own token: the same form sent twice makes one reply.
    token = models.UUIDField(null=True, blank=True)

    objects = ReplyManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="reply_token_once"),
            models.CheckConstraint(condition=~Q(state=State.DRAFT), name="reply_never_draft"),
        ]
        indexes = [
            models.Index(fields=["tree_id", "lft"], name="reply_tree"),
            models.Index(
                fields=["post", "created_at", "tree_id"],
                name="reply_roots",
                condition=Q(parent__isnull=True),
            ),
            # What is known beneath a tombstone: of the public, and of what is one's own.
            models.Index(
                fields=["tree_id", "lft"], name="reply_shown", condition=Q(state=State.VISIBLE)
            ),
            models.Index(
                fields=["author", "tree_id", "lft"],
                name="reply_own",
                condition=~Q(state=State.VISIBLE),
            ),
            models.Index(
                fields=["tree_id", "lft"], name="reply_made", condition=Q(essay__isnull=False)
            ),
            models.Index(fields=["parent"], name="reply_parent", condition=Q(parent__isnull=False)),
            models.Index(fields=["post", "state"], name="reply_post"),
            # What came since somebody's visit.
            models.Index(
                fields=["post", "state_at"],
                name="reply_arrived",
                condition=Q(state=State.VISIBLE),
            ),
            # Those that wait for a moderator, among all others.
            models.Index(fields=["state"], name="reply_state"),
            models.Index(fields=["author", "-created_at"], name="reply_author"),
            models.Index(fields=["post"], name="reply_moved", condition=Q(home__isnull=False)),
            # The few of a thread that somebody found worth reading.
            models.Index(fields=["post", "-votes"], name="reply_worth", condition=Q(votes__gt=0)),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"

    def get_absolute_url(self) -> str:
        return address_of("reply-permalink", self.pk)


class ReplyRevision(models.Model):
    """One wording of a reply. Never changed once written."""

    # What it is a wording of.
    TEXT = "reply"

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    # Text content with white space collapsed, where moderators removed a wording of the reply: what
    # was repeated of it is found in.
    plain = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now, db_default=Now())
    # Set where moderators removed this wording alone, which the text no longer has.
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "number"], name="reply_revision_once"),
        ]
        indexes = [
            models.Index(
                fields=["reply"],
                name="reply_wordings_removed",
                condition=Q(hidden_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {self.reply_id}, revision {self.number}"

    @property
    def source(self) -> str:
        """All that its writer wrote; empty once it was erased."""
        return self.body
