"""Making an essay of a reply, and a reply of it again; the replies beneath go along."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from forum.actions.moving import gather, move_children
from forum.actions.states import count_anew
from forum.actions.wording import Wording, keep_revision, wording_of, write_wording
from forum.models import Post, Reply, State
from forum.models.posts import TITLE_LIMIT
from forum.text import clean_line


def wording_of_essay(*, title: str, reply: Reply) -> Wording:
    """Return a reply's text as that of an essay; done before anything is locked.

    Raises ValidationError where the title is empty or too long.
    """
    title = clean_line(title, limit=TITLE_LIMIT, what="the title")
    if not title:
        raise ValidationError("Give the essay a title.")
    return wording_of(title, reply.body)


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
        edited_at=reply.edited_at,
    )
    write_wording(essay, wording)
    keep_revision(essay, created_at=when)
    reply.essay, reply.state, reply.state_at = essay, State.HIDDEN, timezone.now()
    reply.save(update_fields=["essay", "state", "state_at"])
    move_children(reply=reply, post=essay)
    return essay


def become_reply(*, reply: Reply, essay: Post) -> None:
    """Undo the above; the essay's addresses lead to where the reply is. Both must be locked.

    Raises ValidationError (code `conflict`) where the essay was changed since, or is not public.
    """
    if essay.revision > 1:
        raise ValidationError(
            "Its author has changed the essay since; merge it instead.", code="conflict"
        )
    if essay.state != State.VISIBLE or reply.essay_id != essay.pk:
        raise ValidationError("The essay is not public any more.", code="conflict")
    reply.essay, reply.state, reply.state_at = None, State.VISIBLE, timezone.now()
    reply.save(update_fields=["essay", "state", "state_at"])
    essay.merged_into = reply.post
    essay.save(update_fields=["merged_into"])
    gather(post=essay, beneath=reply)
    count_anew(reply.post)
