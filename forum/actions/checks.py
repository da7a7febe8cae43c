"""What has to be so before an essay or a reply is changed, answered or withdrawn."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right, may
from forum.actions.bars import standing_bar
from forum.models import Post, Reply, State
from forum.states import CHANGEABLE
from web.dates import day


def check_open(post: Post, writer: User | None) -> None:
    """Raise unless the discussion of `post` goes on, and `writer` (None: anybody) is not barred.

    Raises ValidationError, or PermissionDenied for somebody whom the author has barred. At most
    one query.
    """
    if post.state == State.WITHDRAWN:
        raise ValidationError(
            gettext("The author has withdrawn this essay. Its thread can be read, not continued.")
        )
    if post.state != State.VISIBLE:
        raise ValidationError(gettext("This essay is not public; nobody can reply to it."))
    if post.locked_at is not None and post.locked_by_id == post.author_id:
        raise ValidationError(
            gettext(
                "The author has closed the discussion on %(day)s. It can be read, not continued."
            )
            % {"day": day(post.locked_at)}
        )
    if post.locked_at is not None:
        raise ValidationError(gettext("This discussion is locked; it can be read, not continued."))
    if writer is not None and not may(writer, "forum.take_part", post):
        barred = standing_bar(post, writer)
        raise PermissionDenied(
            gettext(
                "The author has barred you from this discussion: “%(reason)s” Where you share an "
                "objection, you can still say whether it stands. Moderators can lift the bar."
            )
            % {"reason": barred.reason}
        )


def check_own_reply(author: User, reply: Reply) -> None:
    """Raise unless `author` wrote `reply` and it is public, or is to be."""
    check_right(author, "forum.change_reply", reply)
    if reply.state not in CHANGEABLE:
        raise ValidationError(gettext("A reply that is not public can’t be changed."))


def check_may_revise(author: User, post: Post) -> None:
    """Raise unless `author` wrote the essay and its discussion goes on."""
    check_right(author, "forum.revise", post)
    if post.state not in CHANGEABLE:
        raise ValidationError(gettext("An essay that is not public can’t be changed."))
    if post.locked_at is not None:
        raise ValidationError(gettext("This discussion is locked; nothing in it can be changed."))


def check_may_withdraw(author: User, post: Post) -> None:
    """Raise unless `author` wrote the essay and it is public."""
    check_right(author, "forum.withdraw", post)
    if post.state not in CHANGEABLE:
        raise ValidationError(gettext("This essay is not public; there is nothing to withdraw."))
