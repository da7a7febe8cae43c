"""As whom a mail is read that is made: it stays where it went, whatever is hidden afterwards."""

from copy import copy

from accounts.models import User


def as_member(person: User) -> User:
    """Return somebody with what members may read: moderators find the rest on the site."""
    reader = copy(person)
    reader.role = User.Role.MEMBER
    return reader
