"""Texts that are not saved yet: shown as a preview, or checked and made safe before a lock."""

import uuid
from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from accounts.rights import check_may_write
from forum.actions.checks import check_open
from forum.actions.images import images_in
from forum.actions.kinds import REPLY
from forum.answering import answered_in, letters_above
from forum.limits import check_left, count_act, unless_sent
from forum.models import Reply
from forum.models.replies import REPLY_LIMIT
from forum.sources import clean_source
from forum.text import render, render_shown
from web.writing import TextKind


class Rendered(NamedTuple):
    """A reply's text before it has a number.

    `among` are the letters above it.
    """

    source: str
    html: str
    placeholder: str
    among: str


def render_reply(body: str, among: str = "", writer: User | None = None) -> Rendered:
    """Return the text of a reply that is not written yet; done before anything is locked.

    `among` are the letters of the reply that it is to; it shows what images `writer` may. Raises
    ValidationError where it is empty, too long or too tangled.
    """
    source = clean_source(body, limit=REPLY_LIMIT, what=REPLY)
    placeholder = f"reply-{uuid.uuid4().hex}"
    html = render_shown(source, placeholder, among, images_in(source, writer), what=REPLY)
    return Rendered(source, html, placeholder, among)


def prepare_reply(
    *, author: User, post_id: int, parent_id: int | None, body: str, token: uuid.UUID | None
) -> Rendered:
    """Return the text of a reply as `render_reply` does, for somebody who may still post one.

    Raises PermissionDenied, ValidationError or Post.DoesNotExist, and then has rendered nothing; a
    form that was sent before is let through, for it leads to its reply.
    """
    check_may_write(author)
    # The letters as its writer read them; whether it may stand there is asked under the lock, too.
    post, among = answered_in(viewer=author, post_id=post_id, parent_id=parent_id)
    made = Reply.objects.filter(author=author)
    with unless_sent(made, token):
        check_open(post, author)
        check_left(what="replies", user=author, made=made, at="created_at")
    return render_reply(body, among, author)


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
