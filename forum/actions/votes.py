"""Worth reading: one vote for an essay or a reply, or none; quality, never agreement."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from forum.limits import count_act
from forum.locks import lock_post_for_repair, lock_votes
from forum.models import Post, Reply, State, Thanks, Vote
from forum.models.votes import top_moment


def set_vote(*, user: User, post_id: int, reply_id: int | None, worth: bool) -> None:
    """Say that a reply, or with None the essay, is worth reading, or take that back.

    With the vote a line of thanks goes. Doing it twice changes nothing. Raises ObjectDoesNotExist
    for what they may not read, PermissionDenied (own text, barred, may not write), and
    ValidationError (code `rate`; not public).
    """
    check_may_write(user)
    with transaction.atomic():
        post, text = lock_text(user, post_id, reply_id)
        what = what_of(text)
        known = Vote.objects.filter(user=user, **what)
        if known.exists() == worth:
            return
        if worth:
            check_votable(user, post, text)
        count_act("votes", user)
        if worth:
            Vote.objects.create(user=user, **what)
        else:
            known.delete()
            Thanks.objects.filter(giver=user, reported_at=None, **what).delete()
        count_votes(text)


def lock_text(user: User, post_id: int, reply_id: int | None) -> tuple[Post, Post | Reply]:
    """Lock a post for votes; return it, and its reply with that id or, with None, itself.

    Raises ObjectDoesNotExist for what `user` may not read.
    """
    post = lock_votes(viewer=user, post_id=post_id)
    if reply_id is None:
        return post, post
    return post, Reply.objects.readable_by(user).get(pk=reply_id, post=post)


def check_votable(user: User, post: Post, text: Post | Reply) -> None:
    """Raise unless `user` may say that a text, `post` or a reply to it, is worth reading."""
    check_right(user, "forum.vote", text)
    check_right(user, "forum.take_part", post)
    if text.state != State.VISIBLE:
        raise ValidationError(gettext("This is not public; nobody can vote for it."))


def count_votes(text: Post | Reply) -> None:
    """Write how many found a text worth reading, of which the post is locked.

    Under the lock nobody else’s vote for it comes between counting and writing.
    """
    if isinstance(text, Reply):
        votes = Vote.objects.filter(reply=text).count()
        Reply.objects.filter(pk=text.pk).update(votes=votes)
        return
    votes = Vote.objects.filter(post=text).count()
    top_at = top_moment(text.published_at or text.created_at, votes)
    Post.objects.filter(pk=text.pk).update(votes=votes, top_at=top_at)


def move_votes(*, source: Post | Reply, target: Post | Reply) -> None:
    """Let who found `source` worth reading have found `target`: the same words by the same writer.

    The posts of both must be locked, and nobody may have voted for `target`.
    """
    there = {"post": None, "reply": None} | what_of(target)
    for model in (Vote, Thanks):
        model.objects.filter(**what_of(source)).update(**there)
    count_votes(source)
    count_votes(target)


def forget_votes(text: Post | Reply) -> None:
    """Take all votes and thanks off a text whose words are erased; its post must be locked."""
    Thanks.objects.filter(**what_of(text)).delete()
    Vote.objects.filter(**what_of(text)).delete()
    count_votes(text)


def what_of(text: Post | Reply) -> dict[str, Post | Reply]:
    """Return the columns that name a text."""
    return {"reply": text} if isinstance(text, Reply) else {"post": text}


def recount(*, post_id: int, reply_id: int | None) -> None:
    """Count the votes for a text anew, for a command that nobody asks over the web.

    Raises ObjectDoesNotExist.
    """
    with transaction.atomic():
        text: Post | Reply = lock_post_for_repair(post_id=post_id)
        if reply_id is not None:
            text = Reply.objects.get(pk=reply_id, post=text)
        count_votes(text)
