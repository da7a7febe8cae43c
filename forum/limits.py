"""Counting what people do here against its limit, which is lower for who is new."""

from functools import partial

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
