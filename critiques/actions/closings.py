"""Closing an essay to new objections, and opening it to them again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.models import Closing
from forum.actions.bars import clean_reason
from forum.limits import count_act
from forum.locks import lock_post
from forum.models import Post, State
from moderation.actions.log import last_of, write_log
from moderation.models import LogAct, LogEntry


def close(*, actor: User, post_id: int, reason: str) -> Closing:
    """Let nobody raise an objection to the post any more; `reason` is public.

    Replies, questions and sharing what was raised go on. For the post's author, or a moderator,
    whose reason stands in the log. Raises PermissionDenied, Post.DoesNotExist, or ValidationError
    (code `conflict` where it is closed already).
    """
    check_may_write(actor)
    reason = clean_reason(reason)
    with transaction.atomic():
        post = lock_post(viewer=actor, post_id=post_id)
        _check_may_close(actor, post)
        if post.state != State.VISIBLE:
            raise ValidationError(gettext("This essay is not public; nobody can object to it."))
        if standing_closing(post):
            raise ValidationError(
                gettext("It is closed to new objections already."), code="conflict"
            )
        count_act("closings", actor)
        if actor.pk != post.author_id:
            write_log(act=LogAct.CLOSE, actor=actor, post=post, person=post.author, reason=reason)
        return Closing.objects.create(post=post, reason=reason)


def reopen(
    *, actor: User, post_id: int, reason: str = "", reverses: LogEntry | None = None
) -> Closing:
    """Let new objections to the post be raised again, as its author or as a moderator.

    What moderators closed only they reopen; their `reason` stands in the log, and `reverses` is
    the line there that it takes back. Raises PermissionDenied, Post.DoesNotExist, or
    ValidationError (code `conflict` where it is open).
    """
    check_may_write(actor)
    with transaction.atomic():
        post = lock_post(viewer=actor, post_id=post_id)
        _check_may_close(actor, post)
        closing = standing_closing(post)
        if closing is None:
            raise ValidationError(gettext("It is open to new objections already."), code="conflict")
        count_act("closings", actor)
        logged = reverses or last_of(LogAct.CLOSE, post=post)
        if actor.pk == post.author_id and logged is None:
            pass
        elif actor.is_moderator:
            write_log(
                act=LogAct.UNCLOSE,
                actor=actor,
                post=post,
                person=post.author,
                reason=reason,
                reverses=logged,
            )
        else:
            raise PermissionDenied(gettext("Moderators closed it; only they can reopen it."))
        closing.reopened_at = timezone.now()
        closing.save(update_fields=["reopened_at"])
    return closing


def check_takes_objections(post: Post) -> None:
    """Raise ValidationError where `post`, which must be locked, is closed to new objections."""
    closing = standing_closing(post)
    if closing is not None:
        raise ValidationError(
            gettext(
                "This essay is closed to new objections: %(reason)s Choose one of those that are "
                "here, or ask a question."
            )
            % {"reason": closing.reason}
        )


def standing_closing(post: Post) -> Closing | None:
    """Return why `post` is closed to new objections now, if it is. One query."""
    return Closing.objects.filter(post=post, reopened_at=None).first()


def _check_may_close(actor: User, post: Post) -> None:
    check_right(actor, "critiques.close", post)
