"""Showing what somebody writes before it is saved; nothing of it is kept."""

from django.db import transaction

from accounts.models import User
from accounts.rights import check_may_write
from forum.actions.images import images_in
from forum.actions.kinds import REPLY
from forum.answering import letters_above
from forum.limits import count_act
from forum.models.replies import REPLY_LIMIT
from forum.sources import clean_source
from forum.text import render
from web.writing import TextKind


def preview_reply(*, writer: User, post_id: int, parent_id: int | None, body: str) -> str:
    """Return a reply as it would look where it is to stand; asks and raises what `preview` does."""
    count_preview(writer=writer)
    among = letters_above(viewer=writer, post_id=post_id, parent_id=parent_id)
    source = clean_source(body, limit=REPLY_LIMIT, what=REPLY)
    return render(source, "preview", among, images_in(source, writer))


def preview(*, writer: User, body: str, limit: int, what: TextKind, among: str = "") -> str:
    """Return a text as it would look, at most `limit` characters long; `what` it will be.

    `among` are the letters of the reply that it is to. Whether `writer` may save it where it is to
    stand the caller asks before. Raises PermissionDenied or ValidationError, and then has rendered
    nothing.
    """
    count_preview(writer=writer)
    source = clean_source(body, limit=limit, what=what)
    return render(source, "preview", among, images_in(source, writer))


def count_preview(*, writer: User) -> None:
    """Note that a text is shown that `writer` has not saved. Five queries, some more to refuse.

    Raises PermissionDenied, or ValidationError (code `rate`).
    """
    check_may_write(writer)
    with transaction.atomic():
        count_act("previews", writer)
