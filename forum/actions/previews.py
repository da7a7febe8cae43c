"""Showing what somebody writes before it is saved; nothing of it is kept."""

from django.db import transaction

from accounts.models import User
from accounts.rights import check_may_write
from forum.limits import count_act
from forum.text import clean_source, render


def preview(*, writer: User, body: str, limit: int, what: str) -> str:
    """Return a text as it would look, at most `limit` characters long; `what` it will be.

    Whether `writer` may save it where it is to stand the caller asks before. Raises
    PermissionDenied or ValidationError, and then has rendered nothing.
    """
    count_preview(writer=writer)
    return render(clean_source(body, limit=limit, what=what), "preview")


def count_preview(*, writer: User) -> None:
    """Note that a text is shown that `writer` has not saved. Five queries, some more to refuse.

    Raises PermissionDenied, or ValidationError (code `rate`).
    """
    check_may_write(writer)
    with transaction.atomic():
        count_act("previews", writer)
