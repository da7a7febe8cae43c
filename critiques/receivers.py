"""What critique does when the forum says that something changed; in its transaction."""

from django.dispatch import receiver

from accounts.models import User
from accounts.signals import user_leaves, user_left
from critiques.actions.holders import record
from critiques.actions.leaving import count_without, take_leave
from critiques.actions.passages import follow_revision
from critiques.actions.purging import erase_words_of_essay, erase_words_of_reply
from critiques.actions.rounds import current_round, next_round
from critiques.facts import refresh
from critiques.following import follow_points
from critiques.models import Objection, Round, Tag
from critiques.resting import resting_on
from critiques.words import Event
from forum.lettered import find_points
from forum.models import Post, PostRevision, Reply, State
from forum.signals import post_revised, reply_edited, reply_state_changed, text_purged


@receiver(reply_state_changed)
def follow_reply(reply: Reply, **_: object) -> None:
    """Compute anew what the reply spoke of; who withdraws a reply withdraws what it held."""
    touched = list(
        (
            Objection.objects.filter(tags__reply=reply)
            | Objection.objects.filter(positions__reply=reply)
        ).distinct()
    )
    resting = resting_on(reply) if reply.state == State.WITHDRAWN else {}
    for objection in touched:
        objection.post = reply.post
        if objection.pk in resting and resting[objection.pk].alone:
            record(user=reply.author, objection=objection, event=Event.WITHDRAW, reply=None)
    if touched:
        refresh(reply.post, *touched)


@receiver(reply_edited)
def notice_changed_points(reply: Reply, **_: object) -> None:
    """Let tags follow their points to other letters; mark those whose text says something else."""
    tags = list(Tag.objects.filter(reply=reply).exclude(point_hash=""))
    follow_points(tags, find_points(reply.body))
    _save_moved(tags)


@receiver(post_revised)
def follow_passages(post: Post, revision: PostRevision, **_: object) -> None:
    """Find the passages that objections are about in the new words."""
    follow_revision(post=post, revision=revision)


@receiver(post_revised)
def open_round_for_revision(post: Post, revision: PostRevision, **_: object) -> None:
    """A substantive revision opens the next round, if the current one has given a letter."""
    if not revision.substantive:
        return
    current = current_round(post)
    if Objection.objects.filter(post=post, round=current.number).exists():
        next_round(post, Round.Cause.REVISION)


@receiver(text_purged)
def erase_words(post: Post, reply: Reply | None, **_: object) -> None:
    """Erase what critique repeats of an erased text."""
    if reply is None:
        erase_words_of_essay(post)
    else:
        erase_words_of_reply(reply)


@receiver(user_leaves)
def see_off(user: User, withdraw: bool, **_: object) -> None:
    """Lock the posts of somebody who leaves, and put away what is theirs alone."""
    take_leave(user=user, withdraw=withdraw)


@receiver(user_left)
def go_on_without(user: User, **_: object) -> None:
    """Count who is still here."""
    count_without(user=user)


def _save_moved(tags: list[Tag]) -> None:
    """Save tags in an order in which none meets its like at a point that is not yet left."""
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
