"""Whether somebody follows what they write in."""

from django.db import transaction

from accounts.limits.writes import check_rate
from accounts.models import User
from accounts.permissions import check_right


def choose_following(*, user: User, follows_written: bool) -> None:
    """Let `user` follow the essays that they write in from now on, or not.

    Raises ValidationError (code `rate`).
    """
    check_right(user, "accounts.sign")
    with transaction.atomic():
        check_rate(what="profiles", user=user, is_newcomer=lambda user: not user.is_confirmed)
        User.objects.filter(pk=user.pk).update(follows_written=follows_written)
