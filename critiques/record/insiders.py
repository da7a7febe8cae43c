"""Who may see more of a post's critique than the public: somebody with words of their own in it."""

from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Value

from accounts.rules import is_moderator
from accounts.statements import Statement
from critiques.models import Objection, Tag
from forum.models import Post, PostRevision, Reply, ReplyRevision, State


def sees_as_public(viewer: Any, post: Post) -> bool:
    """Whether all that `viewer` may see of a post, its thread and its critique is the public's.

    `viewer` must be somebody who may know of the post. It is false in doubt, and always for
    moderators. One query; none for a post that was read for them `with_insider`, nor for the
    public, moderators, and the author of what is not public.
    """
    if viewer is None or not viewer.pk:
        return True
    if is_moderator(viewer) or (viewer.pk == post.author_id and post.state != State.VISIBLE):
        return False
    read_for, insider = getattr(post, "insider_of", None), getattr(post, "insider", None)
    return not (insider if read_for == viewer.pk else _insiders.rows(viewer, post.pk))


def with_insider(posts: QuerySet[Post], viewer: Any) -> QuerySet[Post]:
    """Add whether `viewer`, who is no moderator, has words of their own in it that nobody else
    reads: `insider`, and of whom that was asked: `insider_of`."""
    if viewer is None or not viewer.pk or is_moderator(viewer):
        return posts
    asked = Value(viewer.pk, output_field=BigIntegerField())
    return posts.annotate(insider_of=asked, insider=is_insider(viewer))


@Statement
def _insiders(viewer: Any, post_id: int) -> QuerySet[Post, tuple[Any, ...]]:
    return Post.objects.filter(is_insider(viewer), pk=post_id).values_list("pk")


def is_insider(viewer: Any) -> Q:
    """Whether `viewer` has written something of a post that they can read and the public can't.

    That is a reply in it, or one that speaks of its objections wherever it is now; what others
    say of them beneath an essay of the viewer's; a wording that moderators removed, whatever it is
    of, as what repeats it may stand anywhere.
    """
    post = OuterRef(OuterRef("pk"))
    tagged = Tag.objects.filter(objection__post=post, reply=OuterRef("pk"))
    raised = Objection.objects.filter(post=post, raised_in=OuterRef("pk"))
    speaking = Q(post=OuterRef("pk")) | Exists(tagged) | Exists(raised)
    replies = Reply.objects.filter(speaking, author=viewer).exclude(state=State.VISIBLE)
    beneath = Tag.objects.filter(objection__post=post, reply__post=OuterRef("pk"))
    essays = Post.objects.filter(Exists(beneath), author=viewer)
    essays = essays.exclude(state__in=(State.VISIBLE, State.DRAFT))
    of_essays = PostRevision.objects.filter(hidden_at__isnull=False, post__author=viewer)
    of_replies = ReplyRevision.objects.filter(hidden_at__isnull=False, reply__author=viewer)
    return Exists(replies) | Exists(essays) | Exists(of_essays) | Exists(of_replies)
