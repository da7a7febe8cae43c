"""When people last wrote in a discussion, as far as the public can read it.

Whose move it is rests on this; by which reply a list is sorted is `Post.active_at`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from accounts.statements import Statement
from critiques.record.course.timeline import Told
from forum.models import Post, Reply, State


def wrote_in(post: Post, told: Iterable[Told]) -> Mapping[int, datetime]:
    """Return it by the ids of people: a reply, a word on an objection, a revision. One query.

    `told` is what is told of the post's objections.
    """
    wrote: dict[int, datetime] = dict(_replied.rows(None, post.pk))
    for each in told:
        for deed in (each.raised, *each.said, *each.words):
            if deed.user:
                wrote[deed.user] = max(deed.at, wrote.get(deed.user, deed.at))
    if post.edited_at:
        wrote[post.author_id] = max(post.edited_at, wrote.get(post.author_id, post.edited_at))
    return wrote


@Statement
def _replied(_: Any, post_id: int) -> QuerySet[Reply, tuple[Any, ...]]:
    replies = Reply.objects.filter(post=post_id, state=State.VISIBLE).order_by("author")
    last = Max(Coalesce("edited_at", "created_at"))
    found: QuerySet[Reply] = replies.values("author").annotate(last=last)
    return found.values_list("author", "last")
