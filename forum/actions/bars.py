"""An author lets somebody no longer write beneath an essay, in public, and takes it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from forum.actions.kinds import REASON
from forum.limits import count_act
from forum.locks import lock_post
from forum.models import Bar, Post, State
from forum.models.people import REASON_LIMIT
from forum.sources import clean_line


def bar(*, author: User, post_id: int, username: str, reason: str) -> Bar:
    """Bar somebody from the discussion of one's own essay; `reason` is public.

    Who is barred writes nothing more there; what they share, they may still say whether it
    stands. Raises PermissionDenied, Post.DoesNotExist, or ValidationError (no such person,
    oneself, a moderator, no reason; code `conflict` for somebody who is barred already).
    """
    check_may_write(author)
    reason = clean_reason(reason)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_right(author, "forum.bar", post)
        if post.state != State.VISIBLE:
            raise ValidationError(gettext("This essay is not public; nobody writes beneath it."))
        person = User.objects.named(username.strip()).filter(left_at=None).first()
        if person is None:
            raise ValidationError(gettext("There is nobody of that name. Check the spelling."))
        if person.pk == author.pk:
            raise ValidationError(gettext("You can’t bar yourself from your own essay."))
        if person.is_moderator:
            raise ValidationError(gettext("Moderators can’t be barred."))
        if standing_bar(post, person):
            raise ValidationError(
                gettext("%(name)s is barred already.") % {"name": person.shown_name},
                code="conflict",
            )
        count_act("closings", author)
        return Bar.objects.create(post=post, user=person, reason=reason)


def lift(*, author: User, post_id: int, username: str) -> Bar:
    """Let somebody write beneath one's own essay again.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError (code `conflict`) where they
    are not barred.
    """
    check_may_write(author)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_right(author, "forum.bar", post)
        count_act("closings", author)
        return end_bar(post, username)


def end_bar(post: Post, username: str) -> Bar:
    """End the bar of somebody from `post`, which must be locked.

    Raises ValidationError (code `conflict`) where they are not barred.
    """
    person = User.objects.named(username)
    standing = Bar.objects.filter(post=post, user__in=person, lifted_at=None)
    ended = standing.select_related("user").first()
    if ended is None:
        raise ValidationError(gettext("They may write here already."), code="conflict")
    ended.lifted_at = timezone.now()
    ended.save(update_fields=["lifted_at"])
    return ended


def standing_bar(post: Post, person: User) -> Bar | None:
    """Return the bar of `person` from `post`, if they are barred now. One query."""
    return Bar.objects.filter(post=post, user=person, lifted_at=None).first()


def clean_reason(reason: str) -> str:
    """Return a public reason on one line; raises ValidationError where it is empty or too long."""
    reason = clean_line(reason, limit=REASON_LIMIT, what=REASON)
    if not reason:
        raise ValidationError(gettext("Give a reason; everybody can read it."), code="reason")
    return reason
