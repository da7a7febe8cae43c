"""Which texts a feed has, and a mark that is another one as soon as one of them changes.

All that a program costs which has the feed as it is: one query each.
"""

from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from accounts.models import User
from critiques.record.mark import mark_of
from forum.models import Post, Reply

ENTRIES = 30
# Of what is newest, the numbers and what tells whether the essays changed.
_COLUMNS = ("kind", "pk", "at", "of", "version", "stamp")


class Newest(NamedTuple):
    """The essays and the replies that a feed has, by their numbers, the newest first."""

    posts: list[int]
    replies: list[int]
    mark: str


def newest_posts(topic: str = "") -> Newest:
    """Return the latest thirty essays, of a topic by its slug if there is one."""
    found = Post.objects.readable_by(None)
    found = found.filter(topics__slug=topic) if topic else found
    marked = found.order_by("-published_at", "-pk").only("version", "stamp")[:ENTRIES]
    posts = list(marked)
    return Newest([post.pk for post in posts], [], mark_of(*posts))


def newest_of(username: str) -> Newest:
    """Return the latest thirty essays and replies of somebody; one query more where there are none.

    Raises User.DoesNotExist.
    """
    who = User.objects.named(username)
    essays = Post.objects.readable_by(None).filter(author__in=who).order_by("-published_at", "-pk")
    essays = Post.objects.filter(pk__in=essays.values("pk")[:ENTRIES])
    essays = essays.annotate(at=F("published_at"), of=F("pk"))
    replies = readable_replies().filter(author__in=who).order_by("-created_at", "-pk")
    replies = Reply.objects.filter(pk__in=replies.values("pk")[:ENTRIES])
    replies = replies.annotate(
        at=F("created_at"), of=F("post"), version=F("post__version"), stamp=F("post__stamp")
    )
    rows = [*_rows(essays, "post").union(_rows(replies, "reply")).order_by("-at", "kind", "-pk")]
    rows = rows[:ENTRIES]
    if not rows:
        who.get()
    marks = {of: Post(pk=of, version=version, stamp=stamp) for _, _, _, of, version, stamp in rows}
    posts, replies = ([pk for each, pk, *_ in rows if each == kind] for kind in ("post", "reply"))
    return Newest(posts, replies, mark_of(*marks.values()))


def newest_in(post: Post) -> list[int]:
    """Return the latest thirty replies in a thread, as they came, or came back."""
    came = readable_replies().filter(post=post).order_by("-state_at", "-pk")
    return list(came.values_list("pk", flat=True)[:ENTRIES])


def marked_post(post_id: int) -> Post:
    """Return an essay that the public knows, with its mark alone. Raises Post.DoesNotExist."""
    return Post.objects.known_to(None).only("version", "stamp").get(pk=post_id)


def readable_replies() -> Any:
    """Return the replies that everybody may read; what became an essay is that."""
    return Reply.objects.public().readable_by(None)


def _rows(texts: QuerySet, kind: str) -> QuerySet:
    return texts.order_by().annotate(kind=Value(kind)).values_list(*_COLUMNS)
