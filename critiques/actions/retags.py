"""Changing what a reply of one's own does to an objection; what it did before stays on record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_may_write
from critiques.actions.choices import check_may_choose
from critiques.actions.holders.holders import check_live, hold, holder_of, record
from critiques.actions.merges import join, whole_for
from critiques.actions.rounds import open_round_if_due
from critiques.choices import CHOSEN_BY
from critiques.facts import refresh
from critiques.models import FormerTag, HolderEvent, Objection, Tag
from critiques.prose.points import follow_points
from critiques.querysets.events import said_beside
from critiques.record.dependents import resting_on
from critiques.signals import points_placed
from critiques.words import MOVABLE, Act, Event
from forum.actions.checks import check_open, check_own_reply
from forum.lettered import find_points
from forum.limits import count_act
from forum.locks import lock_reply
from forum.models import Reply


def retag(*, writer: User, reply_id: int, tag_id: int, to: int | None) -> Reply:
    """Let a point of one's own reply go to objection `to` instead, or to none.

    A shared objection is held no more, unless another reply of theirs shares it too. One that
    the reply raised becomes part of the other by its raiser's consent, or is taken back. The
    author's own answers, and what a holder says with a point, are superseded by newer words, not
    retagged. Raises PermissionDenied,
    Reply.DoesNotExist, Tag.DoesNotExist or ValidationError.
    """
    check_may_write(writer)
    with transaction.atomic():
        post, reply = lock_reply(viewer=writer, reply_id=reply_id)
        check_own_reply(writer, reply)
        check_open(post, writer)
        tag = Tag.objects.select_related("objection").get(pk=tag_id, reply=reply)
        objection = tag.objection
        if objection.post_id != post.pk:
            raise ValidationError(
                gettext(
                    "This reply was moved since, and says it of another essay: say something else "
                    "of it on its page."
                )
            )
        objection.post = post
        if tag.act not in MOVABLE or (tag.act == Act.ANSWER and writer.pk == post.author_id):
            raise ValidationError(
                gettext("Your last word counts: say something else of it in a reply.")
            )
        if tag.act == Act.DISCUSS and _says_where_it_stands(tag):
            raise ValidationError(
                gettext("Your last word counts: say something else of it on its page.")
            )
        other = Objection.objects.filter(post=post, number=to).first() if to else None
        if to and (other is None or other.pk == objection.pk):
            raise ValidationError(gettext("Choose another objection of this essay."))
        if other is not None:
            other.post = post
            check_live(other)
            if does := CHOSEN_BY.get(Act(tag.act)):
                check_may_choose(reply, does, other)
        count_act("points", writer)
        if tag.act == Act.RAISE:
            _give_up(writer, objection, other)
        else:
            _move(reply, tag, other)
            points_placed.send(Reply, reply=reply)
        touched = [each for each in (objection, other) if each is not None]
        refresh(post, *touched)
        open_round_if_due(post)
    return reply


def retag_points(reply: Reply) -> None:
    """Let the tags of an edited reply follow their points; mark those whose text says something
    else. The post must be locked."""
    tags = list(Tag.objects.filter(reply=reply).exclude(point_hash=""))
    follow_points(tags, find_points(reply.body, reply.among))
    # In an order in which none meets its like at a point that is not yet left.
    waiting = tags
    while waiting:
        later = []
        for tag in waiting:
            like = Tag.objects.filter(reply=tag.reply_id, objection=tag.objection_id, act=tag.act)
            if like.filter(point=tag.point).exclude(pk=tag.pk).exists():
                later.append(tag)
            else:
                tag.save(update_fields=["point", "text_changed"])
        if len(later) == len(waiting):
            return
        waiting = later


def _says_where_it_stands(tag: Tag) -> bool:
    said = HolderEvent.objects.filter(said_beside(), reply=tag.reply_id)
    return said.filter(objection=tag.objection_id).exists()


def _give_up(writer: User, objection: Objection, other: Objection | None) -> None:
    if other is not None:
        join(objection, whole_for(objection, other.number), by=writer)
        return
    holder = holder_of(writer, objection)
    if holder is None or not holder.holds:
        raise ValidationError(gettext("You took this back already."), code="conflict")
    record(user=writer, objection=objection, event=Event.WITHDRAW, reply=None)


def _move(reply: Reply, tag: Tag, other: Objection | None) -> None:
    alone = resting_on(reply)[tag.objection_id].alone
    kept = {name: getattr(tag, name) for name in ("reply", "objection", "act", "point", "wording")}
    FormerTag.objects.create(**kept, created_at=tag.created_at)
    tag.delete()
    still = Tag.objects.filter(reply=reply, objection=tag.objection_id, act=Act.SUPPORT).exists()
    if tag.act == Act.SUPPORT and alone and not still:
        record(user=reply.author, objection=tag.objection, event=Event.WITHDRAW, reply=None)
    if other is None:
        return
    if tag.act == Act.SUPPORT:
        hold(user=reply.author, objection=other, reply=reply, wording=tag.wording)
    same = Tag.objects.filter(reply=reply, objection=other, act=tag.act, point=tag.point)
    if not same.exists():
        Tag.objects.create(
            reply=reply,
            objection=other,
            act=tag.act,
            point=tag.point,
            wording=tag.wording,
            reply_revision=reply.revision,
            point_hash=tag.point_hash,
            text_changed=tag.text_changed,
        )
