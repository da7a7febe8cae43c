"""Changing and withdrawing what was published: an essay or a reply."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rights import check_may_write
from forum import signals
from forum.actions.checks import check_may_revise, check_may_withdraw, check_open, check_own_reply
from forum.actions.drafts.drafts import forget_sent
from forum.actions.images import images_in, note_shown
from forum.actions.kinds import REPLY
from forum.actions.states import set_post_state, set_reply_state
from forum.actions.wordings import keep_revision, says, wording_of, write_wording
from forum.limits import check_left, count_act
from forum.locks import lock_post, lock_post_and_others, lock_reply
from forum.models import Post, Reply, ReplyRevision, State
from forum.models.replies import REPLY_LIMIT
from forum.places import WritingPlace
from forum.sources import clean_source
from forum.text import RENDERER_VERSION, render_shown, repeatable
from web.writing import check_shows, one_line

ESSAY_CHANGED = gettext_lazy(
    "This essay was changed while you were writing; revision %(number)d is the latest. "
    "Your text is kept below: compare the two, then save again."
)
REPLY_CHANGED = gettext_lazy(
    "This reply was changed while you were writing; revision %(number)d is the latest. "
    "Your text is kept below: compare the two, then save again."
)
NOTE_UNSEEN = gettext_lazy(
    "What changed has only signs that nobody can see. Write something that shows."
)


def revise_post(
    *,
    author: User,
    post_id: int,
    title: str,
    body: str,
    topics: Iterable[str],
    note: str,
    substantive: bool,
    base_revision: int | None,
    in_short: str | None = None,
    token: uuid.UUID | None = None,
    sequence: int | None = None,
) -> Post:
    """Give a published essay a new wording; the earlier ones stay readable.

    `base_revision` is the revision that the author was looking at; None where it was a draft. An
    `in_short` of None stays as it is. What has these words already stays as it is: the same form
    may come twice. Its `token` and the `sequence` of the draft that it held tell which draft was
    sent, and goes. Raises PermissionDenied, Post.DoesNotExist, or ValidationError (code `conflict`
    where there is a newer revision with other words).
    """
    check_may_write(author)
    check_left(what="edits", user=author)
    wording = wording_of(writer=author, title=title, body=body, in_short=in_short or "")
    topics, note = sorted(topics), one_line(note)
    check_shows(note, refusal=NOTE_UNSEEN)
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_may_revise(author, post)
        if in_short is None:
            wording = wording._replace(in_short=post.in_short)
        is_said = says(post, wording)
        if not is_said or sorted(post.topics.names()) != topics:
            _check_is_latest(ESSAY_CHANGED, post.revision, base_revision)
        count_act("edits", author)
        place = WritingPlace.of_essay(post_id)
        forget_sent(writer=author, place=place, token=token, sequence=sequence)
        post.topics.set(topics)
        if is_said:
            return post
        post.revision += 1
        post.edited_at = timezone.now()
        write_wording(post, wording)
        revision = keep_revision(
            post, created_at=post.edited_at, note=note, substantive=substantive
        )
        signals.post_revised.send(Post, post=post, revision=revision)
    return post


def withdraw_post(*, author: User, post_id: int) -> Post:
    """Take back a published essay: its text goes, its thread stays.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError where it is not public.
    """
    check_may_write(author)
    with transaction.atomic():
        post = lock_post_and_others(viewer=author, post_id=post_id)
        check_may_withdraw(author, post)
        set_post_state(post=post, state=State.WITHDRAWN, reason="")
    return post


def edit_reply(
    *,
    author: User,
    reply_id: int,
    body: str,
    base_revision: int | None,
    token: uuid.UUID | None = None,
    sequence: int | None = None,
) -> Reply:
    """Give a reply a new wording; the earlier ones stay readable.

    `base_revision` is the revision that the writer was looking at. What has these words already
    stays as it is: the same form may come twice. Its `token` and the `sequence` of the draft that
    it held tell which draft was sent, and goes. Raises PermissionDenied, Reply.DoesNotExist, or
    ValidationError (code `conflict` where there is a newer revision with other words).
    """
    check_may_write(author)
    check_left(what="edits", user=author)
    source = clean_source(body, limit=REPLY_LIMIT, what=REPLY)
    # It never changes.
    among = Reply.objects.values_list("among", flat=True).get(pk=reply_id)
    images = images_in(source, author)
    html = render_shown(source, f"reply-{reply_id}", among, images, what=REPLY)
    with transaction.atomic():
        post, reply = lock_reply(viewer=author, reply_id=reply_id)
        check_own_reply(author, reply)
        check_open(post, author)
        place = WritingPlace.of_reply(reply_id)
        forget_sent(writer=author, place=place, token=token, sequence=sequence)
        if reply.body == source:
            return reply
        _check_is_latest(REPLY_CHANGED, reply.revision, base_revision)
        count_act("edits", author)
        reply.revision += 1
        reply.body, reply.html, reply.html_version = source, html, RENDERER_VERSION
        reply.edited_at = timezone.now()
        reply.save(update_fields=["revision", "body", "html", "html_version", "edited_at"])
        note_shown(reply)
        removed = reply.revisions.filter(hidden_at__isnull=False).exists()
        ReplyRevision.objects.create(
            reply=reply,
            number=reply.revision,
            body=source,
            plain=repeatable(html) if removed else "",
            created_at=reply.edited_at,
        )
        signals.reply_edited.send(Reply, reply=reply)
    return reply


def withdraw_reply(*, author: User, reply_id: int) -> Reply:
    """Take back a reply: its text goes, the replies to it stay.

    Raises PermissionDenied, Reply.DoesNotExist, or ValidationError where it is not public.
    """
    check_may_write(author)
    with transaction.atomic():
        _, reply = lock_reply(viewer=author, reply_id=reply_id)
        check_own_reply(author, reply)
        set_reply_state(reply=reply, state=State.WITHDRAWN, reason="")
    return reply


def _check_is_latest(said: str | Promise, latest: int, seen: int | None) -> None:
    if latest != seen:
        raise ValidationError(said % {"number": latest}, code="conflict")
