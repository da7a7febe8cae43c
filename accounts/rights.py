"""Whether somebody may write at all: signed in, confirmed, not suspended, not gone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rules import is_suspended
from web.dates import day


def check_may_write(user: Any) -> None:
    """Raise PermissionDenied, saying why and what to do, unless `user` may write."""
    check_right(user, "accounts.sign")
    if is_suspended(user):
        raise PermissionDenied(
            gettext(
                "You can’t write %(until)s. Your decisions page says why; you can answer there "
                "once."
            )
            % {"until": user.suspended_for}
        )
    check_right(user, "accounts.write")


def check_is_approved(user: Any) -> None:
    """Raise PermissionDenied where a moderator has yet to read the first text of `user`."""
    if user.awaits_approval:
        raise PermissionDenied(
            gettext("A moderator reads your first essay or reply before you can add words here.")
        )


def standing_of(person: User) -> str:
    """Return it in a few words: “suspended for good”, “waits for approval”, “may write”."""
    if person.left_at is not None:
        return gettext("left on %(day)s") % {"day": day(person.left_at)}
    if person.is_suspended:
        return gettext("suspended %(until)s") % {"until": person.suspended_for}
    return gettext("waits for approval") if person.approved_at is None else gettext("may write")
