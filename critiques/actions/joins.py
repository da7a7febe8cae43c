"""Merging an essay's thread and critique into another's, and taking them apart again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from critiques.actions.numbers import bring_back, take_along
from critiques.facts import refresh
from critiques.models import Holder
from forum.actions import moves
from forum.actions.readers.follows import follow_along, follow_back
from forum.locks import lock_posts
from forum.models import Post, Reply, State
from moderation.actions.decisions import reopen_reports
from moderation.actions.log import check_moderator, write_log
from moderation.actions.moves import follow
from moderation.models import LogAct, LogEntry, Move, MovedTree, Report

PUBLIC = (State.VISIBLE, State.WITHDRAWN)


def join(*, moderator: User, post_id: int, into: int, reason: str) -> LogEntry:
    """Merge an essay into another: its thread and its objections go there.

    The objections get new numbers there and no letters; all addresses of the essay lead to the
    other. Bars, closings and visits stay with it, for the undo. Raises PermissionDenied,
    Post.DoesNotExist, or ValidationError (code `conflict` where one of them is not public).
    """
    check_moderator(moderator)
    if post_id == into:
        raise ValidationError(gettext("Choose another essay to merge it into."))
    with transaction.atomic():
        posts = lock_posts(viewer=moderator, ids=[post_id, into])
        source, target = posts[post_id], posts[into]
        _check(source, target)
        replies = Reply.objects.filter(post=source)
        entry = write_log(
            act=LogAct.JOIN,
            actor=moderator,
            post=source,
            other_post=target,
            person=source.author,
            reason=reason,
            count=replies.count(),
        )
        move = Move.objects.create(entry=entry, source=source, target=target)
        roots = replies.filter(parent=None).order_by("tree_id")
        MovedTree.objects.bulk_create(
            MovedTree(move=move, root_id=pk, moved=moved)
            for pk, moved in roots.values_list("pk", "moved")
        )
        # They were written to another essay than the one beneath which they stand.
        replies.filter(parent=None).update(moved=True)
        source.merged_into = target
        source.save(update_fields=["merged_into"])
        objections = take_along(source=source, target=target, entry=entry)
        follow_along(source=source, target=target, at=entry.created_at)
        moves.move_all(replies=replies, source=source, target=target)
        # Once their replies can be read there.
        refresh(target, *objections)
        essay = Report.objects.filter(post=source, reply=None, objection=None, decision=None)
        essay.update(decision=entry)
        follow(target)
    return entry


def unjoin(*, moderator: User, entry: LogEntry, reason: str) -> LogEntry:
    """Take two essays apart that `entry` merged: what came along goes back.

    Raises PermissionDenied, Post.DoesNotExist, or ValidationError (code `conflict`) where
    objections of both were merged since, or the essay was merged further.
    """
    check_moderator(moderator)
    with transaction.atomic():
        move = Move.objects.get(entry=entry)
        posts = lock_posts(viewer=moderator, ids=[move.target_id], merged=[move.source_id])
        source, target = posts[move.source_id], posts[move.target_id]
        if source.merged_into_id != target.pk:
            raise ValidationError(gettext("They are apart already."), code="conflict")
        undone = write_log(
            act=LogAct.UNJOIN,
            actor=moderator,
            post=source,
            other_post=target,
            person=source.author,
            reason=reason,
            reverses=entry,
        )
        source.merged_into = None
        source.save(update_fields=["merged_into"])
        objections = bring_back(source=source, target=target, entry=entry)
        follow_back(source=source, target=target, at=entry.created_at)
        trees = Reply.objects.filter(
            post=target, parent=None, pk__in=move.trees.values("root")
        ).values_list("tree_id", flat=True)
        replies = Reply.objects.filter(post=target, tree_id__in=list(trees))
        untouched = move.trees.filter(moved=False)
        replies.filter(parent=None, pk__in=untouched.values("root")).update(moved=False)
        moves.move_all(replies=replies, source=target, target=source)
        refresh(source, *objections)
        reopen_reports(entry)
        follow(source)
    return undone


def _check(source: Post, target: Post) -> None:
    if source.state not in PUBLIC or target.state != State.VISIBLE:
        raise ValidationError(gettext("Only public essays can be merged."), code="conflict")
    if Holder.objects.filter(objection__post=source, user=target.author_id).exists():
        raise ValidationError(
            gettext(
                "%(name)s, who wrote the other essay, objected to this one, and nobody objects to "
                "their own essay. Move the replies instead."
            )
            % {"name": target.author.shown_name}
        )
