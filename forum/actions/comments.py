"""An author closes the discussion of an essay for everybody, in public, and opens it again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from forum.limits import count_act
from forum.locks import lock_post
from forum.models import Post, State


def close_comments(*, author: User, post_id: int) -> Post:
    """Let the discussion of one's own essay be read, not continued, by anybody.

    As where a moderator locks it: holders keep their say, and nobody edits, the author neither.
    Raises PermissionDenied, Post.DoesNotExist, or ValidationError (not public; code `conflict`
    where it is locked already).
    """
    check_may_write(author)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_right(author, "forum.close_comments", post)
        if post.state != State.VISIBLE:
            raise ValidationError(gettext("This essay is not public; nobody writes beneath it."))
        if post.locked_at is not None:
            raise ValidationError(gettext("It is closed already."), code="conflict")
        count_act("closings", author)
        post.locked_at, post.locked_by = timezone.now(), author
        post.save(update_fields=["locked_at", "locked_by"])
    return post


def reopen_comments(*, author: User, post_id: int) -> Post:
    """Let the discussion go on that its author has closed.

    Raises PermissionDenied (also where a moderator locked it), Post.DoesNotExist, or
    ValidationError (code `conflict` where it is open).
    """
    check_may_write(author)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_right(author, "forum.close_comments", post)
        if post.locked_at is None:
            raise ValidationError(gettext("It is open already."), code="conflict")
        if not is_closed_by_author(post):
            raise PermissionDenied(gettext("Moderators locked it; only they can unlock it."))
        count_act("closings", author)
        post.locked_at = post.locked_by = None
        post.save(update_fields=["locked_at", "locked_by"])
    return post


def is_closed_by_author(post: Post) -> bool:
    """Whether the author, and no moderator, has closed the discussion."""
    return post.locked_at is not None and post.locked_by_id == post.author_id
