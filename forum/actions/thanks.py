"""Thanking a writer in a line, reporting such a line, and having read what was reported."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_is_approved, check_may_write
from forum import signals
from forum.actions.kinds import THANKS
from forum.actions.votes import check_votable, lock_text, what_of
from forum.limits import count_act
from forum.models import Post, Reply, Thanks, Vote
from forum.models.thanks import THANKS_LIMIT
from forum.sources import clean_line


def thank(*, user: User, words: str, post_id: int, reply_id: int | None = None) -> None:
    """Thank whoever wrote a reply, or with None the essay, in other words than before, if any.

    Raises ObjectDoesNotExist for what `user` may not read, PermissionDenied (own text, barred, may
    not write, not approved yet), and ValidationError (no words or too many; did not find it worth
    reading; was reported; code `rate`).
    """
    words = clean_line(words, limit=THANKS_LIMIT, what=THANKS)
    if not words:
        raise ValidationError(gettext("Write what you thank for."))
    with transaction.atomic():
        post, text = lock_text(user, post_id, reply_id)
        check_thankable(user, post, text)
        known = Thanks.objects.filter(giver=user, **what_of(text)).first()
        if known is not None and known.reported_at is not None:
            raise ValidationError(gettext("Its writer did not want to read what you wrote."))
        if known is not None and known.words == words:
            return
        count_act("thanks", user)
        if known is None:
            known = Thanks(giver=user, writer_id=text.author_id, **what_of(text))
        known.words, known.at = words, timezone.now()
        known.save()
        signals.thanked.send(Thanks, thanks=known)


def check_thankable(user: User, post: Post, text: Post | Reply) -> None:
    """Raise unless `user` may thank for a text, `post` or a reply to it."""
    check_may_write(user)
    check_is_approved(user)
    check_votable(user, post, text)
    if not Vote.objects.filter(user=user, **what_of(text)).exists():
        raise ValidationError(gettext("Say first that it is worth reading."))


def take_thanks_back(*, user: User, post_id: int, reply_id: int | None = None) -> None:
    """Take one’s line back; the vote stays. What was reported stays for moderators.

    Raises ObjectDoesNotExist for what `user` may not read, and PermissionDenied.
    """
    check_may_write(user)
    with transaction.atomic():
        _, text = lock_text(user, post_id, reply_id)
        drop_thanks(giver=user, **what_of(text))


def drop_thanks(**of: Any) -> None:
    """Delete lines of thanks, but what was reported: moderators have yet to read it."""
    Thanks.objects.filter(reported_at=None, **of).delete()


def report_thanks(*, user: User, thanks_id: int) -> None:
    """Tell moderators of a line that `user` got, and read it no more. Twice is once.

    Needs no confirmed address, as no report does. Raises Thanks.DoesNotExist for any other.
    """
    got = Thanks.objects.filter(writer=user, pk=thanks_id)
    if not got.filter(reported_at=None).update(reported_at=timezone.now()):
        got.get()


def see_reported(*, moderator: User, thanks_id: int) -> None:
    """Note that `moderator`, whose right the caller has checked, has read what was reported.

    Raises PermissionDenied where they wrote it.
    """
    reported = Thanks.objects.filter(pk=thanks_id, reported_at__isnull=False)
    if reported.filter(giver=moderator).exists():
        raise PermissionDenied(gettext("You wrote this yourself; another moderator reads it."))
    reported.update(seen_at=timezone.now())
