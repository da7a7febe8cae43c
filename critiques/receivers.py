"""What critique does when the forum says that something changed; in its transaction."""

from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext

from accounts.models import User
from accounts.signals import user_leaves, user_left
from accounts.statements import Statement
from critiques.actions.holders.leaving import count_without, take_leave
from critiques.actions.holders.withdrawals import take_back
from critiques.actions.passages import follow_revision
from critiques.actions.purges import erase_words_of_essay, erase_words_of_reply
from critiques.actions.retags import retag_points
from critiques.actions.rounds import current_round, next_round
from critiques.facts import refresh
from critiques.models import FormerTag, Objection, Position, Round, Tag
from critiques.querysets.objections import ObjectionQuerySet
from critiques.record.dependents import shared_replies
from forum.actions.profiles import forget_biography
from forum.models import Post, PostRevision, Reply, State
from forum.querysets import ReplyQuerySet
from forum.signals import (
    others_asked,
    post_revised,
    post_state_changed,
    replies_moved,
    replies_state_changed,
    reply_edited,
    reply_state_changed,
    text_purged,
)
from moderation.queries import naming
from moderation.signals import held_back
from moderation.targets import Target


@receiver(reply_state_changed)
def follow_reply(reply: Reply, **_: object) -> None:
    """Compute anew what the reply spoke of; who withdraws a reply withdraws what it held."""
    if reply.state == State.PENDING and Objection.objects.spoken_of([reply.pk]).exists():
        raise ValidationError(
            gettext("Its points stand in the critique; remove it instead."), "conflict"
        )
    follow_replies(replies=Reply.objects.filter(pk=reply.pk), state=State(reply.state))


@receiver(replies_state_changed)
def follow_replies(replies: ReplyQuerySet, state: State, **_: object) -> None:
    """Do the same for many replies, at once for each of their writers, and for each post."""
    if state == State.WITHDRAWN:
        for user_id in replies.order_by().values_list("author", flat=True).distinct():
            take_back(user_id=user_id, replies=replies.filter(author=user_id))
    spoken = Objection.objects.spoken_of(replies.values("pk")).select_related("post", "merged_into")
    for post, objections in groupby(spoken.order_by("post"), attrgetter("post")):
        refresh(post, *objections)


@receiver(others_asked)
def name_others(post_id: int, **_: object) -> set[int]:
    """Name the posts whose objections the replies of a post speak of, though they were moved or the
    objections went elsewhere, and those that name it where replies stood that went to it."""
    return set(_spoken_of_away.rows(None, post_id)) - {post_id} | naming(post_id)


@Statement
def _spoken_of_away(_: None, post_id: int) -> QuerySet:
    replies = _wanderers(post_id).values("pk")
    tags = Tag.objects.filter(reply__in=replies).order_by()
    positions = Position.objects.filter(reply__in=replies).order_by()
    former = FormerTag.objects.filter(reply__in=replies).order_by()
    return tags.values_list("objection__post", flat=True).union(
        former.values_list("objection__post", flat=True),
        positions.values_list("objection__post", flat=True),
        _gone_from(post_id).values_list("post", flat=True),
    )


@receiver(post_state_changed)
@receiver(replies_moved)
def follow_post(post: Post, **_: object) -> None:
    """Compute anew what is said of other posts in replies of this one, public or not."""
    replies = _wanderers(post.pk).values("pk")
    taken = Objection.objects.filter(positions__reply__in=replies).order_by().values_list("pk")
    both = taken.union(_gone_from(post.pk).values_list("pk"))
    found = Objection.objects.filter(pk__in=[pk for (pk,) in both]).exclude(post=post)
    spoken = found.select_related("post", "merged_into").distinct()
    for other, objections in groupby(spoken.order_by("post_id"), attrgetter("post")):
        refresh(other, *objections)


@receiver(reply_edited)
def notice_changed_points(reply: Reply, **_: object) -> None:
    """Let tags follow their points to other letters; mark those whose text says something else."""
    retag_points(reply)


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


@receiver(held_back)
def speak_for_shared(target: Target, **_: object) -> bool:
    """Keep public what raised an objection that others share, or that the author spoke of."""
    return target.reply is not None and bool(shared_replies([target.reply.pk]))


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
    """Count who is still here, and forget what they said of themselves."""
    count_without(user=user)
    forget_biography(user)


def _wanderers(post_id: int) -> ReplyQuerySet:
    """Return the replies of a post that were beneath another once, or of which it was made."""
    return Reply.objects.filter(Q(post=post_id, home__isnull=False) | Q(essay=post_id)).order_by()


def _gone_from(post_id: int) -> ObjectionQuerySet:
    """Return the objections that were a post's once; replies that spoke of them then are there."""
    return Objection.objects.filter(former_numbers__post=post_id).order_by()
