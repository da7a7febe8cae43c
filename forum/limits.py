"""Counting what people do here against its limit, which is lower for who is new."""

import uuid
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
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


def check_left_or_sent(
    *, what: str, user: User, sent: QuerySet, token: uuid.UUID | None, **made: Any
) -> None:
    """Raise as `check_left` would; not for a form that was sent before: it leads to what it made.

    Of `sent` one row has the form's `token` then; `made` are further arguments of `check_left`.
    """
    try:
        check_left(what=what, user=user, **made)
    except ValidationError:
        if token is None or not sent.filter(token=token).exists():
            raise
