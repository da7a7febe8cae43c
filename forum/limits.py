"""Counting what people do here against its limit, which is lower for who is new."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet

from accounts.limits import writes
from accounts.models import User
from forum.newcomers import is_newcomer

check_rate = partial(writes.check_rate, is_newcomer=is_newcomer)
check_left = partial(writes.check_left, is_newcomer=is_newcomer)


def count_act(what: str, user: User, times: int = 1) -> None:
    """Note that `user` does `what`, `times` at once, by traces.

    Raises ValidationError (code `rate`), saying when to go on, where it was enough.
    """
    check_rate(what=what, user=user, times=times)


@contextmanager
def unless_sent(sent: QuerySet, token: uuid.UUID | None) -> Iterator[None]:
    """Refuse what is refused inside, but not of a form that was sent before: it leads to what it
    made, of which one row in `sent` has its `token`.
    """
    try:
        yield
    except (PermissionDenied, ValidationError):
        if token is None or not sent.filter(token=token).exists():
            raise
