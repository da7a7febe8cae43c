"""Moving a reply with all beneath it, and making an essay of it; each with its inverse."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from forum.actions import moves
from forum.actions.conversions import become_essay, become_reply, wording_of_essay
from forum.actions.tree_numbers import branch_of
from forum.locks import JUST_MOVED, lock_posts
from forum.models import Post, Reply, State
from moderation.actions.log import check_moderator, write_log
from moderation.models import LogAct, LogEntry, Move, Report, Snooze

SINCE = gettext_lazy("It was moved again since; take that back first.")


def move(
    *, moderator: User, reply_id: int, post_id: int, parent_id: int | None, reason: str
) -> LogEntry:
    """Put a reply, with all beneath it, beneath `parent_id` on a post, or on top of its thread.

    Its objections stay with the post they were raised against. Raises PermissionDenied,
    ObjectDoesNotExist, or ValidationError (a place that is not public, or beneath itself; code
    `conflict` where it was moved at this moment).
    """
    check_moderator(moderator)
    with transaction.atomic():
        reply, posts = _lock(moderator, reply_id, post_id)
        target, parent = posts[post_id], _parent(posts[post_id], parent_id)
        if (post_id, parent_id) == (reply.post_id, reply.parent_id):
            raise ValidationError(gettext("It stands there already."))
        count = branch_of(reply).count()
        whence = {"source": reply.post, **moves.place_of(reply)._asdict()}
        entry = _write(LogAct.MOVE, moderator, reply, target, reason, count)
        moves.move_reply(reply=reply, post=target, parent=parent)
        Move.objects.create(entry=entry, reply=reply, target=target, beneath=parent, **whence)
        follow(target)
    return entry


def unmove(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Put a reply back where it stood before `entry`; what is beneath it now comes along.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict`) where it, or
    what it stood beneath, was moved since.
    """
    check_moderator(moderator)
    with transaction.atomic():
        done = Move.objects.get(entry=entry)
        reply, posts = _lock(moderator, done.reply_id, done.source_id, done.target_id)
        if (reply.post_id, reply.parent_id) != (done.target_id, done.beneath_id):
            raise ValidationError(SINCE, code="conflict")
        source, count = posts[done.source_id], branch_of(reply).count()
        undone = _write(LogAct.UNMOVE, moderator, reply, source, reason, count, reverses=entry)
        place = moves.Place(done.parent_id, done.after_id, done.tree_id, done.moved)
        moves.move_back(reply=reply, post=source, place=place)
        follow(source)
    return undone


def split(*, moderator: User, reply_id: int, title: str, reason: str) -> LogEntry:
    """Make an essay of a public reply, under `title`; the replies beneath it are its thread.

    The reply keeps its place, which says where it went, and its objections. The line's
    `other_post` is the essay. Raises what `move` raises, and ValidationError for a title or a
    text that an essay can't have.
    """
    check_moderator(moderator)
    wording = wording_of_essay(title=title, reply=Reply.objects.get(pk=reply_id))
    with transaction.atomic():
        reply, _ = _lock(moderator, reply_id)
        if reply.state != State.VISIBLE:
            raise ValidationError(
                gettext("Only a public reply can become an essay."), code="conflict"
            )
        if reply.body != wording.source:
            raise ValidationError(
                gettext("Its text was changed just now; look at it again."), "conflict"
            )
        count = branch_of(reply).count()
        essay = become_essay(reply=reply, wording=wording)
        entry = _write(LogAct.SPLIT, moderator, reply, essay, reason, count)
        Move.objects.create(entry=entry, reply=reply, source=reply.post, target=essay)
        follow(essay)
    return entry


def unsplit(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Make a reply again of an essay, whose whole thread stands beneath it then.

    Raises PermissionDenied, ObjectDoesNotExist, or ValidationError (code `conflict`) where the
    essay was changed or moved on since.
    """
    check_moderator(moderator)
    with transaction.atomic():
        done = Move.objects.get(entry=entry)
        reply, posts = _lock(moderator, done.reply_id, done.target_id)
        if reply.essay_id != done.target_id:
            raise ValidationError(SINCE, code="conflict")
        essay = posts[done.target_id]
        line = {"post": essay, "other_post": reply.post, "person": reply.author}
        undone = write_log(
            act=LogAct.UNSPLIT, actor=moderator, reason=reason, reverses=entry, **line
        )
        become_reply(reply=reply, essay=essay)
        follow(reply.post)
    return undone


def follow(post: Post) -> None:
    """Let what waits in the queue about replies on `post` say that they are there."""
    for waiting in (Report, Snooze):
        astray = waiting.objects.filter(reply__post=post).exclude(post=F("reply__post"))
        waiting.objects.filter(pk__in=list(astray.values_list("pk", flat=True))).update(post=post)


def _write(
    act: LogAct, by: User, reply: Reply, other: Post, reason: str, count: int, **line: Any
) -> LogEntry:
    """Say in the log that `count` replies, a reply and all beneath it, go to another post."""
    line |= {"post": reply.post, "other_post": other, "reply": reply, "person": reply.author}
    return write_log(act=act, actor=by, reason=reason, count=count, **line)


def _lock(moderator: User, reply_id: int, *post_ids: int) -> tuple[Reply, dict[int, Post]]:
    source_id = Reply.objects.values_list("post_id", flat=True).get(pk=reply_id)
    posts = lock_posts(viewer=moderator, ids={source_id, *post_ids})
    reply = Reply.objects.known_to(moderator).select_related("author").get(pk=reply_id)
    if reply.post_id != source_id:
        raise ValidationError(JUST_MOVED, code="conflict")
    reply.post = posts[source_id]
    return reply, posts


def _parent(post: Post, parent_id: int | None) -> Reply | None:
    if post.state != State.VISIBLE:
        raise ValidationError(gettext("That essay is not public; nothing can be moved there."))
    if parent_id is None:
        return None
    parent = Reply.objects.public().filter(pk=parent_id).first()
    if parent is None:
        raise ValidationError(
            gettext("That reply is not public; choose another to move it beneath.")
        )
    if parent.post_id != post.pk:
        raise ValidationError(
            gettext("That reply stands in another essay; leave the essay empty, or name that one.")
        )
    return parent
