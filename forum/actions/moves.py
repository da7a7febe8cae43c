"""Moving replies with all beneath them, in MPTT's columns, a few statements whatever the size.

Every post that is named must be locked in the caller's transaction; counts are written anew.
"""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from forum import signals
from forum.actions.states import count_anew
from forum.actions.tree_numbers import COLUMNS, branch_of, plant, uproot
from forum.models import Post, Reply
from forum.querysets import ReplyQuerySet


class Place(NamedTuple):
    """Where a reply stands: beneath which, after which of its siblings, and in which tree; and
    whether it was `moved` there."""

    parent_id: int | None
    after_id: int | None
    tree_id: int
    moved: bool


def place_of(reply: Reply) -> Place:
    """Return where a reply stands now. One query."""
    before = Reply.objects.filter(parent=reply.parent_id, tree_id=reply.tree_id)
    sibling = before.filter(lft__lt=reply.lft).order_by("-lft") if reply.parent_id else None
    return Place(
        reply.parent_id,
        sibling.values_list("pk", flat=True).first() if sibling is not None else None,
        reply.tree_id,
        reply.moved,
    )


def move_reply(*, reply: Reply, post: Post, parent: Reply | None) -> None:
    """Put a reply, with all beneath it, last beneath `parent`, or on top of the thread of `post`.

    Raises ValidationError where `parent` is the reply itself or stands beneath it.
    """
    if parent is not None and branch_of(reply).filter(pk=parent.pk).exists():
        raise ValidationError(gettext("A reply can’t be moved beneath itself or a reply to it."))
    uproot(reply, (Reply.objects.next_tree_ids(1))[0])
    if parent is not None:
        parent.refresh_from_db(fields=COLUMNS)
        plant(reply, parent, at=parent.rght)
    _settle(reply, post, parent, moved=True)


def move_back(*, reply: Reply, post: Post, place: Place) -> None:
    """Put a reply, with all beneath it, back to a place on `post` where it stood before.

    What has been written there since comes after it. Raises ValidationError (code `conflict`)
    where the reply that it stood beneath is elsewhere now.
    """
    parent = None
    if place.parent_id is not None:
        parent = Reply.objects.filter(post=post, pk=place.parent_id).first()
        if parent is None or branch_of(reply).filter(pk=parent.pk).exists():
            raise ValidationError(
                gettext("What it stood beneath was moved since; take that back first."),
                code="conflict",
            )
    taken = Reply.objects.filter(tree_id=place.tree_id).exists()
    fresh = parent is not None or taken
    uproot(reply, Reply.objects.next_tree_ids(1)[0] if fresh else place.tree_id)
    if parent is not None:
        parent.refresh_from_db(fields=COLUMNS)
        plant(reply, parent, at=_right_after(parent, place.after_id))
    _settle(reply, post, parent, moved=place.moved)


def move_all(*, replies: ReplyQuerySet, source: Post, target: Post) -> None:
    """Put whole trees of `source` on top of the thread of `target`."""
    replies.update(post=target, home=Coalesce("home", source.pk))
    tell_moved(source, target)


def _right_after(parent: Reply, sibling_id: int | None) -> int:
    """Return the number after a child of `parent`; first without one, last where it is gone."""
    if sibling_id is None:
        return parent.lft + 1
    found = Reply.objects.filter(parent=parent, pk=sibling_id).values_list("rght", flat=True)
    after = found.first()
    return parent.rght if after is None else after + 1


def _settle(reply: Reply, post: Post, parent: Reply | None, *, moved: bool) -> None:
    source = reply.post
    if reply.moved is not moved:
        Reply.objects.filter(pk=reply.pk).update(moved=moved)
    if source.pk != post.pk:
        branch_of(reply).update(post=post, home=Coalesce("home", source.pk))
    reply.post, reply.parent, reply.moved = post, parent, moved
    tell_moved(source, post)


def tell_moved(*posts: Post) -> None:
    """Count anew what these posts have, and tell those above that replies came or went."""
    for post in {post.pk: post for post in posts}.values():
        count_anew(post)
        signals.replies_moved.send(Post, post=post)
