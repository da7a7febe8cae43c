"""The table of rights: each is named once, with who has it and what anybody else is told.

Each app adds its rows in its `rules` (those of accounts stand here); docs/roles.md shows them all.
Who somebody is decides; the state of things is for the actions to check.
"""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from rules import add_perm, has_perm
from rules.predicates import Predicate

from accounts.rules import is_confirmed, is_member, is_suspended


class Right(NamedTuple):
    """One row: who may, and what is said to who may not."""

    who: Predicate
    refusal: str | Promise


RIGHTS: dict[str, Right] = {}


def grant(name: str, who: Predicate, refusal: str | Promise) -> None:
    """Add a row; raises KeyError where there is one of that name."""
    add_perm(name, who)
    RIGHTS[name] = Right(who, refusal)


def may(user: Any, name: str, thing: Any = None) -> bool:
    """Whether `user` (None: a visitor) has this right, to `thing` where it is one to something."""
    return has_perm(name, user, thing)


def check_right(user: Any, name: str, thing: Any = None) -> None:
    """Raise PermissionDenied, with the words of the table, unless `user` has this right."""
    if not may(user, name, thing):
        raise PermissionDenied(str(RIGHTS[name].refusal))


grant("accounts.sign", is_member, gettext_lazy("Sign in to write."))
grant(
    "accounts.write",
    is_member & ~is_suspended & is_confirmed,
    gettext_lazy(
        "Confirm your e-mail address first: open the link we sent you, "
        "or have it sent again from your account page."
    ),
)
