"""Which replies of a long thread most found worth reading."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models.shown_names import shown_name_of
from accounts.statements import Statement
from forum.addresses import in_thread
from forum.models import Post, Reply
from forum.text import excerpt, own_words

# So many are named, where so many found each worth reading; in a shorter thread all are seen.
MOST, LEAST, LONG = 3, 2, 10
EXCERPT = 90


class BestReply(NamedTuple):
    """One of them: whose it is, how it begins, and where it stands in the thread."""

    name: str
    text: str
    url: str


def best_of(post: Post) -> list[BestReply]:
    """Return those of a post that everybody may read, the most worth first. One query."""
    found = _most.rows(None, post.pk)
    return [
        BestReply(
            shown_name_of(shown, name),
            excerpt(own_words(html), EXCERPT),
            in_thread(pk),
        )
        for pk, votes, html, shown, name in found
        if votes >= LEAST and post.reply_count >= LONG
    ]


@Statement
def _most(viewer: Any, post_id: int) -> QuerySet:
    public = Reply.objects.public().readable_by(viewer).filter(post=post_id, votes__gt=0)
    columns = ("pk", "votes", "html", "author__display_name", "author__username")
    return public.order_by("-votes", "created_at", "pk").values_list(*columns)[:MOST]
