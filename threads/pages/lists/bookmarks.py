"""What somebody wants to find again."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet

from forum.addresses import in_thread
from forum.models import Bookmark, Post, Reply
from forum.text import excerpt, own_words
from web.addresses import address_of
from web.dates import day
from web.orders import latest
from web.pagination import Asked

PAGE = 30
EXCERPT = 200
LATEST = latest("at")


@dataclass(frozen=True)
class BookmarkLine:
    """An essay or a reply in the list; `what` is how it is named where it is dropped."""

    title: str
    url: str
    writer: str
    when: str
    text: str
    what: str
    drop_url: str


@dataclass(frozen=True)
class BookmarksPage:
    """Somebody's bookmarks, thirty a page, without what they may not read any more. One query."""

    bookmarks: list[BookmarkLine]
    # Which page it is, for its title.
    which: str
    newer_url: str
    older_url: str

    @classmethod
    def load(cls, *, viewer: Any, page: Asked) -> Self:
        """Load a page; raises Http404 beyond the last."""
        found = LATEST.page(_readable(viewer), page, PAGE)
        url = address_of("bookmarks")
        return cls(
            bookmarks=[_line(each) for each in found.rows],
            which=page.told,
            **found.beside(url),
        )


def _readable(viewer: Any) -> QuerySet[Bookmark]:
    posts = Post.objects.known_to(viewer).readable_by(viewer).filter(pk=OuterRef("post"))
    replies = Reply.objects.readable_by(viewer).filter(pk=OuterRef("reply"))
    own = Bookmark.objects.filter(Exists(posts) | Exists(replies), user=viewer)
    related = ("post__author", "reply__author", "reply__post")
    return own.select_related(*related).order_by("-at", "-pk")


def _line(kept: Bookmark) -> BookmarkLine:
    reply, post = kept.reply, kept.post or kept.reply.post
    item = reply or post
    return BookmarkLine(
        title=post.public_title,
        url=in_thread(reply.pk) if reply else post.get_absolute_url(),
        writer=item.author.shown_name,
        when=day(item.created_at),
        text=excerpt(own_words(reply.html), EXCERPT) if reply else post.introduction,
        what=str(reply.pk) if reply else "essay",
        drop_url=address_of("post-bookmarks", post.pk),
    )
