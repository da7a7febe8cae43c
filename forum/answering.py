"""What somebody answers: before its post is locked with the letters that their points answer, those
of the reply above as one reads it; and under the lock."""

import uuid
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.statements import Statement
from forum.lettered import letters_of
from forum.models import Draft, Follow, Post, Reply
from forum.places import WritingPlace
from forum.rules import with_bar
from forum.text import point_labels

# No reply has this number, and no form this token.
NONE = 0
NO_TOKEN = uuid.UUID(int=2**128 - 1)


@Statement
def _answered(viewer: Any, post_id: int, reply_id: int) -> QuerySet:
    above = Reply.objects.public().readable_by(viewer).filter(post=post_id, pk=reply_id)
    posts = with_bar(Post.objects.known_to(viewer), viewer).filter(pk=post_id)
    posts = posts.annotate(above=Subquery(above.values("html")))
    return posts.only("author", "state", "locked_at", "locked_by")


def letters_above(*, viewer: Any, post_id: int, parent_id: int | None) -> str:
    """Return the letters of the points of a public reply that `viewer` answers, or "".

    One query, none without a parent. Raises Post.DoesNotExist where they may not know of the essay.
    """
    if parent_id is None:
        return ""
    return answered_in(viewer=viewer, post_id=post_id, parent_id=parent_id)[1]


def answered_in(*, viewer: Any, post_id: int, parent_id: int | None) -> tuple[Post, str]:
    """Return the essay that `viewer` answers, itself or in one of its replies, with the letters.

    Of the essay there is what says whether its discussion goes on, for `viewer` too. One query.
    Raises Post.DoesNotExist where they may not know of it.
    """
    found = _answered.rows(viewer, post_id, NONE if parent_id is None else parent_id)
    if not found:
        raise Post.DoesNotExist
    return found[0], letters_in(found[0].above) if found[0].above else ""


def letters_in(html: str) -> str:
    """Return the letters that what is written beneath a reply may answer, from its HTML."""
    return letters_of(point_labels(html))


class AnsweredText(NamedTuple):
    """An essay and the reply in it that is answered, and what its writer did there before.

    There is no `parent` where the essay itself is answered, or no such reply is in its discussion.
    """

    post: Post
    parent: Reply | None
    # They have typed a draft of it.
    is_begun: bool
    # The same form has made a reply before, beneath whichever essay.
    is_made: bool
    # They follow the essay, or stopped following it once.
    is_followed: bool


def read_answered(
    *, writer: Any, post_id: int, parent_id: int | None, token: uuid.UUID | None
) -> AnsweredText:
    """Return what is answered by the form with this `token`, whose post the caller has locked.

    One query, two where there is no such reply. Raises Post.DoesNotExist where they may not know of
    the essay.
    """
    past = str(WritingPlace.of_answer(post_id, parent_id)), token or NO_TOKEN
    found = _reply.rows(writer, post_id, parent_id, *past) if parent_id is not None else []
    parent = found[0] if found else None
    found = found or _post.rows(writer, post_id, *past)
    if not found:
        raise Post.DoesNotExist
    row = found[0]
    post = row
    if parent is not None:
        post = parent.post
        post.bar_asked_for, post.bar_found = parent.bar_asked_for, parent.bar_found
    return AnsweredText(post, parent, row.is_begun, row.is_made, row.is_followed)


@Statement
def _post(viewer: Any, post_id: int, place: str, token: uuid.UUID) -> QuerySet:
    posts = Post.objects.known_to(viewer).filter(pk=post_id).defer("body", "html")
    return _with_past(posts, viewer, "pk", place, token)


@Statement
def _reply(viewer: Any, post_id: int, reply_id: int, place: str, token: uuid.UUID) -> QuerySet:
    replies = Reply.objects.known_to(viewer).filter(post=post_id, pk=reply_id)
    read = replies.select_related("post").defer("body", "html", "post__body", "post__html")
    return _with_past(read, viewer, "post", place, token)


def _with_past(rows: QuerySet, viewer: Any, post: str, place: str, token: uuid.UUID) -> QuerySet:
    return with_bar(rows, viewer, post).annotate(
        is_begun=Exists(Draft.objects.kept_for(viewer).filter(place=place)),
        is_made=Exists(Reply.objects.filter(author=viewer, token=token)),
        is_followed=Exists(Follow.objects.filter(user=viewer, post=OuterRef(post))),
    )
