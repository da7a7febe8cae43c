"""Saying what a reply does to objections: with the reply, in the points step, or by hand."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from accounts.rights import check_may_write
from critiques.actions.holders import check_live, hold, holder_of, record
from critiques.actions.objections import clean_claim, raise_objection
from critiques.actions.positions import record_position
from critiques.actions.rounds import open_round_if_due
from critiques.choices import ACTS, RAISES, STANCES, Choice, PointError
from critiques.facts import refresh
from critiques.models import Objection, PointsDecision, Tag
from critiques.prose.passages import find_passage
from critiques.prose.points import hash_of
from critiques.words import Act, Event
from forum.actions.checks import check_open, check_own_reply
from forum.actions.replies import add_reply, prepare_reply
from forum.limits import count_act
from forum.locks import lock_reply
from forum.markup.points import find_points
from forum.models import Reply, State


def reply_with_tags(
    *,
    author: User,
    post_id: int,
    parent_id: int | None,
    body: str,
    choices: Iterable[Choice],
    decided: bool = False,
    token: uuid.UUID | None = None,
) -> Reply:
    """Publish a reply and what it does to objections, both or neither.

    Where it waits for a moderator, its points wait to be placed, too.
    `decided` says that its writer has placed its points, or has left them as plain text.

    Raises what `post_reply` and `tag_reply` raise.
    """
    rendered = prepare_reply(author=author, body=body, token=token)
    with transaction.atomic():
        reply, is_new = add_reply(
            author=author, post_id=post_id, parent_id=parent_id, rendered=rendered, token=token
        )
        if is_new and reply.state == State.VISIBLE:
            _apply(reply, choices)
            if decided:
                PointsDecision.objects.create(reply=reply)
    return reply


def tag_reply(*, writer: User, reply_id: int, choices: Iterable[Choice], other: bool) -> Reply:
    """Record the writer's choices for a reply of their own; `other` marks it “no objection”.

    A point that was tagged before stays as it is, so the same form sent twice tags once. Raises
    PermissionDenied, Reply.DoesNotExist, or ValidationError (PointError where it is about one
    of them), and then changes nothing.
    """
    check_may_write(writer)
    with transaction.atomic():
        _, reply = lock_reply(viewer=writer, reply_id=reply_id)
        check_may_place(writer, reply)
        count_act("points", writer)
        _apply(reply, choices)
        PointsDecision.objects.update_or_create(reply=reply, defaults={"other": other})
    return reply


def check_may_place(writer: User, reply: Reply) -> None:
    """Raise unless `writer` may say now where the points of `reply` go. Two queries at most."""
    check_own_reply(writer, reply)
    _check_is_public(reply)
    check_open(reply.post, writer)


def _check_is_public(reply: Reply) -> None:
    """Raise ValidationError where a moderator has yet to read the reply: its points wait too."""
    if reply.state == State.PENDING:
        raise ValidationError("A moderator reads your reply first; then you can place its points.")


def _apply(reply: Reply, choices: Iterable[Choice]) -> None:
    points = {point.label: point.text for point in find_points(reply.body)}
    tagged = set(Tag.objects.filter(reply=reply).exclude(point="").values_list("point", flat=True))
    touched = []
    fresh = [choice for choice in choices if choice.label not in tagged]
    _count(reply, fresh)
    for choice in fresh:
        if choice.label and choice.label not in points:
            raise ValidationError(f"Your reply has no point {choice.label}; it may have changed.")
        source = points.get(choice.label, reply.body)
        try:
            objection = _raise(reply, choice, source) if choice.does in RAISES else None
            objection = objection or _act(reply, choice, source)
        except ValidationError as error:
            raise PointError(choice.label, error) from error
        if objection is not None:
            touched.append(objection)
    if touched:
        refresh(reply.post, *touched)
        open_round_if_due(reply.post)


def _count(reply: Reply, choices: list[Choice]) -> None:
    """Count what the choices say of objections as if each were said by itself."""
    is_author = reply.author_id == reply.post.author_id
    acts = {
        "objections": sum(choice.does in RAISES for choice in choices),
        "holds": sum(choice.does in ("same", "withdraw") for choice in choices),
        "positions": sum(is_author and choice.does in STANCES for choice in choices),
    }
    for what, times in acts.items():
        if times:
            count_act(what, reply.author, times)


def _raise(reply: Reply, choice: Choice, source: str) -> Objection | None:
    claim = clean_claim(choice.claim)
    if Tag.objects.filter(reply=reply, act=Act.RAISE, point="", objection__claim=claim).exists():
        return None
    plain = reply.post.revisions.get(number=reply.post.revision).plain
    passage = find_passage(source, plain) if choice.passage else None
    objection = raise_objection(reply=reply, claim=claim, kind=RAISES[choice.does], passage=passage)
    _tag(reply, objection, Act.RAISE, choice, source)
    return objection


def _act(reply: Reply, choice: Choice, source: str) -> Objection | None:
    if choice.does in RAISES:
        return None
    writer, post = reply.author, reply.post
    if choice.number is None:
        raise ValidationError("Name the other objection by its letter or number.", code="of")
    objection = Objection.objects.filter(post=post, number=choice.number).first()
    if objection is None:
        raise ValidationError("That objection is not one of this essay’s; choose another.")
    objection.post = post
    act = ACTS[choice.does]
    if Tag.objects.filter(reply=reply, objection=objection, act=act, point=choice.label).exists():
        return None
    check_live(objection)
    wording = clean_claim(choice.claim) if act == Act.SUPPORT and choice.claim else ""
    if act == Act.SUPPORT:
        hold(user=writer, objection=objection, reply=reply, wording=wording)
    elif act == Act.WITHDRAW:
        holder = holder_of(writer, objection)
        if holder is None or not holder.holds:
            raise PermissionDenied("Only people who share an objection can take it back.")
        record(user=writer, objection=objection, event=Event.WITHDRAW, reply=reply)
    elif act in (Act.CONCEDE, Act.DECLINE) or (act == Act.ANSWER and writer.pk == post.author_id):
        record_position(
            author=writer,
            objection=objection,
            stance=STANCES[choice.does],
            text=choice.text,
            reply=reply,
        )
    _tag(reply, objection, act, choice, source, wording=wording)
    return objection


def _tag(
    reply: Reply, objection: Objection, act: Act, choice: Choice, source: str, wording: str = ""
) -> None:
    Tag.objects.create(
        reply=reply,
        objection=objection,
        act=act,
        point=choice.label,
        wording=wording,
        reply_revision=reply.revision,
        point_hash=hash_of(source) if choice.label else "",
    )
