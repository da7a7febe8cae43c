"""Making an essay of a reply, and a reply of it again; the replies beneath go along."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext

from forum.actions.moves import tell_moved
from forum.actions.readers.follows import follow_written
from forum.actions.states import count_anew
from forum.actions.tree_numbers import COLUMNS, run_with_rows, shift_numbers
from forum.actions.votes import move_votes
from forum.actions.wordings import Wording, clean_title, keep_revision, wording_of, write_wording
from forum.models import Post, Reply, State


def wording_of_essay(*, title: str, reply: Reply) -> Wording:
    """Return a reply's text as that of an essay; done before anything is locked.

    Raises ValidationError where the title is empty or too long.
    """
    title = clean_title(title)
    if not title:
        raise ValidationError(gettext("Give the essay a title."))
    return wording_of(writer=reply.author, title=title, body=reply.body)


def become_essay(*, reply: Reply, wording: Wording) -> Post:
    """Publish an essay of a public reply, by its writer and of its time, and return it.

    All beneath the reply becomes its thread. The reply stays where it was, hidden; its place says
    what became of it. Its post must be locked.
    """
    when = reply.created_at
    essay = Post(
        author=reply.author,
        state=State.VISIBLE,
        created_at=when,
        published_at=when,
        active_at=when,
        top_at=when,
        edited_at=reply.edited_at,
    )
    write_wording(essay, wording)
    keep_revision(essay, created_at=when)
    follow_written(writer=reply.author, post_id=essay.pk)
    reply.essay, reply.state, reply.state_at = essay, State.HIDDEN, timezone.now()
    reply.save(update_fields=["essay", "state", "state_at"])
    move_votes(source=reply, target=essay)
    _move_children(reply=reply, post=essay)
    return essay


def become_reply(*, reply: Reply, essay: Post) -> None:
    """Undo the above; the essay's addresses lead to where the reply is. Both must be locked.

    Raises ValidationError (code `conflict`) where the essay was changed since, is not public, or
    has the reply in its own thread.
    """
    if essay.revision > 1:
        raise ValidationError(
            gettext("Its author has changed the essay since; merge it instead."), code="conflict"
        )
    if essay.state != State.VISIBLE or reply.essay_id != essay.pk:
        raise ValidationError(gettext("The essay is not public any more."), code="conflict")
    if reply.post_id == essay.pk:
        raise ValidationError(
            gettext(
                "This reply stands in the essay’s own thread now. Move it into another one first."
            ),
            code="conflict",
        )
    reply.essay, reply.state, reply.state_at = None, State.VISIBLE, timezone.now()
    reply.save(update_fields=["essay", "state", "state_at"])
    essay.merged_into = reply.post
    essay.save(update_fields=["merged_into"])
    move_votes(source=essay, target=reply)
    _gather(post=essay, beneath=reply)
    count_anew(reply.post)


def _move_children(*, reply: Reply, post: Post) -> None:
    """Put everything beneath a reply on top of the thread of `post`, in its order."""
    children = list(Reply.objects.filter(parent=reply).order_by("lft").values_list("lft", "rght"))
    beneath = Reply.objects.filter(
        tree_id=reply.tree_id, lft__range=(reply.lft + 1, reply.rght - 1)
    )
    beneath.update(
        post=post, home=Coalesce("home", reply.post_id), level=F("level") - 1 - reply.level
    )
    trees = Reply.objects.next_tree_ids(len(children))
    shifts = [(lft, rght, tree) for (lft, rght), tree in zip(children, trees, strict=True)]
    run_with_rows(
        "UPDATE forum_reply SET tree_id = m.column3, lft = lft - m.column1 + 1, "
        "rght = rght - m.column1 + 1, "
        "parent_id = CASE WHEN lft = m.column1 THEN NULL ELSE parent_id END "
        "FROM (VALUES {}) AS m WHERE tree_id = %s AND lft BETWEEN m.column1 AND m.column2",
        shifts,
        reply.tree_id,
    )
    width = reply.rght - reply.lft - 1
    shift_numbers(reply.tree_id, reply.rght, -width)
    reply.refresh_from_db(fields=COLUMNS)
    tell_moved(reply.post, post)


def _gather(*, post: Post, beneath: Reply) -> None:
    """Put the whole thread of `post` beneath a reply of another, in its order: undoes the above."""
    roots = list(
        Reply.objects.filter(post=post, parent=None)
        .order_by("tree_id")
        .values_list("tree_id", "rght")
    )
    beneath.refresh_from_db(fields=COLUMNS)
    at, shifts = beneath.rght, []
    for tree, rght in roots:
        shifts.append((tree, at - 1, beneath.pk))
        at += rght
    shift_numbers(beneath.tree_id, beneath.rght, at - beneath.rght)
    Reply.objects.filter(post=post).update(
        post=beneath.post_id, home=Coalesce("home", post.pk), level=F("level") + beneath.level + 1
    )
    run_with_rows(
        "UPDATE forum_reply SET tree_id = %s, lft = lft + m.column2, rght = rght + m.column2, "
        "parent_id = COALESCE(parent_id, m.column3) "
        "FROM (VALUES {}) AS m WHERE tree_id = m.column1",
        shifts,
        beneath.tree_id,
        first=True,
    )
    beneath.refresh_from_db(fields=COLUMNS)
    tell_moved(beneath.post, post)
