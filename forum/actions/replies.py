"""Posting a reply; `unsaved` has what comes before, `changes` what comes after."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from forum import signals
from forum.actions.checks import check_open
from forum.actions.drafts.drafts import forget_begun
from forum.actions.images import note_shown
from forum.actions.readers.follows import follow_written
from forum.actions.unsaved import Rendered, prepare_reply
from forum.answering import read_answered
from forum.limits import check_rate
from forum.locks import lock_unread
from forum.models import Post, Reply, ReplyRevision, State
from forum.places import WritingPlace
from forum.text import RENDERER_VERSION

SENT_ELSEWHERE = gettext_lazy(
    "This form was sent already, to another essay. Open a new one and send it again."
)


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
    if token and answered.is_made:
        made, token = _sent_before(author, post, token, rendered.source)
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
    _insert(reply, parent, rendered.placeholder)
    note_shown(reply)
    if not answered.is_followed:
        follow_written(writer=author, post_id=post.pk)
    if reply.state == State.VISIBLE:
        Post.objects.filter(pk=post.pk).update(reply_count=F("reply_count") + 1, active_at=now)
    return reply, True


def _sent_before(
    author: User, post: Post, token: uuid.UUID, source: str
) -> tuple[Reply | None, uuid.UUID]:
    """Return the reply that was made of this text with `token`, and the token that is the text’s.

    Of another text it is another one, so that this, too, is one reply however often it comes.
    """
    made = _made_with(author, token)
    if made is not None and made.post_id != post.pk:
        raise ValidationError(SENT_ELSEWHERE, code="conflict")
    if made is not None and not _said_first(made, source):
        token = uuid.uuid5(token, source)
        made = _made_with(author, token)
    return made, token


def _insert(reply: Reply, parent: Reply | None, placeholder: str) -> None:
    """Write the reply and its first wording, beneath `parent`, which was read under the lock."""
    Reply.objects.insert_node(reply, parent, refresh_target=False)
    try:
        reply.save()
    except IntegrityError as error:  # another essay's lock did not keep the token apart
        if reply.token is None:
            raise
        raise ValidationError(SENT_ELSEWHERE, code="conflict") from error
    if placeholder in reply.html:
        # The ids in the text carry the reply's own number, which it has only now.
        reply.html = reply.html.replace(placeholder, f"reply-{reply.pk}")
        reply.save(update_fields=["html"])
    ReplyRevision.objects.create(
        reply=reply, number=1, body=reply.body, created_at=reply.created_at
    )


def _made_with(author: User, token: uuid.UUID) -> Reply | None:
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
