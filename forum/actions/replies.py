"""Posting a reply; `changes` has what comes after."""

import uuid
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.rights import check_may_write
from forum import signals
from forum.actions.checks import check_open
from forum.actions.drafts.drafts import forget_begun
from forum.actions.images import images_in, note_shown
from forum.actions.kinds import REPLY
from forum.actions.readers.follows import follow_written
from forum.answering import answered_in, read_answered
from forum.limits import check_left, check_rate, unless_sent
from forum.locks import lock_unread
from forum.models import Post, Reply, ReplyRevision, State
from forum.models.replies import REPLY_LIMIT
from forum.places import WritingPlace
from forum.sources import clean_source
from forum.text import RENDERER_VERSION, render_shown

SENT_ELSEWHERE = gettext_lazy(
    "This form was sent already, to another essay. Open a new one and send it again."
)


class Rendered(NamedTuple):
    """A reply's text, checked and made safe, before it has a number.

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


def post_reply(
    *,
    author: User,
    post_id: int,
    parent_id: int | None,
    body: str,
    token: uuid.UUID | None = None,
    sequence: int | None = None,
) -> Reply:
    """Publish a reply to the essay, or to the reply `parent_id`, and return it.

    It waits for a moderator first where its author does.

    A `token` that the author has used before returns the reply that it made then with this text;
    with another text it is a new reply, whose own token is another one. With `sequence` it tells
    which draft was sent, and goes.
    Raises PermissionDenied, ValidationError (empty or too long text, a locked or withdrawn post,
    a parent that cannot be answered; code `conflict` for a token used on another post), or
    Post.DoesNotExist.
    """
    rendered = prepare_reply(
        author=author, post_id=post_id, parent_id=parent_id, body=body, token=token
    )
    with transaction.atomic():
        reply, is_new = add_reply(
            author=author,
            post_id=post_id,
            parent_id=parent_id,
            rendered=rendered,
            token=token,
            sequence=sequence,
        )
        if is_new and reply.state == State.VISIBLE:
            signals.reply_posted.send(Reply, reply=reply)
    return reply


def add_reply(
    *,
    author: User,
    post_id: int,
    parent_id: int | None,
    rendered: Rendered,
    token: uuid.UUID | None,
    sequence: int | None,
) -> tuple[Reply, bool]:
    """Do what `post_reply` does, inside the caller's transaction, with what `prepare_reply` made.

    Also returns whether the reply is new: then the caller sends `reply_posted`, once all that it
    does is done.
    """
    lock_unread(post_id=post_id)
    answered = read_answered(writer=author, post_id=post_id, parent_id=parent_id, token=token)
    post, parent = answered.post, answered.parent
    if token and answered.is_begun:
        place = WritingPlace.of_answer(post_id, parent_id)
        forget_begun(writer=author, place=place, token=token, sequence=sequence)
    made = _made_with(author, token) if answered.is_made else None
    if made is not None and made.post_id != post.pk:
        raise ValidationError(SENT_ELSEWHERE, code="conflict")
    if token and made is not None and not _said_first(made, rendered.source):
        # So that this text, too, is one reply however often it comes.
        token = uuid.uuid5(token, rendered.source)
        made = _made_with(author, token)
    if made is not None:
        return made, False
    check_open(post, author)
    if parent_id is not None:
        _check_is_there(parent)
    made_before = Reply.objects.filter(author=author)
    check_rate(what="replies", user=author, made=made_before, at="created_at")
    now = timezone.now()
    reply = Reply(
        post=post,
        parent=parent,
        author=author,
        token=token,
        state=State.PENDING if author.awaits_approval else State.VISIBLE,
        created_at=now,
        state_at=now,
        body=rendered.source,
        html=rendered.html,
        html_version=RENDERER_VERSION,
        among=rendered.among,
    )
    # Its parent was read under the lock.
    Reply.objects.insert_node(reply, parent, refresh_target=False)
    try:
        reply.save()
    except IntegrityError as error:  # another essay's lock did not keep the token apart
        if token is None:
            raise
        raise ValidationError(SENT_ELSEWHERE, code="conflict") from error
    if rendered.placeholder in rendered.html:
        # The ids in the text carry the reply's own number, which it has only now.
        reply.html = rendered.html.replace(rendered.placeholder, f"reply-{reply.pk}")
        reply.save(update_fields=["html"])
    note_shown(reply)
    ReplyRevision.objects.create(reply=reply, number=1, body=reply.body, created_at=now)
    if not answered.is_followed:
        follow_written(writer=author, post_id=post.pk)
    if reply.state == State.VISIBLE:
        Post.objects.filter(pk=post.pk).update(reply_count=F("reply_count") + 1, active_at=now)
    return reply, True


def _made_with(author: User, token: uuid.UUID | None) -> Reply | None:
    return Reply.objects.filter(author=author, token=token).first()


def _said_first(reply: Reply, source: str) -> bool:
    return ReplyRevision.objects.filter(reply=reply, number=1, body=source).exists()


def _check_is_there(parent: Reply | None) -> None:
    """Raise ValidationError unless this is a public reply of the discussion."""
    if parent is None:
        raise ValidationError(
            gettext(
                "The reply you are answering is not in this discussion. "
                "Go back to the essay and choose another."
            )
        )
    if parent.state != State.VISIBLE:
        raise ValidationError(
            gettext("The reply you are answering is gone; answer another, or the essay.")
        )
