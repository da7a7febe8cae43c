"""Saying what a reply does to objections: with the reply, in the points step, or by hand."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.actions.choices import apply_choices
from critiques.choices import Choice
from critiques.models import PointsDecision
from critiques.signals import points_placed
from forum.actions.checks import check_open, check_own_reply
from forum.actions.replies import add_reply
from forum.actions.unsaved import prepare_reply
from forum.limits import count_act
from forum.locks import lock_reply
from forum.models import Reply, State
from forum.signals import reply_posted


def reply_with_tags(
    *,
    author: User,
    post_id: int,
    parent_id: int | None,
    body: str,
    choices: Iterable[Choice],
    decided: bool = False,
    token: uuid.UUID | None = None,
    sequence: int | None = None,
) -> Reply:
    """Publish a reply and what it does to objections, both or neither.

    Where it waits for a moderator, its points wait to be placed, too.
    `decided` says that its writer has placed its points, or has left them as plain text.

    Raises what `post_reply` and `tag_reply` raise.
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
            if chosen := list(choices):
                apply_choices(reply, chosen)
            if decided:
                PointsDecision.objects.create(reply=reply)
            reply_posted.send(Reply, reply=reply)
    return reply


def tag_reply(
    *,
    writer: User,
    reply_id: int,
    choices: Iterable[Choice],
    other: bool,
    favours: bool | None = None,
) -> Reply:
    """Record the writer's choices for a reply of their own; `other` marks it “no objection”.

    `favours` says that it supports the essay, or no more; None leaves that as it is. It may object
    to a part of the essay all the same, but not be `other`, which takes that back. A point that was
    tagged before stays as it is, so the same form sent twice tags once. Raises PermissionDenied,
    Reply.DoesNotExist, or ValidationError (PointError where it is about one of them), and then
    changes nothing.
    """
    check_may_write(writer)
    with transaction.atomic():
        _, reply = lock_reply(viewer=writer, reply_id=reply_id)
        check_may_place(writer, reply)
        count_act("points", writer)
        apply_choices(reply, choices)
        decision: dict[str, Any] = {"other": other}
        if favours:
            check_right(writer, "critiques.favour", reply.post)
            if other:
                raise ValidationError(
                    gettext("A reply in favour of the essay is no other comment.")
                )
            decision |= {"favours": True, "favoured": reply.post}
        elif other or favours is not None:
            decision |= {"favours": False, "favoured": None}
        PointsDecision.objects.update_or_create(reply=reply, defaults=decision)
        points_placed.send(Reply, reply=reply)
    return reply


def check_may_place(writer: User, reply: Reply) -> None:
    """Raise unless `writer` may say now where the points of `reply` go. Two queries at most."""
    check_own_reply(writer, reply)
    _check_is_public(reply)
    check_open(reply.post, writer)


def _check_is_public(reply: Reply) -> None:
    """Raise ValidationError where a moderator has yet to read the reply: its points wait too."""
    if reply.state == State.PENDING:
        raise ValidationError(
            gettext("A moderator reads your reply first; then you can place its points.")
        )
