"""Who somebody is: what every right in the tables is made of.

`user` is a user, or None (or Django's AnonymousUser) for a visitor.
"""

from typing import Any

from rules import predicate


@predicate
def is_member(user: Any) -> bool:
    """Signed in, and not gone."""
    return user is not None and bool(user.pk) and user.is_active


@predicate
def is_suspended(user: Any) -> bool:
    """May not write at the moment."""
    return bool(getattr(user, "is_suspended", False))


@predicate
def is_confirmed(user: Any) -> bool:
    """Has confirmed an address."""
    return bool(getattr(user, "is_confirmed", False))


@predicate
def is_moderator(user: Any) -> bool:
    """Moderators, and admins among them, unless suspended."""
    return bool(getattr(user, "is_moderator", False)) and not is_suspended(user)


@predicate
def is_admin(user: Any) -> bool:
    """May also erase, decide on moderators and appoint them, unless suspended."""
    return bool(getattr(user, "is_admin", False)) and not is_suspended(user)
