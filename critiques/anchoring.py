"""Who may say what passage an objection is about; and which are not where they say."""

from accounts.models import User
from accounts.permissions import may
from critiques.models import Objection
from forum.models import Post, PostRevision


def may_anchor(user: User, objection: Objection) -> bool:
    """Whether `user` may: who raised it and moderators may at any time, and the essay's author
    where a revision has lost the words. What the author may read of it is not asked here."""
    return may(user, "critiques.anchor", objection)


def misplaced(post: Post) -> list[Objection]:
    """Return the objections whose passage does not stand in the essay as it is now where it says,
    and that is not known. Two queries at most."""
    exact = list(Objection.objects.filter(post=post, passage_state="exact").order_by("pk"))
    if not exact:
        return []
    now = PostRevision.objects.get(post=post, number=post.revision)
    return [
        each
        for each in exact
        if each.passage_revision != post.revision
        or not now.plain.startswith(each.passage, each.passage_start)
    ]
