"""One reply in its context."""

from dataclasses import dataclass
from typing import Any, Self

from django.urls import reverse

from critiques.pages.essay import Essay, readable_post
from critiques.record.reading import reading_of
from forum.answering import letters_in
from forum.models import Reply, State
from threads.branches import LEVELS, ReplyRow, rows_of
from threads.news.arrivals import NewReplies, newest_of
from threads.pages.thread import Thread, thread_of

WINDOW = 100
CONTEXT = 3


@dataclass(frozen=True)
class ReplyPage:
    """One reply in its context: the three above it, and what is beneath, 100 at a time.

    Twelve queries for the public, three more for who is signed in, whatever the size.
    """

    essay: Essay
    thread: Thread
    reply: int
    name: str
    older_url: str
    # The essay that was made of the reply, where the viewer may read it.
    essay_url: str
    # The letters that who answers it may choose among.
    among: str
    # What came into the whole thread since the viewer's last visit to it.
    news: NewReplies

    @classmethod
    def load(cls, *, viewer: Any, reply_id: int, after: int, posted: int | None) -> Self:
        """Load it, from beyond position `after` of the branch; raises Reply.DoesNotExist."""
        reply = (
            Reply.objects.known_to(viewer)
            .only("pk", "post_id", "tree_id", "essay")
            .get(pk=reply_id)
        )
        post = readable_post(viewer, reply.post_id)
        signed_in = viewer is not None and viewer.is_authenticated
        until = newest_of(post.pk) if signed_in else 0
        tree = Reply.objects.filter(tree_id=reply.tree_id)
        (top,) = rows_of(tree.filter(pk=reply_id), viewer)
        deepest = top.level + LEVELS - 1
        above = rows_of(
            tree.filter(lft__lt=top.lft, rght__gt=top.rght).order_by("-lft"), viewer, CONTEXT
        )
        beneath = tree.filter(
            lft__gt=max(top.lft, after), rght__lt=top.rght, level__lte=deepest
        ).order_by("lft")
        rows = rows_of(beneath, viewer, WINDOW + 1, deepest=deepest)
        shown = [*reversed(above), top, *_bridge(tree, rows, top, viewer), *rows[:WINDOW]]
        url = reverse("reply-permalink", args=[reply_id])
        thread = thread_of(
            post,
            shown,
            viewer,
            reading_of(post, viewer).cards,
            deepest=deepest,
            posted=posted,
            rests={},
        )
        return cls(
            essay=Essay.of(post, viewer),
            thread=thread,
            reply=reply_id,
            name=top.name if top.readable else "",
            older_url=f"{url}?after={rows[WINDOW - 1].lft}" if len(rows) > WINDOW else "",
            essay_url=reply.essay.get_absolute_url() if reply.essay and top.readable else "",
            among=letters_in(top.html or "") if top.state == State.VISIBLE else "",
            news=NewReplies.load(viewer, post.pk, until, thread.marks.visit),
        )


def _bridge(tree: Any, rows: list[ReplyRow], top: ReplyRow, viewer: Any) -> list[ReplyRow]:
    """Return what stands between `top` and the first row of a later window."""
    if not rows or rows[0].parent == top.pk:
        return []
    first = rows[0]
    between = tree.filter(lft__gt=top.lft, lft__lt=first.lft, rght__gt=first.rght)
    return rows_of(between.order_by("lft"), viewer)
