"""Where replies went that moderators moved elsewhere, as a line at the place where they stood."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.statements import Statement
from forum.models import Post, State
from moderation.models import LogAct, Move


class Pointer(NamedTuple):
    """One line: how many replies went where; `pk` is the reply that old links lead to."""

    pk: int
    words: str
    title: str
    url: str


class Pointers(NamedTuple):
    """Lines beneath a reply (0: on top of the thread), and in place of what became an essay."""

    moved: dict[int, list[Pointer]]
    made: dict[int, Pointer]


def pointers_of(post: Post) -> Pointers:
    """Return what was moved from `post` and is elsewhere now. One query."""
    moved: dict[int, list[Pointer]] = defaultdict(list)
    made: dict[int, Pointer] = {}
    seen = set()
    for each in _moves.rows(None, post.pk):
        if each.entry.act == LogAct.SPLIT:
            made[each.reply_id] = _pointer(each.reply_id, "Made an essay:", each.reply.essay)
        elif each.reply.post_id != post.pk and each.reply_id not in seen:
            count = each.entry.count
            words = f"{count} repl{'y was' if count == 1 else 'ies were'} moved to"
            moved[each.parent_id or 0].insert(0, _pointer(each.reply_id, words, each.reply.post))
        seen.add(each.reply_id)
    return Pointers(dict(moved), made)


@Statement
def _moves(_: None, post_id: int) -> QuerySet:
    moves = Move.objects.filter(
        source=post_id, entry__reversed_by=None, entry__act__in=(LogAct.MOVE, LogAct.SPLIT)
    )
    texts = ("body", "html")
    apart = [f"reply__{of}{text}" for of in ("", "post__", "essay__") for text in texts]
    related = moves.select_related("entry", "reply__post", "reply__essay")
    return related.defer(*apart).order_by("-pk")


def _pointer(pk: int, words: str, post: Post | None) -> Pointer:
    public = post is not None and post.state == State.VISIBLE
    title = f"“{post.title}”" if public else "an essay that is not public"
    return Pointer(pk, words, title, f"/replies/{pk}/" if public else "")
