"""Who may do what with essays and replies; things are a post, or a reply where named so."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext_lazy
from rules import predicate

from accounts.permissions import grant
from accounts.rules import is_moderator
from forum.models import Bar, Post, Reply


@predicate
def is_post_author(user: Any, post: Post) -> bool:
    """Wrote the essay."""
    return user is not None and user.pk == post.author_id


@predicate
def is_reply_writer(user: Any, reply: Reply) -> bool:
    """Wrote the reply."""
    return user is not None and user.pk == reply.author_id


@predicate
def is_its_writer(user: Any, text: Post | Reply) -> bool:
    """Wrote the text."""
    return user is not None and user.pk == text.author_id


@predicate
def is_barred(user: Any, post: Post) -> bool:
    """Was barred from the discussion by the essay's author.

    Asks the database, unless the post was read `with_bar` for this person.
    """
    if user is not None and getattr(post, "bar_asked_for", 0) == user.pk:
        return post.bar_found
    return Bar.objects.filter(post=post, user=user, lifted_at=None).exists()


def with_bar(posts: QuerySet, viewer: Any, post: str = "pk") -> QuerySet:
    """Add to each post whether `viewer` is barred from its discussion, for `is_barred`.

    Of other rows `post` is the look-up that leads to theirs, to which what is found is handed on.
    """
    asker = viewer.pk if viewer is not None and viewer.pk else 0
    standing = Bar.objects.filter(post=OuterRef(post), user=asker, lifted_at=None)
    return posts.annotate(bar_asked_for=Value(asker), bar_found=Exists(standing))


grant("forum.revise", is_post_author, gettext_lazy("Only its author can change an essay."))
grant("forum.withdraw", is_post_author, gettext_lazy("Only its author can withdraw an essay."))
grant(
    "forum.take_part",
    is_post_author | is_moderator | ~is_barred,
    gettext_lazy("The author has barred you from this discussion."),
)
grant("forum.vote", ~is_its_writer, gettext_lazy("You can’t vote for your own text."))
grant(
    "forum.bar",
    is_post_author,
    gettext_lazy("Only the essay’s author bars somebody from its discussion."),
)
grant(
    "forum.close_comments",
    is_post_author,
    gettext_lazy("Only the essay’s author closes its discussion."),
)
grant("forum.change_reply", is_reply_writer, gettext_lazy("Only its writer can change a reply."))
