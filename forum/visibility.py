"""Who may know of a post or reply, and who may read it. Stated here and nowhere else.

`viewer` is a user, or None (or Django's AnonymousUser) for the public. Conditions on a reply
speak of the reply alone; `ReplyQuerySet` adds that its post must be known too.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.rules import is_moderator
from forum.states import TOMBSTONE_POSTS, TOMBSTONES, State

# An essay that was merged into another is nobody's any more; its addresses lead there.
UNMERGED = Q(merged_into__isnull=True)
# Where moderators made an essay of a reply, its place says so.
MADE_ESSAY = Q(essay__isnull=False)


def posts_known_to(viewer: Any) -> Q:
    """Return the posts whose existence `viewer` may know; any other is a 404 for them."""
    known = Q(state=State.VISIBLE) | Q(state__in=TOMBSTONE_POSTS, reply_count__gt=0)
    return (known | _own(viewer) | (_staff(viewer) & ~Q(state=State.DRAFT))) & UNMERGED


def posts_readable_by(viewer: Any) -> Q:
    """Return the posts whose text `viewer` may read; any other known one is a tombstone."""
    readable = Q(state=State.VISIBLE) | _own(viewer) | (_staff(viewer) & ~Q(state=State.DRAFT))
    return readable & ~Q(state=State.PURGED) & UNMERGED


def replies_known_to(viewer: Any) -> Q:
    """Return the replies whose existence `viewer` may know, if they may know the post.

    A tombstone is there for what `viewer` may know beneath it.
    """
    tombstone = Q(state__in=TOMBSTONES) & known_beneath(viewer)
    return reduce(or_, _known_alone(viewer)) | tombstone


def known_beneath(viewer: Any, after: int | None = None) -> Q:
    """Return the replies with one beneath them that `viewer` may know.

    With `after`, only those beyond that position of the tree count. An index finds the first one;
    how many there are, hidden or not, does not matter.
    """
    beneath = apps.get_model("forum", "Reply").objects.filter(
        tree_id=OuterRef("tree_id"),
        lft__gt=OuterRef("lft") if after is None else after,
        lft__lt=OuterRef("rght"),
    )
    return reduce(or_, (Q(Exists(beneath.filter(each))) for each in _known_alone(viewer)))


def _known_alone(viewer: Any) -> list[Q]:
    """Return the replies that `viewer` may know whatever is beneath them; each has its index."""
    if is_moderator(viewer):
        return [_staff(viewer)]
    essays = apps.get_model("forum", "Post").objects.filter(posts_known_to(viewer) | ~UNMERGED)
    made = MADE_ESSAY & Q(Exists(essays.filter(pk=OuterRef("essay"))))
    known = [Q(state=State.VISIBLE), made]
    own = [_own(viewer) & ~Q(state=State.VISIBLE)] if viewer is not None and viewer.pk else []
    return known + own


def replies_readable_by(viewer: Any) -> Q:
    """Return the replies whose text `viewer` may read, if they may know the post.

    What was made an essay can be read as that: `ReplyQuerySet` asks it.
    """
    readable = Q(state=State.VISIBLE) | _own(viewer) | _staff(viewer)
    return readable & ~Q(state=State.PURGED) & ~MADE_ESSAY


def revisions_readable_by(viewer: Any, text: str) -> Q:
    """Return the wordings that `viewer` may read of texts that they may read.

    `text` is what the wordings are of: `post` or `reply`. Whatever repeats words of a wording asks
    this, too: removed words are public only where they stand in the text as it is now.
    """
    return Q(hidden_at__isnull=True) | _own(viewer, f"{text}__author_id") | _staff(viewer)


def images_shown_to(viewer: Any) -> Q:
    """Return the images that `viewer` may see: in a wording that they may read, and their own.

    An image is its uploaders’ alone until a text shows it; from then on it is as public as that.
    """
    shown = apps.get_model("forum", "ImageUse").objects.filter(image=OuterRef("pk"))
    seen = reduce(or_, (Q(Exists(_read_by(viewer, shown, text))) for text in ("post", "reply")))
    if viewer is None or not viewer.pk:
        return seen
    uploads = apps.get_model("images", "Upload").objects.filter(image=OuterRef("pk"))
    return seen | Q(Exists(uploads.filter(user=viewer.pk)))


def _read_by(viewer: Any, shown: QuerySet, text: str) -> QuerySet:
    """Return the uses of images by wordings of posts, or replies, that `viewer` may read."""
    texts = apps.get_model("forum", text.capitalize()).objects.readable_by(viewer)
    wordings = apps.get_model("forum", f"{text.capitalize()}Revision").objects.removed_for(viewer)
    removed = wordings.filter(**{text: OuterRef(text), "number": OuterRef("revision")})
    return shown.filter(Exists(texts.filter(pk=OuterRef(text))), ~Exists(removed))


def _own(viewer: Any, writer: str = "author_id") -> Q:
    return Q(**{writer: viewer.pk}) if viewer is not None and viewer.pk else Q(pk__in=[])


def _staff(viewer: Any) -> Q:
    return ~Q(pk__in=[]) if is_moderator(viewer) else Q(pk__in=[])
