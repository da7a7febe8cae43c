"""Who may see more of a post's critique than the public: somebody with words of their own in it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.rules import is_moderator
from accounts.statements import Statement
from critiques.models import Objection, Tag
from forum.models import Post, PostRevision, Reply, ReplyRevision, State


def sees_as_public(viewer: Any, post: Post) -> bool:
    """Whether all that `viewer` may see of a post, its thread and its critique is the public's.

    `viewer` must be somebody who may know of the post. It is false in doubt, and always for
    moderators. One query; none for the public, moderators, and the author of what is not public.
    """
    if viewer is None or not viewer.pk:
        return True
    if is_moderator(viewer) or (viewer.pk == post.author_id and post.state != State.VISIBLE):
        return False
    return not _with_more.rows(viewer, post.pk)


@Statement
def _with_more(viewer: Any, post_id: int) -> QuerySet:
    """The post, where `viewer` has written something that they can read and the public can't.

    That is a reply in it, or one that speaks of its objections wherever it is now; what others
    say of them beneath an essay of the viewer's; a wording that moderators removed, whatever it is
    of, as what repeats it may stand anywhere.
    """
    tags = Tag.objects.filter(objection__post=post_id)
    raised = Objection.objects.filter(post=post_id, raised_in=OuterRef("pk"))
    speaking = Exists(tags.filter(reply=OuterRef("pk"))) | Exists(raised)
    replies = Reply.objects.filter(Q(post=post_id) | speaking, author=viewer)
    essays = Post.objects.filter(author=viewer).exclude(state__in=(State.VISIBLE, State.DRAFT))
    wordings = (
        PostRevision.objects.filter(hidden_at__isnull=False, post__author=viewer),
        ReplyRevision.objects.filter(hidden_at__isnull=False, reply__author=viewer),
    )
    more = Exists(replies.exclude(state=State.VISIBLE)) | Exists(
        essays.filter(Exists(tags.filter(reply__post=OuterRef("pk"))))
    )
    for each in wordings:
        more |= Exists(each)
    return Post.objects.filter(more, pk=post_id).values_list("pk", flat=True)
