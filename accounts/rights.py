"""Whether somebody may write at all: signed in, confirmed, not suspended, not gone."""

from typing import Any

from django.core.exceptions import PermissionDenied


def check_may_write(user: Any) -> None:
    """Raise PermissionDenied, saying why and what to do, unless `user` may write."""
    if user is None or not user.pk or not user.is_active:
        raise PermissionDenied("Sign in to write.")
    if user.is_suspended:
        raise PermissionDenied(
            f"You can’t write {user.suspended_for}. Your decisions page says why; you can answer "
            "there once."
        )
    if not user.is_confirmed:
        raise PermissionDenied(
            "Confirm your e-mail address first: open the link we sent you, "
            "or have it sent again from your account page."
        )


def check_is_approved(user: Any) -> None:
    """Raise PermissionDenied where a moderator has yet to read the first text of `user`."""
    if user.awaits_approval:
        raise PermissionDenied(
            "A moderator reads your first essay or reply before you can add words here."
        )
