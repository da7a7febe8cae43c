"""Posts and replies as lists, filtered by what the viewer may see."""

from typing import Any, Self

from django.db import models
from django.db.models import BooleanField, Case, Exists, Func, OuterRef, Q, Value, When
from django.db.models.functions import StrIndex, Substr
from mptt.querysets import TreeQuerySet

from forum import visibility
from forum.states import State


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=False, output_field=BooleanField())


class PostQuerySet(models.QuerySet):
    """Posts, with the two questions of visibility."""

    def known_to(self, viewer: Any) -> Self:
        """Keep the posts whose existence `viewer` may know."""
        return self.filter(visibility.posts_known_to(viewer))

    def readable_by(self, viewer: Any) -> Self:
        """Keep the posts whose text `viewer` may read."""
        return self.filter(visibility.posts_readable_by(viewer))

    def with_readable(self, viewer: Any) -> Self:
        """Add `readable`: whether `viewer` may read the text."""
        return self.annotate(readable=_flag(visibility.posts_readable_by(viewer)))


class RevisionQuerySet(models.QuerySet):
    """Wordings of posts or of replies; each question presumes that the text may be read."""

    def readable_by(self, viewer: Any) -> Self:
        """Keep the wordings that `viewer` may read."""
        return self.filter(visibility.revisions_readable_by(viewer, self.model.TEXT))

    def removed_for(self, viewer: Any) -> Self:
        """Keep the wordings that moderators removed, and that `viewer` may not read."""
        removed = self.filter(hidden_at__isnull=False)
        return removed.exclude(visibility.revisions_readable_by(viewer, self.model.TEXT))

    def saying(self, words: Any) -> Self:
        """Keep the wordings in whose plain text these words stand, as a claim repeats them.

        Their first letter may be a capital or not, or a quotation mark where they are quoted; and
        “…” at their end stands for what was cut.
        """
        said = Func(Substr(words, 2), Value("…”"), function="RTRIM")
        return self.alias(at=StrIndex("plain", said)).filter(at__gt=0)


class ReplyQuerySet(TreeQuerySet):
    """Replies, with the two questions of visibility; each presumes that the post is known."""

    def public(self) -> Self:
        """Keep the replies that everybody may read, wherever they may read the post."""
        return self.filter(state=State.VISIBLE)

    def known_to(self, viewer: Any) -> Self:
        """Keep the replies whose existence `viewer` may know."""
        return self._of_known_posts(viewer).filter(visibility.replies_known_to(viewer))

    def readable_by(self, viewer: Any) -> Self:
        """Keep the replies whose text `viewer` may read."""
        return self._of_known_posts(viewer).filter(self._readable(viewer))

    def with_readable(self, viewer: Any) -> Self:
        """Add `readable`: whether `viewer`, knowing the post, may read the text."""
        return self.annotate(readable=_flag(self._readable(viewer)))

    def new_to(self, viewer: Any, since: Any) -> Self:
        """Keep public replies of others than `viewer` that came, or came back, after `since`."""
        others = self.public().filter(state_at__gt=since)
        return others.exclude(author=viewer) if viewer is not None and viewer.pk else others

    def heard_on(self, post: Any) -> Self:
        """Keep the replies whose word on `post`, itself public or not, the public can read."""
        elsewhere = self._posts.known_to(None).filter(pk=OuterRef("post"))
        return self.filter(self._readable(None)).filter(Q(post=post) | Exists(elsewhere))

    def _readable(self, viewer: Any) -> Q:
        made = self._posts.readable_by(viewer).filter(pk=OuterRef("essay"))
        return visibility.replies_readable_by(viewer) | Exists(made)

    def _of_known_posts(self, viewer: Any) -> Self:
        return self.filter(post__in=self._posts.known_to(viewer).values("pk"))

    @property
    def _posts(self) -> Any:
        return self.model._meta.get_field("post").related_model.objects
